import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import schema from 'jsonfeed-schema/schema-v1.1.json'
import { beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { Archive } from '../lib/archive'
import { archiveOf, HARD_TITLES, hardArchive, realArchive, report } from './archives'
import { fileAt, filesOf } from './archiveOutput'

const rng = readFileSync('tests/fixtures/schemas/atom.rng', 'utf8')
const ajv = new Ajv({ strict: false })
addFormats.default(ajv)
const validJsonFeed = ajv.compile(schema)

let archives: [string, Archive, ReadonlyMap<string, string>][] = []
beforeAll(async () => {
  const corrected = archiveOf({
    'archive.yaml': 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构。\npublisher: 云山报社\nrights: 归云山报社所有\n',
    'issues/2001-02-03/x.md': report({
      title: '主题 & <标记>', kicker: '引题：', date: '2001-02-03', people: [{ 甄一: '县长' }], topics: ['R&amp;D &nbsp; "春耕" &#0;'],
      corrections: [{ printed: '真一', corrected: '甄一', in: 'text', reason: '上下文均作“甄一”' }],
    }, '本报讯（记者 贾二）县长甄一说：“a < b && c > d ]]>”。'),
  })
  archives = [['real', await realArchive()], ['hard', hardArchive()], ['corrected', corrected]]
    .map(([name, archive]) => [name, archive, filesOf(archive as Archive)] as [string, Archive, ReadonlyMap<string, string>])
})
const feeds = (files: ReadonlyMap<string, string>, end: string) => [...files].filter(([path]) => path.endsWith(end))

/** The titles of the reports as a reader's program shows them: 引题 and 主题, one colon between them. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  real: [
    '区委常委扩大会议暨2021年度领导干部述责述廉会议召开：推动全面从严治党不断向纵深发展',
    '吴国升来衢江调研孟姜村土墩墓群保护与开发工作',
    '王慧杰调研衢江工业企业时强调：聚焦工业经济 聚力双招双引',
    '平武县党政代表团来衢江考察',
    '区乡人大换届选举工作视频会举行',
    '中华秋沙鸭 又回来了',
    '衢江“清障行动”破解企业发展“中梗阻”',
    '〔失题残篇〕座谈会上，郎文荣表示……',
  ],
  hard: HARD_TITLES,
  corrected: ['引题：主题 & <标记>'],
}

describe('an Atom feed', () => {
  test('is valid by RFC 4287', async () => {
    for (const [name, , files] of archives) {
      const xml = feeds(files, 'feed.xml').map(([path, contents]) => ({ fileName: path.replaceAll('/', '_'), contents }))
      const { valid, errors } = await validateXML({ xml, schema: rng, extension: 'relaxng' })
      expect({ name, valid, errors }).toEqual({ name, valid: true, errors: [] })
    }
  })

  // RFC 4287, 4.1.1: entries of one id are one entry. The grammar does not tell.
  test('has no two entries of one id, nor any of its own', () => {
    const alike = archiveOf({
      'issues/2001-02-03/x.md': report({
        title: '甄一来云山', date: '2001-02-03',
        corrections: [['title', '真一来', '甄一来'], ['text', '真一来', '甄一来'], ['text', '又真一', '又甄一']].map(([field, printed, corrected]) => ({ printed, corrected, in: field, reason: '核对底本' })),
      }, '甄一来，又甄一。'),
    })
    for (const [name, files] of [...archives.map(([name, , files]) => [name, files] as const), ['alike', filesOf(alike)] as const]) for (const [path, xml] of feeds(files, 'feed.xml')) {
      const { id, entries = [] } = parseAtomFeed(xml)
      const ids = [id, ...entries.map((entry) => entry.id)]
      expect(ids, `${name} ${path}`).not.toContain(undefined)
      expect(new Set(ids).size, `${name} ${path}`).toBe(ids.length)
    }
  })

  test('that is not valid is found out', async () => {
    const xml = fileAt(archives[0]?.[2] ?? new Map(), 'feed.xml').replace(/<updated>.*?<\/updated>/, '')
    expect((await validateXML({ xml, schema: rng, extension: 'relaxng' })).valid).toBe(false)
  })

  test('gives an independent parser every title, id, day, author and the full text', () => {
    for (const [name, archive, files] of archives) {
      const feed = parseAtomFeed(fileAt(files, 'feed.xml'))
      expect(feed.entries?.map(({ categories }) => categories?.map(({ term }) => term) ?? []), name).toEqual(archive.articles.map(({ topics }) => topics.map((topic) => topic.name)))
      expect(feed.entries?.map(({ title }) => title?.value ?? title), name).toEqual(TITLES[name])
      for (const [index, article] of archive.articles.entries()) {
        const entry = feed.entries?.[index]
        const host = new URL(archive.site.url).hostname
        expect(entry?.id).toBe(`tag:${host},2026:/articles/${article.id}/`)
        expect(entry?.updated).toBe(`${article.issue.date}T00:00:00+08:00`)
        const html = String((entry?.content)?.value ?? entry?.content)
        const text = html.replace(/<[^>]+>/g, '').replaceAll('&#x3C;', '<').replaceAll('&lt;', '<').replaceAll('&#x26;', '&').replaceAll('&amp;', '&').replaceAll('&gt;', '>').replace(/[①-⑳]/gu, '')
        for (const block of article.blocks) expect(text, article.id).toContain(block.text)
      }
    }
  })
})

describe('a JSON Feed', () => {
  test('is valid by its schema', () => {
    for (const [name, , files] of archives) for (const [path, text] of feeds(files, 'feed.json')) {
      expect(validJsonFeed(JSON.parse(text)), `${name} ${path}: ${JSON.stringify(validJsonFeed.errors)}`).toBe(true)
    }
  })

  test('says the same as the Atom feed beside it', () => {
    for (const [name, , files] of archives) for (const [path, text] of feeds(files, 'feed.json')) {
      const json = parseJsonFeed(JSON.parse(text))
      const xml = parseAtomFeed(fileAt(files, path.replace('.json', '.xml')))
      const titles = xml.entries?.map(({ title }) => title?.value ?? title)
      expect(json.items?.map(({ title }) => title), `${name} ${path}`).toEqual(titles)
      expect(json.items?.map(({ id }) => id), `${name} ${path}`).toEqual(xml.entries?.map(({ id }) => id))
    }
  })

  test('carries every title whole', () => {
    const files = archives[1]?.[2] ?? new Map()
    expect((JSON.parse(fileAt(files, 'feed.json')) as { items: { title: string }[] }).items.map(({ title }) => title)).toEqual(HARD_TITLES)
  })
})

test('there is a feed of the archive, of each person, each topic, and of corrections where there are some', () => {
  for (const [name, archive, files] of archives) {
    const wanted = [
      'feed.xml',
      ...archive.people.map(({ slug }) => `people/${slug}/feed.xml`),
      ...archive.topics.filter(({ articles }) => articles.length > 0).map(({ slug }) => `topics/${slug}/feed.xml`),
      ...(archive.articles.some(({ corrections }) => corrections.length > 0) ? ['corrections/feed.xml'] : []),
    ].sort()
    expect(feeds(files, 'feed.xml').map(([path]) => path).sort(), name).toEqual(wanted)
  }
})

test('the feed of 王慧杰 has his three reports and no other', () => {
  const files = archives[0]?.[2] ?? new Map()
  const feed = parseAtomFeed(fileAt(files, 'people/wang-hui-jie/feed.xml'))
  expect(feed.entries?.map(({ id }) => id?.split('/').at(-2)).sort()).toEqual(['industry-survey', 'mengjiang-mounds', 'party-governance'])
})

test('the feed of corrections says what was printed, what stands and why', () => {
  const files = archives[0]?.[2] ?? new Map()
  const [item] = (JSON.parse(fileAt(files, 'corrections/feed.json')) as { items: { url: string; content_html: string }[] }).items
  expect(item?.url).toBe('https://qujiang-jiubao.example/articles/2021-12-17/mengjiang-mounds/#n1')
  expect(item?.content_html).toContain('底本作“美国升”，今作“吴国升”。正文四处均作“吴国升”。')
})

test('a correction keeps its id when another is put before it', () => {
  const corrections = [['真一', '甄一'], ['假二', '贾二']].map(([printed, corrected]) => ({ printed, corrected, in: 'text', reason: '核对底本' }))
  const idsOf = (listed: readonly object[]): Map<string, string> => {
    const archive = archiveOf({ 'issues/2001-02-03/x.md': report({ title: '一', date: '2001-02-03', corrections: listed }, '甄一、贾二到云山。') })
    const { items } = JSON.parse(fileAt(filesOf(archive), 'corrections/feed.json')) as { items: { id: string; title: string }[] }
    return new Map(items.map(({ id, title }) => [/改“(.*)”/u.exec(title)?.[1] ?? '', id]))
  }
  const both = idsOf(corrections)
  expect(both.get('甄一')).toMatch(/^tag:yunshan\.example,2026:\/articles\/2001-02-03\/x\/#[0-9a-f]{12}$/)
  expect(both.get('甄一')).not.toBe(both.get('贾二'))
  expect(idsOf(corrections.slice(1))).toEqual(new Map([['贾二', both.get('贾二')]]))
  expect(idsOf(corrections.toReversed())).toEqual(both)
})

test('the same content gives the same bytes, whatever the day', async () => {
  // Of an archive that is read anew: entries are remembered by report.
  const again = filesOf(await realArchive(), '2031-06-07')
  expect([...again]).toEqual([...archives[0]?.[2] ?? []])
  expect([...filesOf(hardArchive(), '2031-06-07')]).toEqual([...archives[1]?.[2] ?? []])
})

test('no address in a feed is relative', () => {
  for (const [name, , files] of archives) for (const [path, text] of feeds(files, 'feed.json')) {
    const { items } = JSON.parse(text) as { items: { content_html: string }[] }
    for (const { content_html } of items) expect(content_html, `${name} ${path}`).not.toMatch(/<[^>]+ (?:href|src)="[/#]/)
  }
})
