import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Archive } from '../lib/archive'
import { marked, SearchEngine, snippetOf, TooManyTerms, type Answer, type ReportText } from '../lib/search'
import { withYear, type PageState } from '../lib/search/browser/address'
import { fold, variantsFrom } from '../lib/search/fold'
import { MOST_PIECES } from '../lib/search/layout'
import { piecesOf, reportFrom } from '../lib/search/pieces'
import { packedFile } from '../lib/search/segmentFiles'
import { IndexSource } from '../lib/search/source'
import { allVariants, variantsIn } from '../lib/search/variants'
import { realArchive } from './archives'
import { fictionalArchive } from './fictionalArchive'
import { PlainScan } from './plainScan'
import { archiveOf, readerOf } from './searchedArchives'

const ids = async (answer: Answer): Promise<string[]> => (await answer.hits(0, answer.total)).map(({ report }) => report.id)

// A small archive's files are laid out in another way.
describe.each([{ reports: 400, phrases: 600 }, { reports: 560, phrases: 300 }])('in an archive of $reports invented reports', ({ reports, phrases: asked }) => {
  let archive: Archive
  let scan: PlainScan
  let engine: SearchEngine
  beforeAll(() => {
    archive = fictionalArchive(reports)
    scan = new PlainScan(archive)
    engine = new SearchEngine(readerOf(archive).read)
  }, 120_000)

  // Ten thousand phrases over as many reports: `npm run bench:search`.
  test('any phrase of one to twelve characters is found in every report that has it, and in no other', async () => {
    const phrases = scan.phrases(7)
    for (let nth = 0; nth < asked; nth++) {
      const phrase = phrases.next().value as string
      const expected = scan.reportsWith(phrase)
      const answer = await engine.search({ text: phrase })
      expect(answer.total, phrase).toBe(expected.length)
      if (expected.length < 20) expect((await ids(answer)).sort(), phrase).toEqual(expected.sort())
      const literally = new Set(scan.reportsLiterallyWith(phrase))
      expect(expected.filter((id) => literally.has(id)), phrase).toHaveLength(literally.size)
    }
  }, 120_000)

  test('two terms must both be there, an excluded one must not', async () => {
    const [a, b] = [archive.articles[3]!.title.slice(0, 2), '的']
    const [withA, withB] = [scan.reportsWith(a), scan.reportsWith(b)]
    expect((await ids(await engine.search({ text: `${a} ${b}` }))).sort()).toEqual(withA.filter((id) => withB.includes(id)).sort())
    expect((await ids(await engine.search({ text: `${b}　-${a}` }))).sort()).toEqual(withB.filter((id) => !withA.includes(id)).sort())
  })

  test('filters combine, and their counts are what they leave', async () => {
    const text = '的'
    const facets = await (await engine.search({ text })).facets()
    for (const { value, count } of facets.persons.slice(0, 3)) expect((await engine.search({ text, person: value })).total).toBe(count)
    for (const { value, count } of facets.topics.slice(0, 3)) expect((await engine.search({ text, topic: value })).total).toBe(count)
    for (const { value, count } of facets.pages) expect((await engine.search({ text, page: value })).total).toBe(count)
    for (const { value, count } of facets.bylines.slice(0, 3)) expect((await engine.search({ text, byline: value })).total).toBe(count)
    for (const { value, count } of facets.years) expect((await engine.search({ text, from: `${value}-01-01`, to: `${value}-12-31` })).total).toBe(count)
    const range: PageState = { query: { text, from: '1985-06-01', to: '1986-02-01' }, shown: 10 }
    const within = await engine.search(range.query)
    const years = (await within.facets()).years
    expect(years.reduce((sum, { count }) => sum + count, 0)).toBe(within.total)
    for (const { value, count } of years) expect((await engine.search(withYear(range, value).query)).total).toBe(count)
    const person = facets.persons[0]!.value
    const found = await ids(await engine.search({ text, person, page: '2', from: '1985-03-01', to: '1985-10-01' }))
    const holding = new Set(scan.reportsWith(text))
    expect(found.length).toBeGreaterThan(0)
    expect(found.sort()).toEqual(archive.articles.filter(({ id, page, issue: { date }, appearances }) => (
      page === 2 && date >= '1985-03-01' && date <= '1985-10-01' && holding.has(id) && appearances.some((appearance) => appearance.person.slug === person)
    )).map(({ id }) => id).sort())
  })

  test('titles come first, and by date the newest', async () => {
    const text = archive.articles[5]!.title.slice(0, 2)
    const hits = await (await engine.search({ text })).hits(0, 50)
    const flags = hits.map(({ inTitle }) => inTitle)
    expect(flags).toEqual([...flags].sort((a, b) => Number(b) - Number(a)))
    expect(flags[0]).toBe(true)
    // Issues go backwards, each from its first report on, as on the pages of people and topics.
    const places = new Map(archive.issues.toSorted((a, b) => (a.date < b.date ? 1 : -1)).flatMap(({ articles }) => articles).map(({ id }, nth) => [id, nth]))
    const byDate = (found: readonly string[]): string[] => found.toSorted((a, b) => places.get(a)! - places.get(b)!)
    for (const query of [{ text, order: 'newest' }, { text: '的', order: 'newest' }, { text: '', from: '1985-01-01' }, { text: '', topic: 'topic-1' }] as const) {
      const found = await ids(await engine.search(query))
      expect(found).toEqual(byDate(found))
      expect(found.length).toBeGreaterThan(1)
    }
  })

  test('a long passage is found where it stands, and a longer one than any report nowhere', async () => {
    const { id, text } = archive.articles.find((article) => article.text.split('\n').some((line) => line.length > 150 && !/ /.test(line)))!
    const line = text.split('\n').find((candidate) => candidate.length > 150 && !/ /.test(candidate))!
    expect(await ids(await engine.search({ text: line }))).toEqual([id])
    expect((await engine.search({ text: line + line })).total).toBe(0)
    expect((await engine.search({ text: line.repeat(8000) })).total).toBe(0)
  })

  test('nothing a reader can type breaks it', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }),
      fc.constantFrom('.*', '[', '(', '\\', '\ud800', '\udc00', '-', '--', '-甲', '\u0000', '\u0002person:x', '\u0003（', '甲'.repeat(100_000), 'a'.repeat(1_000_000), ' '.repeat(1000), '\u0301'.repeat(10_000)),
    )
    await fc.assert(fc.asyncProperty(typed, async (text) => {
      try {
        const { total, terms, hits } = await engine.search({ text })
        for (const { report } of await hits(0, 3)) {
          const snippet = snippetOf(report, terms.wanted)
          expect(snippet.some((run) => run.marked) || marked(report.title, terms.wanted, report).some((run) => run.marked)).toBe(true)
        }
        expect(total).toBeGreaterThanOrEqual(0)
      } catch (error) {
        expect(error).toBeInstanceOf(TooManyTerms)
      }
    }), { numRuns: 120 })
    expect((await engine.search({ text: '' })).total).toBe(0)
    expect((await engine.search({ text: '\ud842' })).total).toBe(0)
    await expect(engine.search({ text: Array.from({ length: 100 }, (_, nth) => `词${nth}`).join(' ') })).rejects.toThrow(TooManyTerms)
  }, 120_000)
})

