import { dict } from '@node-rs/jieba/dict'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const SIGNS = ['，', '，', '，', '，', '、', '。', '。', '；', '：', '！', '”，', '“', '（', '）', '《', '》', '——', '……', ' ']
/** What real text holds besides words: width, case, signs, characters beyond the basic plane, traditional ones, marks. */
const ODD = [
  '“152”体系', 'Ａ４', 'GDP', '3.5%', '９８．６％', '２０２１年', '-3℃', '①', 'Ⅳ', '㎡', '㏑', '🎉', '❤️', '👩‍👧', '𠮷田', '後勤', '乾隆', '著名', '5G', 'café', 'cafe\u0301', '“（《', '"A"', "'", 'PM2.5',
  '\u00ad', '\u200b', '·', '・', '〇', '\ue001', '<b>', '&amp;', '.*', '\\',
]

interface Words {
  readonly words: readonly string[]
  /** Running sum of frequencies. */
  readonly sums: Float64Array
  readonly phrases: readonly string[]
}

let loaded: Words | undefined

/** Words of jieba's dictionary with their frequencies in real text, which follow Zipf's law, and set phrases of such words. */
function dictionary(): Words {
  if (loaded) return loaded
  const entries = Buffer.from(dict).toString('utf8').split('\n').map((line) => line.split(' ')).filter(([word, count]) => Number(count) > 20 && /^\p{Script=Han}+$/u.test(word ?? ''))
  let sum = 0
  const sums = Float64Array.from(entries, ([, count]) => (sum += Number(count)))
  const words = entries.map(([word = '']) => word)
  const random = randomFrom(99)
  const phrases = Array.from({ length: 6000 }, () => Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick({ words, sums }, random)).join(''))
  loaded = { words, sums, phrases }
  return loaded
}

function pick({ words, sums }: Pick<Words, 'words' | 'sums'>, random: () => number): string {
  const wanted = random() * (sums.at(-1) ?? 0)
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return words[low] ?? ''
}

/**
 * Text in which words, characters and pairs are as frequent as in real news, and which means nothing: words are drawn
 * by their frequency in real text, a third of them in set phrases, and half of the others are words the same report
 * has said before.
 */
export function newsText(random: () => number): (length: number) => string {
  const all = dictionary()
  const own = Array.from({ length: 60 }, () => pick(all, random))
  return (length) => {
    let text = ''
    let sinceSign = 0
    while (text.length < length) {
      const kind = random()
      const words = kind < 0.1 ? all.phrases[Math.floor(random() ** 3 * all.phrases.length)] ?? '' : kind < 0.5 ? own[Math.floor(random() ** 1.5 * own.length)] ?? '' : pick(all, random)
      text += words
      sinceSign += words.length
      if (random() < sinceSign / 60) {
        text += SIGNS[Math.floor(random() * SIGNS.length)] ?? ''
        sinceSign = 0
      }
      if (random() < 0.006) text += ODD[Math.floor(random() * ODD.length)] ?? ''
    }
    return text
  }
}
