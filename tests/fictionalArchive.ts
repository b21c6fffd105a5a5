import { createArchive, type Archive, type ArticleRecord, type PersonRecord, type TopicRecord } from '../lib/archive'

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

const SURNAMES = [...'甄贾梅柳秦石贺尤邢薛史晁']
const GIVEN = [...'一二三四五六七八九十百千']
const SIGNS = ['，', '，', '，', '、', '。', '。', '；', '：', '！', '”，', '（', '）', '《', '》', '——', '……', ' ']
const ODD = ['“152”体系', 'Ａ４', 'GDP', '3.5%', '２０２１年', '𠮷田', '後勤', '乾隆', '5G']

/** Words of two characters by Zipf's law, as frequent words are in real text; which characters meet is chance, so no sentence means anything. */
function vocabulary(random: () => number): string[] {
  const characters = Array.from({ length: 2500 }, (_, nth) => String.fromCharCode(0x4e00 + nth * 7))
  const pick = (): string => characters[Math.floor(random() ** 2.5 * characters.length)] ?? ''
  return Array.from({ length: 30_000 }, () => pick() + pick())
}

/**
 * An archive of invented reports, straight as records: `reports` of them, eight an issue, a week apart, of 300 to 1,500
 * meaningless characters each.
 */
export function fictionalArchive(reports: number, seed = 1): Archive {
  const random = randomFrom(seed)
  const words = vocabulary(random)
  // A word is followed by some forty others, the first of them most often: so few pairs meet as in real text.
  let last = 0
  const word = (): string => {
    last = Math.floor((Math.imul(last + 1, 2654435761) + Math.imul(Math.floor(random() ** 2 * 40), 40503) >>> 8) % 4096 / 4096 * (random() < 0.1 ? 30_000 : 4000)) % words.length
    return words[last] ?? ''
  }
  const sentence = (length: number): string => {
    let text = ''
    while (text.length < length) {
      text += word()
      if (random() < 0.22) text += SIGNS[Math.floor(random() * SIGNS.length)] ?? ''
      if (random() < 0.01) text += ODD[Math.floor(random() * ODD.length)] ?? ''
    }
    return text
  }
  const people = SURNAMES.flatMap((surname, first) => GIVEN.map((given, second): PersonRecord => ({
    slug: `person-${first}-${second}`, name: `${surname}${given}`, printedName: `${surname}${given}`, aliases: [], pinyin: ['xing', `ming${second}`], noindex: false,
  })))
  const topics = Array.from({ length: 12 }, (_, nth): TopicRecord => ({ slug: `topic-${nth}`, name: `话题${GIVEN[nth] ?? ''}`, pinyin: ['hua', 'ti', `${nth}`] }))
  const articles = Array.from({ length: reports }, (_, number): ArticleRecord => {
    const issue = Math.floor(number / 8)
    const date = new Date(Date.UTC(1985, 0, 5 + issue * 7)).toISOString().slice(0, 10)
    const blocks = Array.from({ length: 2 + Math.floor(random() * 5) }, (__, nth) => ({ anchor: `p${nth + 1}`, kind: 'paragraph' as const, text: sentence(80 + random() * 250), html: '', line: nth + 5 }))
    const listed = [...new Set(Array.from({ length: Math.floor(random() * 5) }, () => people[Math.floor(random() ** 2 * people.length)]!))]
    return {
      id: `${date}/report-${number % 8}`, slug: `report-${number % 8}`, issueDate: date, page: 1 + (number % 8 >> 1), order: number % 8 + 1,
      title: sentence(8 + random() * 12), titleSupplied: false, ...(random() < 0.3 && { kicker: sentence(10) }), ...(random() < 0.2 && { subtitle: sentence(12) }),
      byline: [{ role: '记者', names: [`${SURNAMES[number % 12] ?? ''}某`] }], appearances: listed.map(({ slug }) => ({ person: slug })),
      topics: [`topic-${Math.floor(random() * 12)}`], photos: random() < 0.2 ? [{ caption: sentence(20) }] : [], corrections: [], blocks,
      text: blocks.map(({ text }) => text).join('\n'), wordCount: 0, excerpt: '', draft: false, formerly: [], file: `issues/${date}/report-${number % 8}.md`,
    }
  })
  const dates = [...new Set(articles.map(({ issueDate }) => issueDate))]
  return createArchive({
    site: { name: '虚构报库', url: 'https://fictional.example', description: '只用于测试。', language: 'zh-Hans-CN' },
    issues: dates.map((date) => ({ date, dateCertainty: 'printed' as const, pageNames: {} })),
    articles, withdrawals: [], people, topics,
  })
}
