import type { ArticleView, WithdrawnView } from '@/lib/views'
import { ArticlePage, WithdrawnPage } from '@/app/components/ArticlePage'
import { LinkedData } from '@/app/components/LinkedData'
import { metadataOf } from '@/app/metadata'
import { paramsFor, viewAt } from '@/app/source'
import '@/app/styles/article.css'

export const generateStaticParams = () => paramsFor('article', ['date', 'slug'])

interface Props { readonly params: Promise<{ date: string; slug: string }> }

async function view({ params }: Props): Promise<ArticleView | WithdrawnView> {
  const { date, slug } = await params
  return viewAt('articles', date, slug)
}

export const generateMetadata = async (props: Props) => metadataOf(await view(props))

export default async function Article(props: Props) {
  const shown = await view(props)
  return 'withdrawn' in shown ? <WithdrawnPage view={shown} /> : <><LinkedData head={shown.head} /><ArticlePage view={shown} /></>
}
