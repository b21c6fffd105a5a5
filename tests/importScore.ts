import { importPage, type ImportedArticle } from '../lib/desk/import'
import { fictionalPage, type FictionalPage, type TrueReport } from './fictionalPages'

/** Found, wrongly found and missed, of things that are either there or not. */
export class Tally {
  hits = 0
  extra = 0
  missed = 0
  add(found: readonly string[], truth: readonly string[]): string[] {
    const rest = [...truth]
    const wrong: string[] = []
    for (const item of found) {
      const at = rest.indexOf(item)
      if (at === -1) wrong.push(`+${item}`)
      else rest.splice(at, 1)
    }
    this.hits += truth.length - rest.length
    this.extra += wrong.length
    this.missed += rest.length
    return [...wrong, ...rest.map((item) => `-${item}`)]
  }
  get precision(): number { return this.hits + this.extra === 0 ? 1 : this.hits / (this.hits + this.extra) }
  get recall(): number { return this.hits + this.missed === 0 ? 1 : this.hits / (this.hits + this.missed) }
  get f1(): number { return this.hits === 0 ? 0 : 2 * this.precision * this.recall / (this.precision + this.recall) }
}

export const MEASURES = ['boundaries', 'joins', 'headlines', 'bylines', 'titled people', 'names', 'event dates', 'lost ends'] as const
export type Measure = (typeof MEASURES)[number]

export interface Score {
  readonly tallies: Readonly<Record<Measure, Tally>>
  /** What was wrong, `seed measure: +found -missed`. */
  readonly faults: readonly string[]
}

const squeezed = (text: string): string => text.replace(/\s+/gu, '')

/** Imports the fictional pages of these seeds and counts what was found. */
export function score(seeds: readonly number[]): Score {
  const tallies = Object.fromEntries(MEASURES.map((measure) => [measure, new Tally()])) as Record<Measure, Tally>
  const faults: string[] = []
  for (const seed of seeds) {
    const page = fictionalPage(seed)
    const { articles } = importPage(page.text, { date: page.date })
    const count = (measure: Measure, found: readonly string[], truth: readonly string[]): void => {
      const wrong = tallies[measure].add(found, truth)
      if (wrong.length > 0) faults.push(`${seed} (${page.layout}) ${measure}: ${wrong.join(' ')}`)
    }
    const placed = places(page, articles)
    count('boundaries', placed.starts.map(String), page.starts.map(String))
    const joined = page.breaks.filter(({ at }) => placed.ranges.some(([start, end]) => start < at && at < end))
    count('joins', joined.map(({ at }) => around(page, at)), page.breaks.filter(({ goesOn }) => goesOn).map(({ at }) => around(page, at)))
    // A report is its start: what is found under another's counts as both wrong and missed.
    const found = (read: (article: ImportedArticle) => readonly string[]): string[] => articles.flatMap((article, index) => read(article).map((item) => `${placed.starts[index] ?? ''} ${item}`))
    const truth = (read: (report: TrueReport) => readonly string[]): string[] => page.reports.flatMap((report, index) => read(report).map((item) => `${page.starts[index] ?? ''} ${item}`))
    const ranks = (report: Pick<TrueReport, 'kicker' | 'title' | 'subtitle' | 'column'>): string[] => (['kicker', 'title', 'subtitle', 'column'] as const).flatMap((rank) => (report[rank] && !report[rank].startsWith('〔') ? [`${rank}=${report[rank]}`] : []))
    count('headlines', found(ranks), truth(ranks))
    const credits = ({ byline }: Pick<TrueReport, 'byline'>): string[] => byline.map(({ role, name }) => `${role}=${name}`)
    count('bylines', found(credits), truth(credits))
    const titled = ({ people }: Pick<TrueReport, 'people'>): string[] => people.flatMap(({ name, title }) => (title ? [`${title}=${name}`] : []))
    count('titled people', found(titled), truth(titled))
    const names = ({ people }: Pick<TrueReport, 'people'>): string[] => people.map(({ name }) => name)
    count('names', found(names), truth(names))
    const dates = ({ eventDate }: Pick<TrueReport, 'eventDate'>): string[] => (eventDate ? [eventDate] : [])
    count('event dates', found(dates), truth(dates))
    const lost = ({ incomplete }: Pick<TrueReport, 'incomplete'>): string[] => (incomplete ? [incomplete] : [])
    count('lost ends', found(lost), truth(lost))
  }
  return { tallies, faults }
}

const around = ({ letters }: FictionalPage, at: number): string => `${at}:${letters.slice(Math.max(0, at - 6), at)}|${letters.slice(at, at + 6)}`

/** Where in the page's letters the reports begin and their paragraphs reach. */
function places({ letters }: FictionalPage, articles: readonly ImportedArticle[]): { starts: number[]; ranges: [number, number][] } {
  const ranges: [number, number][] = []
  const taken = new Uint8Array(letters.length)
  const find = (text: string | null): number => {
    const sought = squeezed(text ?? '')
    if (!sought || sought.startsWith('〔')) return Infinity
    for (let at = letters.indexOf(sought); at !== -1; at = letters.indexOf(sought, at + 1)) {
      if (taken.subarray(at, at + sought.length).includes(1)) continue
      taken.fill(1, at, at + sought.length)
      return at
    }
    return Infinity
  }
  const starts = articles.map((article) => {
    const inParagraphs = article.paragraphs.map((paragraph) => {
      const at = find(paragraph)
      if (at !== Infinity) ranges.push([at, at + squeezed(paragraph).length])
      return at
    })
    const inHead = [article.column, article.kicker, article.title, article.subtitle].map(find)
    return Math.min(...inParagraphs, ...inHead, ...article.photos.map(({ caption }) => find(caption)))
  })
  return { starts, ranges }
}
