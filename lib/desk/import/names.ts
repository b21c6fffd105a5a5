import { givenLikelihood, nameLikeWord, tokensOf, type Token } from './lexicon'
import { HAN } from './shapes'
import { isAmbiguousSurname, surnameLength } from './surnames'
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

interface Tokenized {
  readonly text: string
  /** Of every character, the word it is part of. */
  readonly words: readonly Token[]
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

function tokenized(text: string): Tokenized {
  const words: Token[] = []
  for (const token of tokensOf(text)) for (let at = 0; at < token.word.length; at++) words.push(token)
  return { text, words }
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
    candidates.push({ name: text.slice(start, match.index + match[0].length), start, end: match.index + match[0].length, text: index, score: 6, strong: true })
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

interface Evidence {
  readonly score: number
  readonly strong: boolean
}

const evidence = (score: number, strong = false): Evidence => ({ score, strong })

function leftEvidence({ text, words }: Tokenized, at: number, accepted: ReadonlySet<string>): Evidence {
  const before = text[at - 1]
  if (before === undefined) return evidence(1)
  const word = words[at - 1]
  const isWordEnd = word !== undefined && word.start + word.word.length === at
  if (endsWithTitle(text.slice(Math.max(0, at - 6), at)) && (isWordEnd || word?.tag === 'x')) return evidence(4, true)
  if (before === '、') return endsWithAccepted(text.slice(0, at - 1), accepted) ? evidence(3, true) : evidence(0.6)
  if (/[和与及]/u.test(before) && endsWithAccepted(text.slice(0, at - 1), accepted)) return evidence(3, true)
  if (/[，。；：！？“”‘’（）《》\s\ufe00]/u.test(before)) return evidence(1)
  if (/[由对向与和跟同给请让随被听见为]/u.test(before) && isWordEnd) return evidence(0.5)
  return evidence(isWordEnd ? -1.5 : -2.5)
}

function endsWithAccepted(text: string, accepted: ReadonlySet<string>): boolean {
  return [2, 3, 4].some((length) => accepted.has(text.slice(-length)))
}

/** What people do in newspapers. */
const ACTS = /^(?:指出|强调|要求|表示|说|介绍|告诉|认为|讲话|主持|参加|出席|陪同|率|一行|致辞|致欢迎辞|宣布|坦言|透露|感慨|回忆|笑着|高兴|激动|感叹|解释|提出|希望|建议|分析|补充|回答|带队|带领|走进|来到|深入|前往|赴|代表(?!大会|团)|会见|看望|慰问|参观|考察|检查|督查|督导|走访|巡查|调研|担任|当选|荣获|获得|同志|先生|女士|老人|大爷|大妈|夫妇|一家|作报告|作了|作出|主讲|宣读|通报|汇报|传达|听取|详细了解|深有感触|十分|非常|感到|觉得|连连|正在|今年\d|家住|一边|列席|见证|点评|分享|谈到|谈及|随后|首先|等人?(?:参加|出席|陪同|领导)?)/u
/** 平武|县: the name of a place; but 姜坤|县长. */
const PLACE = /^[县市区省州镇乡村](?!长)/u
/** The names that follow up to 参加 say that this is one as well. */
const ATTENDANCE = new RegExp(`^(?:[、和][${HAN}]{2,4}){1,15}?(?:等[${HAN}\\d]{0,14}?)?(?:参加|出席|陪同|列席|一同|一起)`, 'u')
const LINKS = /^[在向对将为用从把被也还就已正是的了则又都与和及跟给拿开做忙看听想带手站坐身自]/u

function rightEvidence({ text, words }: Tokenized, end: number, accepted: ReadonlySet<string>): Evidence {
  const rest = text.slice(end, end + 8)
  if (rest === '') return evidence(0.3)
  if (PLACE.test(rest)) return evidence(-5)
  if (ACTS.test(rest)) return evidence(3, /^等人?(?:参加|出席|陪同)/u.test(rest) || !/^(?:等|是|正在|首先|随后|十分|非常)/u.test(rest))
  if (ATTENDANCE.test(text.slice(end, end + 80))) return evidence(2, true)
  if (rest.startsWith('、')) return startsAccepted(text.slice(end + 1), accepted) ? evidence(2, true) : evidence(1)
  if (/^[，。；）]/u.test(rest)) return evidence(0.7)
  if (/^[：:]/u.test(rest)) return evidence(2)
  if (/^[“（]/u.test(rest)) return evidence(0.5)
  const word = words[end]
  const isWordStart = word?.start === end
  if (LINKS.test(rest) && (isWordStart || word?.tag === 'x')) return evidence(0.8)
  if (!word || !isWordStart) return evidence(-1)
  if (word.tag.startsWith('v')) return evidence(word.word.length > 1 ? 0.6 : 0)
  // A character that is no word, after a name: more likely its last.
  return evidence(word.word.length > 1 && !isUnknown(word) ? -0.3 : -2.5)
}

function startsAccepted(text: string, accepted: ReadonlySet<string>): boolean {
  return [2, 3, 4].some((length) => accepted.has(text.slice(0, length)))
}

const isUnknown = ({ tag }: Token): boolean => tag === 'x' || tag.startsWith('nr')

function innerEvidence({ words }: Tokenized, at: number, name: string, surname: number): number {
  const first = words[at]
  const last = words[at + name.length - 1]
  if (!first || !last) return 0
  let score = isAmbiguousSurname(name[0] ?? '') && surname === 1 ? -1.2 : 0
  if (first.start < at) score -= isUnknown(first) ? 0.7 : 3
  const overrun = last.start + last.word.length - (at + name.length)
  if (overrun > 0) score -= isUnknown(last) ? 0.7 : 2.8
  const inDictionary = nameLikeWord(name)
  // The dictionary's names of two characters are half of them everyday words (周密, 静静).
  if (first === last && first.start === at && overrun === 0) score += !isUnknown(first) ? -4 : inDictionary !== undefined && name.length === 2 ? 0.5 : 2
  if (inDictionary !== undefined) score += inDictionary.startsWith('nr') ? (name.length === 2 ? 0 : 0.8) : -3
  // 边走边, 有说有
  if (name.length === 3 && name[0] === name[2]) score -= 3
  if (name.length === surname + 2) {
    const opening = nameLikeWord(name.slice(0, surname + 1))
    if (opening !== undefined && !opening.startsWith('nr')) score -= 1.2
  }
  return score + givenEvidence(name.slice(surname))
}

function givenEvidence(given: string): number {
  const [first = '', second] = [...given]
  const likelihood = second === undefined
    ? Math.max(givenLikelihood(first, 0), givenLikelihood(first, 1))
    : (givenLikelihood(first, 0) + givenLikelihood(second, 1)) / 2
  return Math.max(-3, Math.min(1.6, likelihood * 0.8))
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

const LIST = new RegExp(`(?<=^|[，。；、\\s]|[员导表记长任])[${HAN}]{2,4}(?:、[${HAN}]{2,4}){2,}(?=等|参加|出席|陪同|[，。；])`, 'gu')

/** In a list most of which are names, what stands between them is one too, whatever it begins with. */
function listedBetween(text: string, accepted: ReadonlySet<string>): string[] {
  return [...text.matchAll(LIST)].flatMap(([list]) => {
    const items = list.split('、')
    const inner = items.slice(1, -1)
    const known = items.filter((item, index) => accepted.has(item) || (index === 0 && endsWithAccepted(item, accepted)) || (index === items.length - 1 && startsAccepted(item, accepted)))
    if (known.length < 2 || known.length * 2 < items.length) return []
    return inner.filter((item) => !accepted.has(item) && item.length <= 3 && tokensOf(item).every(({ word, tag }) => word.length === 1 || tag === 'x' || tag.startsWith('nr')))
  })
}

function finderOf(accepted: ReadonlySet<string>): PageNames['find'] {
  const names = [...accepted].sort((a, b) => b.length - a.length)
  if (names.length === 0) return () => []
  const pattern = new RegExp(names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')).join('|'), 'gu')
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
