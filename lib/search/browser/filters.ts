import type { FacetCount, FacetCounts } from '../engine'
import { addressOf, filtersIn, withFilter, type Filter, type PageState } from './address'
import { dayText, element } from './elements'

/** Values of one filter offered at a time. */
const OFFERED = 12

const HEADINGS: readonly (readonly [keyof FacetCounts, Filter, string])[] = [
  ['persons', 'person', '人物'], ['topics', 'topic', '专题'], ['pages', 'page', '版'], ['bylines', 'byline', '记者、通讯员'],
]

/** Filters with how many reports each would leave, as links. */
export function facetSections(counts: FacetCounts, state: PageState): HTMLElement[] {
  const lists = HEADINGS.filter(([, filter]) => state.query[filter] === undefined).map(([facet, filter, heading]) => (
    section(heading, counts[facet], (value) => addressOf(withFilter(state, filter, value)))
  ))
  return [section('年份', counts.years, (year) => addressOf(withFilter(withFilter(state, 'from', `${year}-01-01`), 'to', `${year}-12-31`))), ...lists].flat()
}

function section(heading: string, counts: readonly FacetCount[], address: (value: string) => string): HTMLElement[] {
  if (counts.length < 2) return []
  const links = counts.slice(0, OFFERED).map(({ value, name, count }) => element('a', { href: address(value) }, `${name} ${count}`))
  return [element('section', {}, element('h2', {}, heading), element('p', { className: 'tags' }, ...links))]
}

/** The filters in force, each with a link that takes it away. */
export function chosenFilters(state: PageState, nameOf: (filter: Filter, value: string) => string): HTMLElement[] {
  return filtersIn(state).map(({ name, value }) => (
    element('a', { href: addressOf(withFilter(state, name, undefined)), title: '取消这一项筛选' }, `${label(name, value, nameOf)} ×`)
  ))
}

function label(name: Filter, value: string, nameOf: (filter: Filter, value: string) => string): string {
  if (name === 'from') return `${dayText(value)}起`
  if (name === 'to') return `到${dayText(value)}`
  return name === 'page' ? `第${value}版` : nameOf(name, value)
}

/** What a filter's value is called, from the counts of an answer it is in. */
export function namesIn(counts: FacetCounts | undefined): (filter: Filter, value: string) => string {
  const lists: Partial<Record<Filter, readonly FacetCount[]>> = counts ? { person: counts.persons, topic: counts.topics } : {}
  return (filter, value) => lists[filter]?.find((entry) => entry.value === value)?.name ?? value
}
