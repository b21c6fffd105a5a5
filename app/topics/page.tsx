import type { TopicsView } from '@/lib/views'
import { TopicsPage } from '../components/TopicPage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/lists.css'

export const generateMetadata = async () => metadataOf(await viewAt('topics'))

export default async function Topics() {
  return <TopicsPage view={await viewAt<TopicsView>('topics')} />
}