describe('what "contains" means', () => {
  test.each([
    ['152体系', '“152”体系', true], ['“152”体系', '152体系', true], ['（152）', '152', true],
    ['２０１７年', '2017年', true], ['gdp', 'ＧＤＰ增长', true], ['３．５％', '3.5%', true], ['-3℃', '气温-3℃', true], ['1', '①', true], ['m2', '㎡', true],
    ['ln', '㏑', true], ['ⅳ', '第IV期', true], ['營商環境', '营商环境', true], ['营商环境', '營商環境', true], ['后勤', '後勤', true], ['對於後來', '对于后来', true],
    ['乾', '干', false], ['著', '着', false], ['土墩墓羣', '土墩墓群', true], ['报', '\u{2f857}', true], ['无费', '🈚费', true], ['書', '\u{2f8cc}店', true],
    ['，', '。', false], ['。', '，', false], ['。。', '。', false], ['……', '......', true], ['——', '一', false],
    ['café', 'cafe\u0301', true], ['cafe\u0301', 'café', true], ['cafe', 'café', false],
    ['❤', '❤️', true], ['❤️', '❤', true], ['👩‍👧', '👩👧', true], ['𠮷', '𠮷田', true], ['野', '𠮷田', false],
    ['衢江', '衢\u200b江', true], ['衢江', '衢 江', true], ['衢江', '衢　江', true], ['\ue001', '生僻字\ue001', true],
    ['“', '说：“好”', true], ['“', '说：‘好’', false], ['”“', '“好”“好”', true], ['（', '(见图)', true], ['）', '（见图', false], ['《', '《报》', true], ['"', '＂好＂', true],
    ['.*', '任何', false], ['<b>', 'a<b>', true], ['&amp;', '&', false], ['\\', '\\', true], ['\ufdfa', 'صلى الله عليه وسلم', true],
    ['甲乙', '甲\n\n乙', false], ['乙', '甲\n\n乙', true], ['题文', '文', false],
  ])('%s in %s: %s', async (query, text, found) => {
    const engine = new SearchEngine(readerOf(archiveOf([{ title: '题', text }])).read)
    expect((await engine.search({ text: query })).total).toBe(found ? 1 : 0)
    if (found) {
      const answer = await engine.search({ text: query })
      const [hit] = await answer.hits(0, 1)
      expect(snippetOf(hit!.report, answer.terms.wanted).some((run) => run.marked)).toBe(true)
    }
  })

  test('a report brings what each of its characters needs to be read again', () => {
    const all = allVariants()
    const unlike: string[] = []
    for (let code = 0; code < 0x110000; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCodePoint(code)
      // All others are their own fold.
      if (!all.has(character) && character.normalize('NFKC') === character) continue
      if (fold(character, all) !== fold(character, variantsFrom(variantsIn([character])))) unlike.push(character)
    }
    expect(unlike).toEqual([])
  }, 60_000)

  test('a minus excludes where there is something to exclude from, and is a minus where not', async () => {
    const engine = new SearchEngine(readerOf(archiveOf([{ title: '冷', text: '最低-3℃' }, { title: '热', text: '最高30℃' }])).read)
    expect((await engine.search({ text: '-3℃' })).total).toBe(1)
    expect((await engine.search({ text: '℃' })).total).toBe(2)
    expect((await engine.search({ text: '℃ -30' })).total).toBe(1)
    expect((await engine.search({ text: '-30', from: '2001-01-01' })).total).toBe(1)
  })

  test('a report of thirty thousand characters and an issue of hundreds are found whole', async () => {
    const long = Array.from({ length: 300 }, (_, nth) => `第${nth}段${'甲乙丙丁'.repeat(25)}`).join('\n\n')
    const reports = Array.from({ length: 400 }, (_, nth) => ({ title: `题${nth}号`, text: `正文${nth}末` }))
    const engine = new SearchEngine(readerOf(archiveOf([...reports, { title: '长', text: long }])).read)
    expect((await engine.search({ text: '第299段甲乙' })).total).toBe(1)
    expect((await engine.search({ text: '丁甲乙丙丁甲乙丙丁甲' })).total).toBe(1)
    expect((await engine.search({ text: '正文399末' })).total).toBe(1)
    expect((await engine.search({ text: '正文' })).total).toBe(400)
    const answer = await engine.search({ text: '正文' })
    expect(new Set(await ids(answer)).size).toBe(400)
  })
})

