import type { Archive } from '../lib/archive'
import { allVariants } from '../lib/search'
import { randomFrom } from './newsText'

const SIGNS = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'`＂＇｀]/gu
const UNSEEN = /[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Folded as the README says, written a second time and as plainly as can be. */
function folded(text: string): string {
  const variants = allVariants()
  return [...text.normalize('NFKC').toLowerCase().replace(UNSEEN, '').replace(SIGNS, '')].map((character) => variants.get(character) ?? character).join('')
}

const signs = (text: string): string => text.replace(UNSEEN, '').replace(SIGNS, (sign) => sign.normalize('NFKC'))

/** Finds by looking through every text: what an index is compared with. */
export class PlainScan {
  readonly #ids: string[]
  readonly #texts: string[][]
  readonly #folded: Haystack
  readonly #signs: Haystack

  constructor({ articles }: Archive) {
    this.#ids = articles.map(({ id }) => id)
    this.#texts = articles.map(({ title, kicker, subtitle, column, text, photos }) => [title, kicker ?? '', subtitle ?? '', column ?? '', ...text.split('\n'), ...photos.map(({ caption }) => caption ?? '')])
    this.#folded = new Haystack(this.#texts.map((texts) => texts.map(folded).join('\n')))
    this.#signs = new Haystack(this.#texts.map((texts) => texts.map(signs).join('\n')))
  }

  /** Ids of the reports that contain a phrase without spaces, in order. */
  reportsWith(phrase: string): string[] {
    const term = folded(phrase)
    return (term === '' ? this.#signs.holding(signs(phrase)) : this.#folded.holding(term)).map((nth) => this.#ids[nth]!)
  }

  /** Ids of the reports in which a phrase stands literally. */
  reportsLiterallyWith(phrase: string): string[] {
    return this.#ids.filter((_, nth) => this.#texts[nth]!.some((text) => text.includes(phrase)))
  }

  /**
   * Phrases of one to twelve characters, taken from the texts at random as they stand, with whatever signs are in them.
   * A space would make two terms of one, and half a character is no phrase.
   */
  *phrases(seed: number): Generator<string> {
    const random = randomFrom(seed)
    for (;;) {
      const texts = this.#texts[Math.floor(random() * this.#texts.length)]!.filter(Boolean)
      const text = texts[Math.floor(random() * texts.length)]!
      const characters = [...text.slice(Math.floor(random() * text.length))].slice(0, 13)
      const phrase = characters.slice(0, 1 + Math.floor(random() * 12)).join('')
      const next = characters[[...phrase].length] ?? ''
      if (/[\p{Z}\s]|^[-－−]|^\p{M}|^[\udc00-\udfff]/u.test(phrase) || /^\p{M}/u.test(next) || (folded(phrase) === '' && signs(phrase) === '')) continue
      yield phrase
    }
  }
}

/** Texts end to end, searched at once: several times faster than one by one. */
class Haystack {
  readonly #text: string
  readonly #ends: number[]

  constructor(texts: readonly string[]) {
    let end = 0
    this.#ends = texts.map((text) => (end += text.length + 1))
    this.#text = texts.map((text) => `${text}\n`).join('')
  }

  holding(term: string): number[] {
    const found: number[] = []
    for (let at = this.#text.indexOf(term); at !== -1; at = this.#text.indexOf(term, this.#ends[found.at(-1)!])) found.push(this.#nthAt(at))
    return found
  }

  #nthAt(place: number): number {
    let [low, high] = [0, this.#ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#ends[middle]! > place) high = middle
      else low = middle + 1
    }
    return low
  }
}
