import type { AboutView } from '@/lib/views'
import { AboutPage } from '../components/AboutPage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/lists.css'

export const generateMetadata = async () => metadataOf(await viewAt('about'))

export default async function About() {
  return <AboutPage view={await viewAt<AboutView>('about')} />
}
