import type { FacetCount, FacetCounts } from '../engine'
import type { Query } from '../query'
import { addressOf, filtersIn, withFilter, withYear, type Filter, type PageState } from './address'
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
  return [section('年份', counts.years, (year) => addressOf(withYear(state, year))), ...lists].flat()
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

/** Filters whose values are slugs, with the counts that tell their names. */
const SLUGS = [['person', 'persons'], ['topic', 'topics']] as const

/** What persons and topics are called, from the counts of answers they are in. */
export class FilterNames {
  readonly #names = new Map<string, string>()

  learn(counts: FacetCounts): void {
    for (const [filter, facet] of SLUGS) for (const { value, name } of counts[facet]) this.#names.set(filter + value, name)
  }

  /** The slug where nobody has told. */
  readonly of = (filter: Filter, value: string): string => this.#names.get(filter + value) ?? value

  /** Of the filters in force, those that have no name yet. */
  unknownIn({ query }: PageState): Pick<Query, 'person' | 'topic'>[] {
    return SLUGS.flatMap(([filter]) => {
      const value = query[filter]
      return value === undefined || this.#names.has(filter + value) ? [] : [{ [filter]: value }]
    })
  }
}
