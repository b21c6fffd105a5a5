import type { Days } from './layout'

const DAY = 86_400_000

/** Which reports, by number, were in which issue: reports are numbered by date. */
export class Calendar {
  readonly reports: number
  readonly #dates: readonly string[]
  /** Number of the first report of each issue. */
  readonly #firsts: readonly number[]

  /** Calendar dates are counted in UTC, where every day has 24 hours. */
  constructor({ first, gaps, reports }: Days) {
    let day = Date.parse(first)
    this.#dates = reports.map((_, nth) => {
      if (nth > 0) day += (gaps[nth - 1] ?? 0) * DAY
      return new Date(day).toISOString().slice(0, 10)
    })
    let number = 0
    this.#firsts = reports.map((count) => (number += count) - count)
    this.reports = number
  }

  /** The issue of a report, and which of its reports it is. */
  placeOf(number: number): { date: string; nth: number } | undefined {
    const issue = firstAbove(this.#firsts, number) - 1
    const [date, first] = [this.#dates[issue], this.#firsts[issue]]
    return date === undefined || first === undefined || number >= this.reports ? undefined : { date, nth: number - first }
  }

  /** How many reports come before one where the newest issue is first, and each is in its own order. */
  rankOf(number: number): number {
    const next = firstAbove(this.#firsts, number)
    return this.reports - (this.#firsts[next] ?? this.reports) + number - (this.#firsts[next - 1] ?? 0)
  }

  /** Numbers of the reports of a range of dates, both inclusive; `to` is exclusive. */
  between(from: string | undefined, to: string | undefined): { from: number; to: number } {
    const numberAt = (issue: number): number => this.#firsts[issue] ?? this.reports
    const above = to === undefined ? -1 : this.#dates.findIndex((date) => date > to)
    const atLeast = from === undefined ? 0 : this.#dates.findIndex((date) => date >= from)
    return { from: numberAt(atLeast), to: numberAt(above) }
  }
}

/** Index of the first number above; the numbers ascend. */
function firstAbove(numbers: readonly number[], number: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) > number) high = middle
    else low = middle + 1
  }
  return low
}
