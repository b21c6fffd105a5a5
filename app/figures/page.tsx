import type { FiguresView } from '@/lib/views'
import { FiguresPage } from '../components/FiguresPage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/figures.css'

export const generateMetadata = async () => metadataOf(await viewAt('figures'))

export default async function Figures() {
  return <FiguresPage view={await viewAt<FiguresView>('figures')} />
}
