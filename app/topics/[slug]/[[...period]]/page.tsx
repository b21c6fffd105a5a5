import type { TopicView } from '@/lib/views'
import { TopicPage } from '@/app/components/TopicPage'
import { LinkedData } from '@/app/components/LinkedData'
import { metadataOf } from '@/app/metadata'
import { paramsFor, viewAt } from '@/app/source'
import '@/app/styles/lists.css'

export const generateStaticParams = () => paramsFor('topic', ['slug', 'period'])

interface Props { readonly params: Promise<{ slug: string; period?: string[] }> }

async function view({ params }: Props): Promise<TopicView> {
  const { slug, period } = await params
  return viewAt('topics', slug, period)
}

export const generateMetadata = async (props: Props) => metadataOf(await view(props))

export default async function Topic(props: Props) {
  const shown = await view(props)
  return <><LinkedData head={shown.head} /><TopicPage view={shown} /></>
}
