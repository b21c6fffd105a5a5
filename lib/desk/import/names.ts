import { literally } from '../../content'
import { ACTS, endsWithAccepted, innerEvidence, isUnknown, leftEvidence, LINKS, rightEvidence, tokenized, type Tokenized } from './evidence'
import { tokensOf } from './lexicon'
import { HAN } from './shapes'
import { surnameLength } from './surnames'
import { endsWithTitle } from './titles'

/** A name in a text. */
export interface Mention {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** Who is named on a page. */
export interface PageNames {
  readonly has: (word: string) => boolean
  /** Mentions in order, none within another. */
  readonly find: (text: string) => Mention[]
}

/** A stretch that may be a name, and what speaks for it in its place. */
interface Candidate extends Mention {
  readonly text: number
  /** The place alone makes a name likely: a title before it, a verb of saying after it. */
  readonly strong: boolean
  readonly score: number
}

/** Evidence that makes a name; weights are hand-set on invented pages and one real one, see tests/bench/import.ts. */
const ENOUGH = 4
const ROUNDS = 3

/** Foreign and minority names: 阿卜杜拉·买买提. */
const DOTTED = new RegExp(`[${HAN}]{1,6}(?:[·•][${HAN}]{1,8}){1,3}`, 'gu')

/** Finds the names in all texts of a page at once: what is unclear in one place may be clear in another. */
export function namesOnPage(texts: readonly string[], known: Iterable<string>): PageNames {
  const pages = texts.map(tokenized)
  const accepted = new Set([...known].filter((name) => name.length >= 2))
  const frozen = new Set(accepted)
  for (let round = 0; round < ROUNDS; round++) {
    const candidates = pages.flatMap((page, index) => candidatesIn(page, index, accepted))
    const found = acceptable(chosen(candidates))
    for (const name of accepted) if (!found.has(name) && !frozen.has(name)) accepted.delete(name)
    for (const name of found) accepted.add(name)
    for (const page of pages) for (const name of listedBetween(page.text, accepted)) accepted.add(name)
  }
  return { has: (word) => accepted.has(word), find: finderOf(accepted) }
}

const isHanAt = new RegExp(`^[${HAN}]+$`, 'u')

function candidatesIn(page: Tokenized, index: number, accepted: ReadonlySet<string>): Candidate[] {
  const { text } = page
  const candidates: Candidate[] = []
  for (let at = 0; at < text.length - 1; at++) {
    const surname = surnameLength(text, at)
    if (surname === 0) continue
    for (const length of [surname + 1, surname + 2]) {
      const name = text.slice(at, at + length)
      if (name.length < length || !isHanAt.test(name)) continue
      const left = leftEvidence(page, at, accepted)
      const right = rightEvidence(page, at + length, accepted)
      const score = left.score + right.score + innerEvidence(page, at, name, surname)
      candidates.push({ name, start: at, end: at + length, text: index, score, strong: left.strong || right.strong })
    }
  }
  for (const match of text.matchAll(DOTTED)) {
    const start = match.index + foreignStart(page, match.index, match[0])
    const end = match.index + foreignEnd(text, match.index, match[0])
    candidates.push({ name: text.slice(start, end), start, end, text: index, score: 6, strong: true })
  }
  return candidates
}

/** A foreign name is not set apart from the title before it: go back from the dot as far as one word reaches. */
function foreignStart(page: Tokenized, from: number, match: string): number {
  for (let at = match.search(/[·•]/u) - 1; at > 0; at--) {
    if (endsWithTitle(page.text.slice(Math.max(0, from + at - 8), from + at))) return at
  }
  return 0
}

/** Nor is what the person does: the first place after the last dot where that can begin. */
function foreignEnd(text: string, from: number, match: string): number {
  const dot = Math.max(match.lastIndexOf('·'), match.lastIndexOf('•'))
  for (let at = dot + 2; at < match.length; at++) {
    const rest = text.slice(from + at, from + at + 8)
    if (ACTS.test(rest) || LINKS.test(rest)) return at
  }
  return match.length
}

/** Of the candidates that begin in one place, the likelier; the rest of the page tells how long a name is. */
function chosen(candidates: readonly Candidate[]): Candidate[] {
  const counts = new Map<string, number>()
  for (const { name } of candidates) counts.set(name, (counts.get(name) ?? 0) + 1)
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const key = `${candidate.text} ${candidate.start}`
    const shorter = counts.get(candidate.name.slice(0, -1))
    const times = counts.get(candidate.name) ?? 0
    // 王慧 is met only as 王慧杰: one name. 姜坤率 and 姜坤代 both begin with 姜坤: the shorter one.
    const steadiness = shorter === undefined || candidate.name.length < 3 ? 0 : shorter === times ? (times > 1 ? 1.5 : 0.4) : times > 1 ? 0.5 : -1.5
    const weighed = { ...candidate, score: candidate.score + steadiness }
    const other = best.get(key)
    if (!other || weighed.score > other.score) best.set(key, weighed)
  }
  return [...best.values()]
}

