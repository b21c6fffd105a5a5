import { scratch16 } from './scratch'

/**
 * What "contains" means. A query's term and every text of a report (title, kicker, subtitle, column, each paragraph, each
 * caption) are folded alike, and a report contains the term when one of its folded texts does, character for character:
 *
 * - width and compatibility forms are one (Unicode NFKC): Ａ４ is A4, ① is 1, ㎡ is m2, ℃ is °C, … is ...;
 * - letters have no case;
 * - traditional characters are simplified ones (OpenCC), but what is simplified Chinese too stays itself: 乾, 著, 徵;
 * - quotes, brackets, spaces and what cannot be seen are left out, so that `152体系` finds `“152”体系`;
 * - all other signs count: `，` is not `。`.
 *
 * A character is folded with the marks that combine with it and nothing else, so that whatever is literally there is
 * there after folding. No phrase is found across two texts. A query of nothing but quotes and brackets would fold to
 * nothing; its signs are compared with those of the texts instead (`foldSigns`).
 */

/** Traditional characters and the simplified ones they are searched as. */
export type Variants = ReadonlyMap<string, string>

/** A text as it is compared: each unit of `text` came from the raw text from `starts` to `ends`, exclusive. */
export interface Folded {
  readonly text: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Quotes and brackets (Unicode general categories), as they are after NFKC. */
const SIGN = /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'`]$/u
/** The same before NFKC. */
const RAW_SIGN = /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'`＂＇｀]$/u
const SIGNS_TOGETHER = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'`＂＇｀](?:[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'`＂＇｀])*/gu
/** Spaces, controls and what is not drawn. Not all of \p{C}: it depends on an engine's age which characters are assigned. */
const UNSEEN = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u
/** A character with what NFKC may join to it: combining marks, and the vowels and finals of Hangul. */
const CLUSTER = /\P{M}[\p{M}\u1160-\u11ff]*|\p{M}+/gu
const JOINS = /^[\p{M}\u1160-\u11ff]$/u

/** Folds a text so that a place in the folded text leads back to one in the raw text. */
export function foldWithPlaces(raw: string, variants: Variants): Folded {
  return withPlaces(raw, (cluster) => foldCluster(cluster, variants))
}

export function fold(raw: string, variants: Variants): string {
  let text = ''
  for (const cluster of raw.match(CLUSTER) ?? []) text += foldCluster(cluster, variants)
  return text
}

/** Quotes and brackets of a text one after another; each other character is a space, what is unseen nothing. */
export function foldSigns(raw: string): string {
  return foldSignsWithPlaces(raw).text
}

export function foldSignsWithPlaces(raw: string): Folded {
  return withPlaces(raw, (cluster) => {
    let signs = ''
    for (const part of cluster) signs += RAW_SIGN.test(part) ? part.normalize('NFKC') : UNSEEN.test(part) ? '' : ' '
    return signs
  })
}

/** Stretches of quotes and brackets in a text, as `foldSigns` writes them. */
export function signsOf(raw: string): string[] {
  return (raw.match(SIGNS_TOGETHER) ?? []).map((signs) => {
    const folded = foldedSigns.get(signs) ?? foldSigns(signs)
    foldedSigns.set(signs, folded)
    return folded
  })
}

/** Texts have many signs and few different ones. */
const foldedSigns = new Map<string, string>()

/** Whether a term is of signs that folding leaves out. */
export const isOfSigns = (term: string): boolean => SIGN.test(term.charAt(0))

function withPlaces(raw: string, foldOne: (cluster: string) => string): Folded {
  const [starts, ends]: [number[], number[]] = [[], []]
  let text = ''
  for (const { 0: cluster, index } of raw.matchAll(CLUSTER)) {
    const folded = foldOne(cluster)
    text += folded
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(index)
      ends.push(index + cluster.length)
    }
  }
  return { text, starts, ends }
}

const folds = new WeakMap<Variants, Map<string, string>>()

function foldCluster(cluster: string, variants: Variants): string {
  let known = folds.get(variants)
  if (!known) folds.set(variants, known = new Map<string, string>())
  let folded = known.get(cluster)
  if (folded === undefined) {
    folded = ''
    for (const part of cluster.normalize('NFKC').toLowerCase()) if (!SIGN.test(part) && !UNSEEN.test(part)) folded += variants.get(part) ?? part
    known.set(cluster, folded)
  }
  return folded
}

/** What a unit stands for when texts are folded in bulk; from 1 on, the one unit it folds to. */
const NOTHING = 0
const SEVERAL = -1
const UNKNOWN = -2
const JOINING = -3

/** Folded units of texts one after another, each followed by a 0; made without a string in between, for millions of characters. */
export class FoldedUnits {
  #units: Uint16Array
  #length = 0
  readonly #meaning = new Int32Array(65536).fill(UNKNOWN)

  constructor(private readonly variants: Variants, expected: number) {
    this.#units = scratch16(expected + 64)
  }

  get length(): number {
    return this.#length
  }

  get units(): Uint16Array {
    return this.#units.subarray(0, this.#length)
  }

  add(raw: string): void {
    let meaning = this.#meaningAt(raw, 0)
    for (let at = 0; at < raw.length;) {
      const next = this.#meaningAt(raw, at + 1)
      if (meaning >= NOTHING && next !== JOINING) {
        if (meaning !== NOTHING) this.#push(meaning)
        at++
        meaning = next
      } else {
        at += this.#addCluster(raw, at)
        meaning = this.#meaningAt(raw, at)
      }
    }
    this.#push(0)
  }

  #meaningAt(raw: string, at: number): number {
    if (at >= raw.length) return NOTHING
    const code = raw.charCodeAt(at)
    const known = this.#meaning[code] ?? SEVERAL
    return known === UNKNOWN ? this.#learn(code) : known
  }

  #learn(code: number): number {
    const character = String.fromCharCode(code)
    // Combining marks beyond the basic plane begin with a surrogate, as does what they join.
    const surrogate = code >= 0xd800 && code <= 0xdfff
    const folded = surrogate ? '' : foldCluster(character, this.variants)
    const meaning = surrogate || JOINS.test(character) ? JOINING : folded.length > 1 ? SEVERAL : folded.length === 0 ? NOTHING : folded.charCodeAt(0)
    this.#meaning[code] = meaning
    return meaning
  }

  /** Units of the raw text that were taken. */
  #addCluster(raw: string, at: number): number {
    let end = at + lengthAt(raw, at)
    for (; end < raw.length && this.#meaningAt(raw, end) === JOINING; end += lengthAt(raw, end));
    const folded = fold(raw.slice(at, end), this.variants)
    for (let unit = 0; unit < folded.length; unit++) this.#push(folded.charCodeAt(unit))
    return end - at
  }

  #push(unit: number): void {
    if (this.#length === this.#units.length) {
      const larger = scratch16(this.#units.length * 2)
      larger.set(this.#units)
      this.#units = larger
    }
    this.#units[this.#length++] = unit
  }
}

/** Units of the character at a place. */
const lengthAt = (raw: string, at: number): number => ((raw.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

const HAN = /\p{Script=Han}/u

let simplified: ReadonlySet<string> | undefined

/**
 * Whether a character may have a simplified form to be searched as. Characters of GB 2312 stand for themselves: they
 * are simplified Chinese, and some (乾, 著) only look traditional; but for two that simplified texts hold in names at
 * most, and traditional ones in every line. The set is read off the decoder every engine has.
 */
export function mayBeTraditional(character: string): boolean {
  simplified ??= new Set(new TextDecoder('gbk').decode(gb2312Codes()))
  return character === '後' || character === '於' || (HAN.test(character) && !simplified.has(character))
}

/** Characters of a text that only the table of variants can fold. */
export function traditionalIn(text: string): Set<string> {
  return new Set([...text.normalize('NFKC')].filter(mayBeTraditional))
}

/** For texts that have no traditional character. */
export const NO_VARIANTS: Variants = new Map()

/** Variants as one string, `羣群後后`; the table and what a report holds of it are written like this. */
export function variantsFrom(pairs: string): Variants {
  const characters = [...pairs]
  return new Map(characters.flatMap((character, nth): [string, string][] => (nth % 2 === 0 ? [[character, characters[nth + 1] ?? character]] : [])))
}

/** GB 2312 rows 16 to 87, as EUC-CN bytes. */
function gb2312Codes(): Uint8Array {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  return new Uint8Array(bytes)
}
