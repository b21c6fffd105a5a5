import type { CalendarDate } from '../archive'

/**
 * The beginning of a newspaper's day as an instant (RFC 3339), for formats that know no plain dates.
 * All of China keeps one time, UTC+8.
 */
export function instant(date: CalendarDate): string {
  return `${date}T00:00:00+08:00`
}
