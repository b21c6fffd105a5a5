import type { IssueView } from '@/lib/views'
import { IssuePage } from './components/IssuePage'
import { LinkedData } from './components/LinkedData'
import { metadataOf } from './metadata'
import { viewAt } from './source'
import './styles/front.css'

export const generateMetadata = async () => metadataOf(await viewAt())

export default async function Home() {
  const view = await viewAt<IssueView>()
  return <><LinkedData head={view.head} /><IssuePage view={view} /></>
}
