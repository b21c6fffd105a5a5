import type { CorrectionsView } from '@/lib/views'
import { CorrectionsPage } from '../components/CorrectionsPage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/figures.css'

export const generateMetadata = async () => metadataOf(await viewAt('corrections'))

export default async function Corrections() {
  return <CorrectionsPage view={await viewAt<CorrectionsView>('corrections')} />
}
