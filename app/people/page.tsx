import type { PeopleView } from '@/lib/views'
import { PeoplePage } from '../components/PeoplePage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/lists.css'

export const generateMetadata = async () => metadataOf(await viewAt('people'))

export default async function People() {
  return <PeoplePage view={await viewAt<PeopleView>('people')} />
}
