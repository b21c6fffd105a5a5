import { createArchive, type Archive, type ArticleRecord, type PersonRecord, type TopicRecord } from '../lib/archive'
import { digested } from './digested'
import { newsText, randomFrom } from './newsText'

export { randomFrom }

const SURNAMES = [...'甄贾梅柳秦石贺尤邢薛史晁']
const GIVEN = [...'一二三四五六七八九十百千']
/**
 * An archive of invented reports, straight as records: `reports` of them, eight an issue, each issue `days` after the
 * last; of 150 to 2,500 meaningless characters, 900 on average.
 */
export function fictionalArchive(reports: number, { seed = 1, days = 7 } = {}): Archive {
  const random = randomFrom(seed)
  const people = SURNAMES.flatMap((surname, first) => GIVEN.map((given, second): PersonRecord => ({
    slug: `person-${first}-${second}`, name: `${surname}${given}`, printedName: `${surname}${given}`, aliases: [], pinyin: ['xing', `ming${second}`], noindex: false,
  })))
  const topics = Array.from({ length: 12 }, (_, nth): TopicRecord => ({ slug: `topic-${nth}`, name: `话题${GIVEN[nth] ?? ''}`, pinyin: ['hua', 'ti', `${nth}`] }))
  const articles = Array.from({ length: reports }, (_, number): ArticleRecord => {
    const issue = Math.floor(number / 8)
    const date = new Date(Date.UTC(1985, 0, 5 + issue * days)).toISOString().slice(0, 10)
    const sentence = newsText(random)
    const blocks = Array.from({ length: 1 + Math.floor(random() * random() * 8 + random() * 4) }, (__, nth) => ({ anchor: `p${nth + 1}`, kind: 'paragraph' as const, text: sentence(80 + random() * 250), html: '', line: nth + 5 }))
    const listed = [...new Set(Array.from({ length: Math.floor(random() * 5) }, () => people[Math.floor(random() ** 2 * people.length)]!))]
    const title = sentence(8 + random() * 12)
    const headlines = { ...(random() < 0.3 && { kicker: sentence(10) }), ...(random() < 0.2 && { subtitle: sentence(12) }) }
    return digested({
      id: `${date}/report-${number % 8}`, slug: `report-${number % 8}`, issueDate: date, page: 1 + (number % 8 >> 1), order: number % 8 + 1,
      title, titleSupplied: false,
      byline: [{ role: '记者', names: [`${SURNAMES[number % 12] ?? ''}某`] }], appearances: listed.map(({ slug }) => ({ person: slug })),
      topics: [`topic-${Math.floor(random() * 12)}`], corrections: [],
      body: {
        ...headlines, mentions: [], excerpt: '', blocks, text: blocks.map(({ text }) => text).join('\n'),
        photos: random() < 0.2 ? [{ caption: sentence(20) }] : [],
      },
      wordCount: blocks.reduce((sum, { text }) => sum + text.length, 0), draft: false, formerly: [], file: `issues/${date}/report-${number % 8}.md`,
    })
  })
  const dates = [...new Set(articles.map(({ issueDate }) => issueDate))]
  return createArchive({
    site: { name: '虚构报库', url: 'https://fictional.example', description: '只用于测试。', language: 'zh-Hans-CN' },
    issues: dates.map((date) => ({ date, dateCertainty: 'printed' as const, pageNames: {} })),
    articles, withdrawals: [], people, topics,
  })
}
