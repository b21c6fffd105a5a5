import { Converter } from 'opencc-js/t2cn'
import { mayBeTraditional, type Variants } from './fold'

let variants: Variants | undefined

/** Every traditional character of the basic plane with its simplified form there, by OpenCC's tables. */
export function allVariants(): Variants {
  if (variants) return variants
  const convert = Converter({ from: 't', to: 'cn' })
  const found = new Map<string, string>()
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const character = String.fromCharCode(code)
    if (!mayBeTraditional(character)) continue
    const simple = convert(character)
    if (simple !== character && simple.length === 1) found.set(character, simple)
  }
  variants = found
  return found
}

let needing: Uint8Array | undefined

/** By unit: whether it is a traditional character or becomes one by NFKC, as compatibility ideographs do. */
function unitsNeeding(): Uint8Array {
  if (needing) return needing
  const found = allVariants()
  needing = Uint8Array.from({ length: 65536 }, (_, code) => Number([...String.fromCharCode(code).normalize('NFKC')].some((part) => found.has(part))))
  return needing
}

/** Those of the variants that a text needs, as `variantsFrom` reads them: its readers then need no table. */
export function variantsIn(text: string): string {
  const needs = unitsNeeding()
  const found = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    if (needs[text.charCodeAt(at)] === 1) for (const part of text.charAt(at).normalize('NFKC')) found.add(part)
  }
  return [...found].map((part) => part + (allVariants().get(part) ?? part)).join('')
}