/** Names some place of which is strong and whose places together are evidence enough. */
function acceptable(candidates: readonly Candidate[]): Set<string> {
  const totals = new Map<string, { best: number; more: number; strong: boolean }>()
  for (const { name, score, strong } of candidates) {
    const total = totals.get(name)
    totals.set(name, {
      best: Math.max(score, total?.best ?? -Infinity),
      more: (total?.more ?? 0) + (total && score > 1 ? 0.5 : 0),
      strong: strong || (total?.strong ?? false),
    })
  }
  return new Set([...totals].filter(([, { best, more, strong }]) => strong && best + Math.min(2, more) >= ENOUGH).map(([name]) => name))
}

const LIST = new RegExp(`[${HAN}]{2,12}(?:、[${HAN}]{2,4}?){2,}(?=、|等|及|和|与|以及|参加|出席|陪同|列席|[，。；])`, 'gu')

/**
 * In a list some of which are surely names, and nearly all of which look like them, all are: whatever they begin with
 * if they stand between others.
 */
function listedBetween(text: string, accepted: ReadonlySet<string>): string[] {
  return [...text.matchAll(LIST)].flatMap(([list]) => {
    const [head = '', ...items] = list.split('、')
    const known = items.filter((item) => accepted.has(item)).length + (endsWithAccepted(head, accepted) ? 1 : 0)
    const shaped = items.filter((item) => accepted.has(item) || isNameShaped(item)).length
    if (known < 2 || shaped < Math.max(2, items.length * 0.75)) return []
    return items.filter((item, index) => !accepted.has(item) && item.length <= 3 && (isNameShaped(item) || (index < items.length - 1 && isNoWord(item))))
  })
}

const isNameShaped = (item: string): boolean => item.length <= 4 && surnameLength(item, 0) > 0 && isNoWord(item)

/** No word of the dictionary, nor put together of such. */
const isNoWord = (item: string): boolean => tokensOf(item).every(({ word, tag }) => word.length === 1 || tag === 'x' || tag.startsWith('nr'))

function finderOf(accepted: ReadonlySet<string>): PageNames['find'] {
  const names = [...accepted].sort((a, b) => b.length - a.length)
  if (names.length === 0) return () => []
  const pattern = new RegExp(names.map(literally).join('|'), 'gu')
  return (text) => {
    const page = tokenized(text)
    return [...text.matchAll(pattern)]
      .filter((match) => isWhole(page, match.index, match[0]))
      .map((match) => ({ name: match[0], start: match.index, end: match.index + match[0].length }))
  }
}

/** Not the middle of a longer word: 高明 in 高明的办法, 安全 in 安全生产. */
function isWhole({ words }: Tokenized, at: number, name: string): boolean {
  const first = words[at]
  const last = words[at + name.length - 1]
  if (!first || !last || name.includes('·')) return true
  const runsOver = last.start + last.word.length > at + name.length && !isUnknown(last) && last.start > at
  const beginsBefore = first.start < at && !isUnknown(first)
  const isPlainWord = first === last && !isUnknown(first) && !/^(?:n|ns|nz)$/u.test(first.tag) && first.word.length > name.length
  return !runsOver && !beginsBefore && !isPlainWord
}
