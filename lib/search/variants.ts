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
