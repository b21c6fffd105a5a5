import type { Query } from '../query'

/** Everything a search page shows is in its address: going back, sharing and reloading come by themselves. */
export interface PageState {
  readonly query: Query
  /** Hits shown. */
  readonly shown: number
}

/** Hits shown at first, and more at a time. */
export const STEP = 10
/** No address makes the page fetch more than this at once. */
const MOST = 200

const FILTERS = ['person', 'topic', 'page', 'byline', 'from', 'to'] as const
export type Filter = (typeof FILTERS)[number]

export function stateOf(address: string): PageState {
  const params = new URLSearchParams(address)
  const given = (name: string): string | undefined => params.get(name)?.trim() || undefined
  const shown = Number(given('n'))
  const filters = Object.fromEntries(FILTERS.flatMap((name) => {
    const value = given(name)
    return value === undefined ? [] : [[name, value]]
  }))
  return {
    query: { text: params.get('q') ?? '', ...filters, ...(given('order') === 'newest' && { order: 'newest' }) },
    shown: Number.isInteger(shown) ? Math.min(MOST, Math.max(STEP, shown)) : STEP,
  }
}

/** The search part of the address, `?q=…`; what is as usual is left out. */
export function addressOf({ query, shown }: PageState): string {
  const params = new URLSearchParams()
  if (query.text) params.set('q', query.text)
  for (const name of FILTERS) {
    const value = query[name]
    if (value) params.set(name, value)
  }
  if (query.order === 'newest') params.set('order', 'newest')
  if (shown > STEP) params.set('n', String(shown))
  return `?${params}`
}

/** The state with one filter set or, without a value, taken away. */
export function withFilter({ query }: PageState, name: Filter, value: string | undefined): PageState {
  const { [name]: _, ...others } = query
  return { query: { ...others, ...(value !== undefined && { [name]: value }) }, shown: STEP }
}

/** The state within a year, and still within the dates asked for before. */
export function withYear(state: PageState, year: string): PageState {
  const { from = '', to = '' } = state.query
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  return withFilter(withFilter(state, 'from', from > first ? from : first), 'to', to && to < last ? to : last)
}

export function filtersIn({ query }: PageState): { name: Filter; value: string }[] {
  return FILTERS.flatMap((name) => (query[name] === undefined ? [] : [{ name, value: query[name] }]))
}
