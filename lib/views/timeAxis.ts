import type { CalendarDate } from '../archive'

/** Columns of a figure over time: months while they are few, else years, else decades. */
export interface TimeAxis {
  readonly columns: readonly string[]
  /** Column a day falls into. */
  readonly at: (day: CalendarDate) => number
}

/** More columns than this and the next longer unit is taken: a figure must be readable on a phone. */
const MOST_COLUMNS = 24

/** Without gaps from the first day to the last: what is missing in between shows. */
export function timeAxis(days: readonly CalendarDate[]): TimeAxis {
  const [first, last] = days.reduce(([least, most], day) => [day < least ? day : least, day > most ? day : most], [days[0] ?? '', days[0] ?? ''])
  if (first === '' || last === '') return { columns: [], at: () => -1 }
  const unit = UNITS.find(({ number }) => number(last) - number(first) < MOST_COLUMNS) ?? UNITS[2]
  const start = unit.number(first)
  return {
    columns: Array.from({ length: unit.number(last) - start + 1 }, (_, index) => unit.label(start + index)),
    at: (day) => unit.number(day) - start,
  }
}

const year = (day: CalendarDate): number => Number(day.slice(0, 4))

const UNITS = [
  { number: (day: CalendarDate) => year(day) * 12 + Number(day.slice(5, 7)) - 1, label: (month: number) => `${Math.floor(month / 12)}年${month % 12 + 1}月` },
  { number: year, label: (value: number) => `${value}年` },
  { number: (day: CalendarDate) => Math.floor(year(day) / 10), label: (decade: number) => `${decade}0年代` },
] as const
