import { Converter } from 'opencc-js/t2cn'
import { mayBeTraditional, type Variants } from './fold'

let variants: Variants | undefined

/** The ideographs of the basic plane, with the first extension. */
const [FIRST, LAST] = [0x3400, 0x9fff]

/** Every traditional character of the basic plane with its simplified form there, by OpenCC's tables. */
export function allVariants(): Variants {
  if (variants) return variants
  const convert = Converter({ from: 't', to: 'cn' })
  const candidates = Array.from({ length: LAST - FIRST + 1 }, (_, nth) => String.fromCharCode(FIRST + nth)).filter(mayBeTraditional)
  // Parted by a sign no phrase of the tables holds; one conversion takes a sixth of the time of twenty thousand.
  const simple = convert(candidates.join('\n')).split('\n')
  const found = new Map(candidates.flatMap((character, nth): [string, string][] => {
    const converted = simple[nth] ?? character
    return converted !== character && converted.length === 1 ? [[character, converted]] : []
  }))
  variants = found
  return found
}

let needing: Uint8Array | undefined

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff

/** Traditional characters that a character is or becomes by NFKC, as compatibility ideographs do. */
const traditionalOf = (character: string): string[] => [...character.normalize('NFKC')].filter((part) => allVariants().has(part))

/** By unit: whether there are such, or may be, as beyond the basic plane. */
function unitsNeeding(): Uint8Array {
  needing ??= Uint8Array.from({ length: 65536 }, (_, code) => Number(isHighSurrogate(code) || traditionalOf(String.fromCharCode(code)).length > 0))
  return needing
}

/** Those of the variants that texts need, as `variantsFrom` reads them: their readers then need no table. */
export function variantsIn(texts: readonly string[]): string {
  const needs = unitsNeeding()
  const found = new Set<string>()
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) {
      if (needs[text.charCodeAt(at)] === 1) for (const part of traditionalOf(String.fromCodePoint(text.codePointAt(at) ?? 0))) found.add(part)
    }
  }
  return [...found].map((part) => part + (allVariants().get(part) ?? part)).join('')
}
