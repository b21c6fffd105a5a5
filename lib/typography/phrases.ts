import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** What a headline's own report knows that a general dictionary does not. */
export interface PhraseContext {
  /** Never broken inside while a line holds them: names of people and topics. */
  readonly names: readonly string[]
  /** The report's text: words that stand together there belong together in its headline. */
  readonly text: string
}

/** Longest quotation kept whole: at 31 px it fits a phone's line of 350 px, where the marks are half as wide at its ends. */
const LONGEST_QUOTE = 12
/** Longest phrase made by joining words: longer ones leave ragged lines. */
const LONGEST_PHRASE = 6
/** Longest run without a place to break, whatever it is made of. */
const LONGEST_RUN = 12

const QUOTED = /“[^“”]+”|《[^《》]+》|〔[^〔〕]+〕|「[^「」]+」/g
const OPENING = /^[“‘《〈「『（〔【([]+$/u
const CLOSING = /^[”’》〉」』）〕】)\]，。、；：！？…—·,.;:!?\s]+$/u
/** Stand with the word before them. */
const TRAILING = new Set(['的', '了', '着', '过', '与', '和', '及', '暨', '来', '并', '或', '时', '上', '中', '里', '后', '前', '内', '者'])
/** Stand with the word after them. */
const LEADING = new Set(['在', '向', '为', '把', '被', '对', '从', '以', '将', '让', '使', '由', '于', '等', '不', '再', '又', '也', '都', '第', '给', '全', '各', '该', '本'])

let jieba: Jieba | undefined

/** The dictionary is 5 MB and takes 100 ms to load: once in a process, and only where headlines are made. */
function words(text: string): string[] {
  jieba ??= Jieba.withDict(dict)
  return jieba.cut(text, true)
}

/**
 * Splits a headline where its lines may break; joined, the pieces are the headline. General segmenters cut names and
 * set phrases apart, so names and quotations are taken whole first, then words, then words joined as the report joins them.
 */
export function phrases(headline: string, context: PhraseContext): string[] {
  return joinKnown(glue(atoms(headline, context.names).flatMap((atom) => (atom.whole ? [atom.text] : shortWords(atom.text)))), context)
}

/** A word too long for a line, an address for instance, breaks anywhere. */
function shortWords(text: string): string[] {
  return words(text).flatMap((word) => (word.length > LONGEST_RUN ? word.match(/.{1,12}/gsu) ?? [] : [word]))
}

interface Span {
  readonly start: number
  readonly end: number
}

interface Atom {
  readonly text: string
  readonly whole: boolean
}

/** Quotations and names, and the text between them. Of two that overlap the longer is kept: 《王伟传》, “清障”行动. */
function atoms(text: string, names: readonly string[]): Atom[] {
  const spans: Span[] = []
  for (const span of [...quotations(text), ...names.flatMap(partsOf).flatMap((name) => occurrencesOf(name, text))].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!spans.some(({ start, end }) => span.start < end && start < span.end)) spans.push(span)
  }
  spans.sort((a, b) => a.start - b.start)
  const result: Atom[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (start > at) result.push({ text: text.slice(at, start), whole: false })
    result.push({ text: text.slice(start, end), whole: true })
    at = end
  }
  if (at < text.length) result.push({ text: text.slice(at), whole: false })
  return result
}

/** Those kept whole; a longer one breaks between its words after all, but never beside its marks. */
function quotations(text: string): Span[] {
  return [...text.matchAll(QUOTED)].filter(([quote]) => quote.length <= LONGEST_QUOTE)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

/** A name too long for a line breaks after its interpuncts; a part that is too long still, between its words. */
function partsOf(name: string): string[] {
  const parts = name.length > LONGEST_RUN ? name.split(/(?<=·)/u) : [name]
  return parts.filter((part) => part !== '' && part.length <= LONGEST_RUN)
}

function occurrencesOf(name: string, text: string): Span[] {
  const spans: Span[] = []
  for (let start = text.indexOf(name); start !== -1; start = text.indexOf(name, start + name.length)) spans.push({ start, end: start + name.length })
  return spans
}

/** Punctuation, numbers with their unit, and single characters stand with a neighbour; but for punctuation, while a line holds both. */
function glue(tokens: readonly string[]): string[] {
  const pieces: string[] = []
  let carry = ''
  for (const token of tokens) {
    if (carry.length + token.length > LONGEST_RUN && carry !== '' && !OPENING.test(carry.slice(-1))) {
      pieces.push(carry)
      carry = ''
    }
    const last = pieces.at(-1)
    const fits = carry === '' && last !== undefined && last.length + token.length <= LONGEST_RUN
    if (last !== undefined && (CLOSING.test(token) || (fits && sticksToLast(last, token)))) pieces[pieces.length - 1] = last + carry + token
    else if (OPENING.test(token) || LEADING.has(token) || (token.length === 1 && last === undefined)) {
      carry += token
      continue
    } else if (token.length === 1 && fits && !/[\s…]$/u.test(last)) pieces[pieces.length - 1] = last + token
    else pieces.push(carry + token)
    carry = ''
  }
  const last = pieces.at(-1) ?? ''
  if (carry) pieces.splice(-1, 1, ...(last.length + carry.length > LONGEST_RUN ? [last, carry] : [last + carry]))
  return pieces
}

function sticksToLast(last: string, token: string): boolean {
  return TRAILING.has(token) || (/[0-9０-９]$/.test(last) && /^(?:[年月日时分秒]|[\u4e00-\u9fff]{1,2}$)/u.test(token)) || /^[0-9.%]+$/.test(last + token)
}

/** Joins neighbours the report's own text joins, the firmest pairs first. */
function joinKnown(pieces: readonly string[], { text, names }: PhraseContext): string[] {
  const joined = [...pieces]
  const whole = new Set(names)
  for (;;) {
    const best = firmest(joined, text, whole)
    if (best === undefined) return joined
    joined.splice(best, 2, `${joined[best] ?? ''}${joined[best + 1] ?? ''}`)
  }
}

function firmest(pieces: readonly string[], text: string, names: ReadonlySet<string>): number | undefined {
  let best: { at: number; strength: number } | undefined
  for (let at = 0; at + 1 < pieces.length; at++) {
    const [a = '', b = ''] = [pieces[at], pieces[at + 1]]
    if (a.length + b.length > LONGEST_PHRASE || names.has(a) || names.has(b) || /[”》〕」\s，、]$/u.test(a) || /^[“《〔「]/u.test(b)) continue
    const together = occurrences(text, a + b)
    const strength = together / Math.sqrt(Math.max(1, occurrences(text, a)) * Math.max(1, occurrences(text, b)))
    if (together > 0 && (!best || strength > best.strength)) best = { at, strength }
  }
  return best?.at
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1
}
