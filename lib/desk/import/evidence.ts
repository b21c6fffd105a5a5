import { givenLikelihood, nameLikeWord, tokensOf, type Token } from './lexicon'
import { HAN } from './shapes'
import { isAmbiguousSurname } from './surnames'
import { endsWithTitle } from './titles'

/** A text and its words. */
export interface Tokenized {
  readonly text: string
  /** Of every character, the word it is part of. */
  readonly words: readonly Token[]
}

/** Segments a text. */
export function tokenized(text: string): Tokenized {
  const words: Token[] = []
  for (const token of tokensOf(text)) for (let at = 0; at < token.word.length; at++) words.push(token)
  return { text, words }
}

/** How much speaks for a name, in the units of `ENOUGH`; `strong` if the place alone makes one likely. */
export interface Evidence {
  readonly score: number
  readonly strong: boolean
}

const evidence = (score: number, strong = false): Evidence => ({ score, strong })

/** What stands before a place speaks for a name there, or against it. */
export function leftEvidence({ text, words }: Tokenized, at: number, accepted: ReadonlySet<string>): Evidence {
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

/** Whether a text ends with a name. */
export function endsWithAccepted(text: string, accepted: ReadonlySet<string>): boolean {
  return [2, 3, 4].some((length) => accepted.has(text.slice(-length)))
}

/** What people do in newspapers. */
export const ACTS = /^(?:指出|强调|要求|表示|说|介绍|告诉|认为|讲话|主持|参加|出席|陪同|率|一行|致辞|致欢迎辞|宣布|坦言|透露|感慨|回忆|笑着|高兴|激动|感叹|解释|提出|希望|建议|分析|补充|回答|带队|带领|走进|来到|深入|前往|赴|代表(?!大会|团)|会见|看望|慰问|参观|考察|检查|督查|督导|走访|巡查|调研|担任|当选|荣获|获得|同志|先生|女士|老人|大爷|大妈|夫妇|一家|作报告|作了|作出|主讲|宣读|通报|汇报|传达|听取|详细了解|深有感触|十分|非常|感到|觉得|连连|正在|今年\d|家住|一边|列席|见证|点评|分享|谈到|谈及|随后|首先|等人?(?:参加|出席|陪同|领导)?)/u
/** 平武|县: the name of a place; but 姜坤|县长. */
const PLACE = /^[县市区省州镇乡村](?!长)/u
/** The names that follow up to 参加 say that this is one as well. */
const ATTENDANCE = new RegExp(`^(?:[、和][${HAN}]{2,4}){1,15}?(?:等[${HAN}\\d]{0,14}?)?(?:参加|出席|陪同|列席|一同|一起)`, 'u')
export const LINKS = /^[在向对将为用从把被也还就已正是的了则又都与和及跟给拿开做忙看听想带手站坐身自]/u

/** What stands after it. */
export function rightEvidence({ text, words }: Tokenized, end: number, accepted: ReadonlySet<string>): Evidence {
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

export const isUnknown = ({ tag }: Token): boolean => tag === 'x' || tag.startsWith('nr')

/** The characters themselves, and the words the segmenter made of them. */
export function innerEvidence({ words }: Tokenized, at: number, name: string, surname: number): number {
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
