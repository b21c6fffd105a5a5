import type { SearchView } from '@/lib/views'
import { SearchPage } from '../components/SearchPage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/search.css'

export const generateMetadata = async () => metadataOf(await viewAt('search'))

export default async function Search() {
  return <SearchPage view={await viewAt<SearchView>('search')} />
}
