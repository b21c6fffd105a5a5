import type { IssueView } from '@/lib/views'
import { IssuePage } from '@/app/components/IssuePage'
import { LinkedData } from '@/app/components/LinkedData'
import { metadataOf } from '@/app/metadata'
import { paramsFor, viewAt } from '@/app/source'
import '@/app/styles/front.css'

export const generateStaticParams = () => paramsFor('issue', ['date'])

interface Props { readonly params: Promise<{ date: string }> }

const view = async ({ params }: Props) => viewAt<IssueView>('issues', (await params).date)

export const generateMetadata = async (props: Props) => metadataOf(await view(props))

export default async function Issue(props: Props) {
  const shown = await view(props)
  return <><LinkedData head={shown.head} /><IssuePage view={shown} /></>
}
