import type { IssueView } from '@/lib/views'
import { IssuePage } from './components/IssuePage'
import { metadataOf } from './metadata'
import { viewAt } from './source'
import './styles/front.css'

export const generateMetadata = async () => metadataOf(await viewAt())

export default async function Home() {
  return <IssuePage view={await viewAt<IssueView>()} />
}
