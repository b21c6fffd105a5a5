import type { YearView } from '@/lib/views'
import { YearPage } from '@/app/components/CalendarPage'
import { metadataOf } from '@/app/metadata'
import { paramsFor, viewAt } from '@/app/source'
import '@/app/styles/calendar.css'

export const generateStaticParams = () => paramsFor('year', ['year'])

interface Props { readonly params: Promise<{ year: string }> }

const view = async ({ params }: Props) => viewAt<YearView>('calendar', (await params).year)

export const generateMetadata = async (props: Props) => metadataOf(await view(props))

export default async function Year(props: Props) {
  return <YearPage view={await view(props)} />
}