describe('the files', () => {
  test('give back every character of Unicode', async () => {
    // By tens, since a character of four bytes is written in another way than the others, and takes its text with it.
    for (let first = 0; first < 0x110000; first += first < 0x10000 ? 16 : 4096) {
      const text = Array.from({ length: first < 0x10000 ? 16 : 4096 }, (_, nth) => first + nth).filter((code) => code < 0xd800 || code > 0xdfff).map((code) => String.fromCodePoint(code)).join('')
      const files = new Map([packedFile('a', text)].map(({ path, bytes }) => [path, bytes as Uint8Array]))
      expect(await new IndexSource(async (path) => files.get(path)!).packed<string>('a') === text, `from ${first.toString(16)}`).toBe(true)
    }
  })

  test('of a cut report hold each line once, and together the report', () => {
    const line = fc.array(fc.constantFrom('甲', '乙丙', '丁'.repeat(90), '戊'.repeat(300)), { maxLength: 5 }).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.array(line, { maxLength: 5 }), (lines, captions) => {
      const report: ReportText = { id: '2001-02-03/a', date: '2001-02-03', title: '题', kicker: '引', column: '栏', text: lines.join('\n'), captions, persons: ['甲乙'] }
      for (const cut of [true, false]) {
        const pieces = piecesOf(report, cut)
        expect(pieces.length).toBeLessThanOrEqual(cut ? MOST_PIECES : 1)
        expect(pieces.every(([count]) => count === pieces.length)).toBe(true)
        expect(reportFrom('2001-02-03', pieces)).toEqual(report)
      }
    }))
  })
})

