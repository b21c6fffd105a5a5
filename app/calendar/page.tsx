import type { CalendarView } from '@/lib/views'
import { CalendarPage } from '../components/CalendarPage'
import { metadataOf } from '../metadata'
import { viewAt } from '../source'
import '../styles/calendar.css'

export const generateMetadata = async () => metadataOf(await viewAt('calendar'))

export default async function Calendar() {
  return <CalendarPage view={await viewAt<CalendarView>('calendar')} />
}
