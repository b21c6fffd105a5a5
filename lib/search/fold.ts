/** Traditional characters and the simplified ones they are searched as. */
export type Variants = ReadonlyMap<string, string>

/** A text as it is compared: each unit of `text` came from the raw text at `at`. */
export interface Folded {
  readonly text: string
  readonly at: readonly number[]
}

/** Quotes, brackets, spaces and whatever cannot be seen are ignored on both sides (Unicode general categories). */
const IGNORED = /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Z}\p{C}"'`]$/u

/**
 * Folds width (NFKC), case and traditional forms, and leaves out what is ignored. Each character is folded by itself,
 * so that a place in the folded text leads back to one in the raw text.
 */
export function foldWithPlaces(raw: string, variants: Variants): Folded {
  const at: number[] = []
  let text = ''
  let index = 0
  for (const character of raw) {
    for (const folded of foldCharacter(character, variants)) {
      text += folded
      for (let unit = 0; unit < folded.length; unit++) at.push(index)
    }
    index += character.length
  }
  return { text, at }
}

const folds = new WeakMap<Variants, Map<string, string>>()

function foldCharacter(character: string, variants: Variants): string {
  let known = folds.get(variants)
  if (!known) folds.set(variants, known = new Map())
  let folded = known.get(character)
  if (folded === undefined) {
    folded = ''
    for (const part of character.normalize('NFKC').toLowerCase()) if (!IGNORED.test(part)) folded += variants.get(part) ?? part
    known.set(character, folded)
  }
  return folded
}

/** Folded units of texts one after another, each followed by a 0; made without a string in between, for millions of characters. */
export class FoldedUnits {
  #units: Uint16Array
  #length = 0
  /** By unit: what it folds to, 0 for nothing, -1 where it is not one unit, -2 where that is not known yet. */
  readonly #single = new Int32Array(65536).fill(-2)

  constructor(private readonly variants: Variants, expected: number) {
    this.#units = new Uint16Array(expected + 64)
  }

  get length(): number {
    return this.#length
  }

  get units(): Uint16Array {
    return this.#units.subarray(0, this.#length)
  }

  add(raw: string): void {
    for (let at = 0; at < raw.length; at++) {
      const code = raw.charCodeAt(at)
      const single = this.#single[code] ?? -1
      if (single > 0) this.#push(single)
      else if (single < 0) at += this.#addCharacter(String.fromCodePoint(raw.codePointAt(at) ?? 0)) - 1
    }
    this.#push(0)
  }

  /** Units of the raw text that were taken. */
  #addCharacter(character: string): number {
    const folded = foldCharacter(character, this.variants)
    for (let at = 0; at < folded.length; at++) this.#push(folded.charCodeAt(at))
    if (character.length === 1) this.#single[character.charCodeAt(0)] = folded.length === 0 ? 0 : folded.length === 1 ? folded.charCodeAt(0) : -1
    return character.length
  }

  #push(unit: number): void {
    if (this.#length === this.#units.length) {
      const larger = new Uint16Array(this.#units.length * 2)
      larger.set(this.#units)
      this.#units = larger
    }
    this.#units[this.#length++] = unit
  }
}

/** `foldWithPlaces` without the places. */
export function fold(raw: string, variants: Variants): string {
  let text = ''
  for (const character of raw) text += foldCharacter(character, variants)
  return text
}

let simplified: ReadonlySet<string> | undefined

/**
 * Whether a character may have a simplified form to be searched as. Characters of GB 2312 stand for themselves: they
 * are simplified Chinese, and some (乾, 著) only look traditional. The set is read off the decoder every engine has.
 */
export function mayBeTraditional(character: string): boolean {
  simplified ??= new Set(new TextDecoder('gbk').decode(gb2312Codes()))
  return /\p{Script=Han}/u.test(character) && !simplified.has(character)
}

/** Whether folding a text needs the table of variants. */
export function hasTraditional(text: string): boolean {
  for (const character of text.normalize('NFKC')) if (mayBeTraditional(character)) return true
  return false
}

/** For texts that have no traditional character. */
export const NO_VARIANTS: Variants = new Map()

/** GB 2312 rows 16 to 87, as EUC-CN bytes. */
function gb2312Codes(): Uint8Array {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  return new Uint8Array(bytes)
}
