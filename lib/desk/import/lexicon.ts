import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { surnameLength } from './surnames'

/** A word of segmented text. */
export interface Token {
  readonly word: string
  /** ICTCLAS part of speech; `x` for words the model found outside its dictionary. */
  readonly tag: string
  /** Offset in the text. */
  readonly start: number
}

interface Lexicon {
  readonly jieba: Jieba
  /** Parts of speech of the dictionary's words that begin like a name and are as short as one. */
  readonly nameLike: ReadonlyMap<string, string>
  /** How often a character is the second and the third of a name, natural logarithm of its share. */
  readonly given: readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>]
}

let loaded: Lexicon | undefined

/** Reads the segmenter's dictionary once: 0.3 s, so only when something is imported. */
function lexicon(): Lexicon {
  if (loaded) return loaded
  const nameLike = new Map<string, string>()
  const counts = [new Map<string, number>(), new Map<string, number>()] as const
  for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
    const [word = '', , tag = ''] = line.trimEnd().split(' ')
    if (word.length < 2 || word.length > 3 || surnameLength(word, 0) === 0) continue
    nameLike.set(word, tag)
    if (tag !== 'nr' || word.length !== 3) continue
    for (const [index, count] of counts.entries()) {
      const character = word[index + 1] ?? ''
      count.set(character, (count.get(character) ?? 0) + 1)
    }
  }
  loaded = { jieba: Jieba.withDict(dict), nameLike, given: [shares(counts[0]), shares(counts[1])] }
  return loaded
}

function shares(counts: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return new Map([...counts].map(([character, count]) => [character, Math.log(count / total)]))
}

/** Words of a text in order; joined they are the text. */
export function tokensOf(text: string): Token[] {
  let start = 0
  return text === '' ? [] : lexicon().jieba.tag(text, true).map(({ word, tag }) => {
    const token = { word, tag, start }
    start += word.length
    return token
  })
}

/** Part of speech of a dictionary word as short as a name; `undefined` when the dictionary lacks it. */
export const nameLikeWord = (word: string): string | undefined => lexicon().nameLike.get(word)

/** Names grow new characters (梓, 煜) that the dictionary's names lack: a little less than even. */
const UNSEEN = -9
/** Function words and verbs that follow names and are never in one. */
const NEVER = new Set('用说将在为把被从对向与和及也还就已是的了则又都给拿等率称到来去让请由以其之于个地没很更最只每这那哪么吗呢吧啊们我你他她它镇乡村县市区局委部厅院校厂司')
/** A character's share if all of some three thousand were as likely. */
const EVEN = -8

/** How much likelier than by chance a character stands in a given name, as natural logarithm; about -3 to 4. */
export function givenLikelihood(character: string, place: 0 | 1): number {
  if (NEVER.has(character)) return -5
  return (lexicon().given[place].get(character) ?? UNSEEN) - EVEN
}

/** Whether a word of the dictionary spans the joint of two texts. */
export function spansJoint(before: string, after: string): boolean {
  const tail = before.slice(-12)
  let at = 0
  for (const { word } of lexicon().jieba.tag(tail + after.slice(0, 12), false)) {
    const end = at + word.length
    if (at < tail.length && end > tail.length) return true
    at = end
  }
  return false
}

/** Words of a title that tell it from others: no particles, no single characters beside longer words. */
export function wordsOf(title: string): string[] {
  const words = tokensOf(title).filter(({ word, tag }) => /[\p{Letter}\p{Number}]/u.test(word) && !/^(?:u|p|c|y|e)/u.test(tag)).map(({ word }) => word)
  const long = words.filter((word) => word.length > 1)
  return long.length > 0 ? long : words
}
