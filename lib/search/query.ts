import { fold, type Variants } from './fold'

/** What a reader asks for. */
export interface Query {
  /** As typed: spaces mean AND, a leading `-` excludes. */
  readonly text: string
  /** Slugs, page and byline; all must hold. */
  readonly person?: string
  readonly topic?: string
  readonly page?: string
  readonly byline?: string
  /** Issue dates, both inclusive, `YYYY-MM-DD`. */
  readonly from?: string
  readonly to?: string
  /** Best first unless by date, newest first. */
  readonly order?: 'best' | 'newest'
}

/** The typed text as terms to find, folded; none twice. */
export interface Terms {
  readonly wanted: readonly string[]
  readonly unwanted: readonly string[]
}

/** Longer queries are cut: no phrase of a newspaper is this long, and every term costs fetches. */
export const LONGEST_QUERY = 200
const MOST_TERMS = 16

/** What is asked for of a text of any length, its spaces told apart before they are folded away. */
export function termsOf(text: string, variants: Variants): Terms {
  const words = cut(text).split(/[\p{Z}\s]+/u).filter(Boolean).slice(0, MOST_TERMS)
  const isUnwanted = (word: string): boolean => /^[-－−]./u.test(word)
  const folded = (list: readonly string[]): string[] => [...new Set(list.map((word) => fold(word, variants)).filter(Boolean))]
  return { wanted: folded(words.filter((word) => !isUnwanted(word))), unwanted: folded(words.filter(isUnwanted).map((word) => word.slice(1))) }
}

/** A surrogate without its other half stands for nothing, and the cut must not make one. */
function cut(text: string): string {
  return Array.from(text.slice(0, LONGEST_QUERY), (character) => (/^[\ud800-\udfff]$/.test(character) ? '\ufffd' : character)).join('')
}
