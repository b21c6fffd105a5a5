import type { DataView } from '@/lib/views'
import { DataPage } from '../components/DataPage'
import { LinkedData } from '../components/LinkedData'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/figures.css'

export const generateMetadata = async () => metadataOf(await viewAt('data'))

export default async function Data() {
  const view = await viewAt<DataView>('data')
  return <><LinkedData head={view.head} /><DataPage view={view} /></>
}