describe('in the real archive', () => {
  let engine: SearchEngine
  beforeAll(async () => { engine = new SearchEngine(readerOf(await realArchive()).read) })

  test.each([
    ['土墩墓', '2021-12-17/mengjiang-mounds'], ['姑蔑国', '2021-12-17/mengjiang-mounds'], ['中华秋沙鸭 又回来了', '2021-12-17/merganser-returns'], ['“土墩墓”', '2021-12-17/mengjiang-mounds'],
  ])('%s', async (text, found) => {
    expect(await ids(await engine.search({ text }))).toContain(found)
  })

  test('quotes, width, case and traditional forms make no difference', async () => {
    const same = async (a: string, b: string): Promise<void> => { expect(await ids(await engine.search({ text: b }))).toEqual(await ids(await engine.search({ text: a }))) }
    await same('土墩墓群', '土墩墓羣')
    await same('2017年', '２０１７年')
    await same('清障行动', '“清障”行动')
    expect((await engine.search({ text: '清障行动' })).total).toBeGreaterThan(0)
  })

  test('the 栏题 printed in red is found and shown', async () => {
    const answer = await engine.search({ text: '打赢营商环境' })
    const [hit] = await answer.hits(0, 1)
    expect(hit?.report.id).toBe('2021-12-17/clearing-obstacles')
    expect(hit && snippetOf(hit.report, answer.terms.wanted)).toContainEqual({ text: '打赢营商环境', marked: true })
  })

  test('a snippet is the text of the report, the phrase marked in it', async () => {
    const [hit] = await (await engine.search({ text: '姑蔑国' })).hits(0, 1)
    const runs = snippetOf(hit!.report, ['姑蔑国'])
    expect(runs.filter((run) => run.marked).map(({ text }) => text)).toContain('姑蔑国')
    expect(hit!.report.text).toContain(runs.filter(({ text }) => text !== '……').map(({ text }) => text).join(''))
    expect(marked('“清障”行动', ['清障行动'], hit!.report)).toEqual([{ text: '“', marked: false }, { text: '清障”行动', marked: true }])
  })
})

// Of so many reports the most frequent pairs of characters are extended.
describe('in an archive of 2,500 invented reports, a reader who comes for the first time', () => {
  let archive: Archive
  let files: Map<string, Uint8Array>
  beforeAll(() => {
    archive = fictionalArchive(2500)
    files = readerOf(archive).files
  }, 120_000)

  /** What is read to find a phrase and show ten hits. */
  async function readFor(text: string): Promise<{ bytes: number; requests: number; total: number }> {
    const read: number[] = []
    const { total, hits } = await new SearchEngine(async (path) => {
      const bytes = files.get(path) ?? await Promise.reject<Uint8Array>(new Error(path))
      read.push(bytes.length)
      return bytes
    }).search({ text })
    await hits(0, 10)
    return { bytes: read.reduce((sum, length) => sum + length, 0), requests: read.length, total }
  }

  // `npm run bench:search` has the figures for larger archives.
  test('reads few bytes in few files', async () => {
    const phrases = new PlainScan(archive).phrases(11)
    const costs: { bytes: number; requests: number }[] = []
    for (let nth = 0; nth < 400; nth++) costs.push(await readFor(phrases.next().value as string))
    const most = (of: 'bytes' | 'requests', part: number): number => costs.map((cost) => cost[of]).sort((a, b) => a - b)[Math.ceil(costs.length * part) - 1]!
    // Without what one segment tells the others, and without grams across two others, they were 18,281, 64,096 and 88,090 bytes, and 11 files.
    expect(most('bytes', 0.5)).toBeLessThan(17_500)
    expect(most('bytes', 0.99)).toBeLessThan(60_000)
    expect(most('bytes', 1)).toBeLessThan(86_000)
    expect(most('requests', 0.5)).toBeLessThan(11)
  }, 120_000)

  test('reads few for a phrase of frequent words, wherever it begins and ends', async () => {
    const scan = new PlainScan(archive)
    const said = '中华人民共和国国大党'
    for (let at = 0; at < said.length; at++) {
      for (let end = at + 2; end <= said.length; end++) {
        const phrase = said.slice(at, end)
        const { bytes, requests, total } = await readFor(phrase)
        expect(total, phrase).toBe(scan.reportsWith(phrase).length)
        expect(bytes, phrase).toBeLessThan(98_000)
        expect(requests, phrase).toBeLessThan(45)
      }
    }
  }, 120_000)
})
