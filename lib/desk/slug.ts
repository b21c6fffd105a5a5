import { pinyin } from 'pinyin-pro'
import { wordsOf } from './import/lexicon'

/** Characters of a file name, about: four words. An address that long can still be read out. */
const LONGEST = 36
const WORDS = 4

/** Device names Windows keeps for itself. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|issue)$/u

/**
 * A file name for a report from its title: the pinyin of its first words, a word each part: 平武县党政代表团来衢江考察 →
 * `pingwuxian-dangzheng-daibiaotuan`. `taken` are the names in use; a number makes it unique. Never empty.
 */
export function slugFor(title: string, taken: ReadonlySet<string>): string {
  const words = wordsOf(title.replace(/〔[^〕]*〕/gu, '')).map(latin).filter(Boolean)
  let slug = ''
  for (const word of words.slice(0, WORDS)) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > LONGEST) break
    slug = longer
  }
  if (slug === '') slug = (words[0] ?? '').slice(0, LONGEST)
  if (slug === '' || RESERVED.test(slug)) slug = slug ? `${slug}-report` : 'report'
  let unique = slug
  for (let number = 2; taken.has(unique); number++) unique = `${slug}-${number}`
  return unique
}

function latin(word: string): string {
  return pinyin(word, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).join('').toLowerCase().replace(/[^a-z0-9]+/gu, '')
}
