import { fold, foldSigns, type Variants } from './fold'

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

/** The typed text as terms to find, as they are compared. */
export interface Terms {
  readonly wanted: readonly string[]
  readonly unwanted: readonly string[]
}

/** Distinct terms a query may have: each costs fetches, and no reader means more. */
export const MOST_TERMS = 32

/** Raised when a query has more terms than can be looked for: an answer to some of them would be a wrong one. */
export class TooManyTerms extends Error {}

/**
 * What is asked for. Spaces part terms, all of which must be there; a term with a `-` in front must not, where there
 * is something else to look for: alone, `-3℃` is what it says. Throws `TooManyTerms`.
 */
export function termsOf({ text, person, topic, page, byline, from, to }: Query, variants: Variants): Terms {
  const words = [...new Set(wellFormed(text).split(/[\p{Z}\s]+/u).filter(Boolean))]
  if (words.length > MOST_TERMS) throw new TooManyTerms()
  const isUnwanted = (word: string): boolean => /^[-－−]./u.test(word)
  const excludes = words.some((word) => !isUnwanted(word)) || [person, topic, page, byline, from, to].some((filter) => filter !== undefined)
  const isExcluded = (word: string): boolean => excludes && isUnwanted(word)
  return {
    wanted: folded(words.filter((word) => !isExcluded(word)), variants),
    unwanted: folded(words.filter(isExcluded).map((word) => word.slice(1)), variants),
  }
}

/** Words as they are compared, none twice; quotes and brackets count only where there is nothing else. */
function folded(words: readonly string[], variants: Variants): string[] {
  const terms = words.map((word) => fold(word, variants)).filter(Boolean)
  return [...new Set(terms.length > 0 ? terms : words.map((word) => foldSigns(word)).filter(Boolean))]
}

/** A surrogate without its other half stands for nothing (WHATWG: a scalar value string). */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}
