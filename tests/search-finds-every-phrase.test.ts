import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Archive } from '../lib/archive'
import { loadContent } from '../lib/content'
import { allVariants, fold, indexFiles, marked, SearchEngine, SearchFailure, snippetOf, Suggester, type Answer, type ReadFile } from '../lib/search'
import { fictionalArchive, randomFrom } from './fictionalArchive'

const variants = allVariants()

/** Folded texts of each report that may hold a phrase: the plain scan every answer is compared with. */
function textsOf(archive: Archive): { id: string; texts: string[] }[] {
  return archive.articles.map(({ id, title, kicker, subtitle, text, photos }) => ({
    id, texts: [title, kicker ?? '', subtitle ?? '', ...text.split('\n'), ...photos.map(({ caption }) => caption ?? '')].map((part) => fold(part, variants)),
  }))
}

function readerOf(archive: Archive): { read: ReadFile; files: Map<string, Uint8Array> } {
  const files = new Map(indexFiles(archive).map(({ path, bytes }) => [path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes]))
  return { files, read: async (path) => files.get(path) ?? Promise.reject(new Error(`no ${path}`)) }
}

const ids = async (answer: Answer): Promise<string[]> => (await answer.hits(0, answer.total)).map(({ report }) => report.id)

describe('in an archive of invented reports', () => {
  let archive: Archive
  let read: ReadFile
  let files: Map<string, Uint8Array>
  let scanned: ReturnType<typeof textsOf>
  beforeAll(() => {
    archive = fictionalArchive(600)
    scanned = textsOf(archive)
    ;({ read, files } = readerOf(archive))
  })

  test('any phrase of one to twelve characters is found in every report that has it, and in no other', async () => {
    const random = randomFrom(7)
    const engine = new SearchEngine(read)
    for (let nth = 0; nth < 1500; nth++) {
      const texts = scanned[Math.floor(random() * scanned.length)]!.texts.filter(Boolean)
      const text = texts[Math.floor(random() * texts.length)]!
      const start = Math.floor(random() * text.length)
      // Half a character is no phrase: it would be cut off a surrogate pair.
      const phrase = text.slice(start, start + 1 + Math.floor(random() * 12)).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/gu, '').replace(/^-/u, '')
      if (phrase === '') continue
      const expected = scanned.filter(({ texts: all }) => all.some((part) => part.includes(phrase))).map(({ id }) => id)
      const answer = await engine.search({ text: phrase })
      expect(answer.total, phrase).toBe(expected.length)
      if (nth % 10 === 0) expect((await ids(answer)).sort(), phrase).toEqual(expected.sort())
    }
  })

  test('two terms must both be there, an excluded one must not', async () => {
    const engine = new SearchEngine(read)
    const [a, b] = [scanned[3]!.texts[0]!.slice(0, 2), scanned[3]!.texts.at(-1)!.slice(0, 1)]
    const holds = (term: string) => (texts: string[]): boolean => texts.some((text) => text.includes(term))
    const both = scanned.filter(({ texts }) => holds(a)(texts) && holds(b)(texts)).map(({ id }) => id)
    const without = scanned.filter(({ texts }) => holds(b)(texts) && !holds(a)(texts)).map(({ id }) => id)
    expect((await ids(await engine.search({ text: `${a} ${b}` }))).sort()).toEqual(both.sort())
    expect((await ids(await engine.search({ text: `${b}　-${a}` }))).sort()).toEqual(without.sort())
  })

  test('filters combine, and their counts are what they leave', async () => {
    const engine = new SearchEngine(read)
    const [term] = [scanned[0]!.texts[0]!.slice(0, 1)]
    const all = await engine.search({ text: term })
    const facets = await all.facets()
    for (const { value, count } of facets.persons.slice(0, 3)) expect((await engine.search({ text: term, person: value })).total).toBe(count)
    for (const { value, count } of facets.topics.slice(0, 3)) expect((await engine.search({ text: term, topic: value })).total).toBe(count)
    for (const { value, count } of facets.pages) expect((await engine.search({ text: term, page: value })).total).toBe(count)
    for (const { value, count } of facets.bylines.slice(0, 3)) expect((await engine.search({ text: term, byline: value })).total).toBe(count)
    for (const { value, count } of facets.years) expect((await engine.search({ text: term, from: `${value}-01-01`, to: `${value}-12-31` })).total).toBe(count)
    const [person] = facets.persons
    const found = await ids(await engine.search({ text: term, person: person!.value, page: '2' }))
    expect(found.sort()).toEqual(archive.articles.filter((article) => article.page === 2 && article.appearances.some((appearance) => appearance.person.slug === person!.value)
      && scanned.find(({ id }) => id === article.id)!.texts.some((text) => text.includes(term))).map(({ id }) => id).sort())
  })

  test('titles come first, and by date the newest', async () => {
    const engine = new SearchEngine(read)
    const term = scanned[5]!.texts[0]!.slice(0, 2)
    const hits = await (await engine.search({ text: term })).hits(0, 50)
    const flags = hits.map(({ inTitle }) => inTitle)
    expect(flags).toEqual([...flags].sort((a, b) => Number(b) - Number(a)))
    expect(flags[0]).toBe(true)
    const dates = (await (await engine.search({ text: term, order: 'newest' })).hits(0, 50)).map(({ report }) => report.date)
    expect(dates).toEqual([...dates].sort().reverse())
  })

  test('nothing a reader can type breaks it', async () => {
    const engine = new SearchEngine(read)
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('.*', '[', '(', '\\', '\ud800', '\udc00', '-', '--', '\u0000', '\u0002person:x', '甲'.repeat(100_000), 'a'.repeat(1_000_000), ' '.repeat(1000))), async (text) => {
      const { total, hits } = await engine.search({ text })
      for (const { report } of await hits(0, 3)) snippetOf(report, [text])
      expect(total).toBeGreaterThanOrEqual(0)
    }), { numRuns: 300 })
    expect((await engine.search({ text: '' })).total).toBe(0)
    expect((await engine.search({ text: '\ud842' })).total).toBe(0)
  })

  test('a missing, cut or changed file is told, never passed over', async () => {
    const term = scanned[0]!.texts[0]!.slice(0, 4)
    const shards = [...files.keys()].filter((path) => /\/d[0-9a-z]+\.bin$/.test(path))
    const broken: ReadFile[] = [
      (path) => (shards.includes(path) ? Promise.reject(new Error('404')) : read(path)),
      async (path) => (await read(path)).slice(0, shards.includes(path) ? 40 : undefined),
      async (path) => (await read(path)).map((byte, at) => (shards.includes(path) && at === 50 ? byte ^ 1 : byte)),
    ]
    for (const [nth, kind] of (['unreachable', 'damaged', 'damaged'] as const).entries()) {
      const failure: unknown = await new SearchEngine(broken[nth]!).search({ text: term }).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(SearchFailure)
      expect((failure as SearchFailure).kind).toBe(kind)
    }
    const older: ReadFile = async (path) => (path.endsWith('manifest.json') ? new TextEncoder().encode('{"version":0,"segments":[]}') : read(path))
    expect(await new SearchEngine(older).search({ text: term }).catch((error: unknown) => (error as SearchFailure).kind)).toBe('outdated')
  })

  test('the same archive gives the same files, and a new issue leaves the older years alone', () => {
    const again = readerOf(fictionalArchive(600)).files
    expect([...again.keys()]).toEqual([...files.keys()])
    for (const [path, bytes] of again) expect(Buffer.compare(bytes, files.get(path)!), path).toBe(0)
    const longer = readerOf(fictionalArchive(608)).files
    const { segments } = JSON.parse(new TextDecoder().decode(files.get('search/index/manifest.json'))) as { segments: { id: string }[] }
    expect(segments).toHaveLength(2)
    const older = [...files.keys()].filter((path) => path.includes(segments[0]!.id))
    expect(older.length).toBeGreaterThan(100)
    for (const path of older) expect(Buffer.compare(longer.get(path) ?? new Uint8Array(), files.get(path)!), path).toBe(0)
  })
})

describe('in the real archive', () => {
  const engineOf = async (): Promise<{ engine: SearchEngine; suggester: Suggester }> => {
    const { archive } = await loadContent('content')
    const { read } = readerOf(archive!)
    return { engine: new SearchEngine(read), suggester: new Suggester(read) }
  }

  test.each([
    ['土墩墓', ['2021-12-17/mengjiang-mounds']], ['姑蔑国', ['2021-12-17/mengjiang-mounds']], ['中华秋沙鸭 又回来了', ['2021-12-17/merganser-returns']],
    ['“土墩墓”', ['2021-12-17/mengjiang-mounds']], ['吴 国 升', []],
  ])('%s', async (text, found) => {
    const { engine } = await engineOf()
    const answer = await engine.search({ text })
    if (found.length > 0) expect(await ids(answer)).toEqual(expect.arrayContaining(found))
  })

  test('quotes, width, case and traditional forms make no difference', async () => {
    const { engine } = await engineOf()
    const same = async (a: string, b: string): Promise<void> => { expect(await ids(await engine.search({ text: b }))).toEqual(await ids(await engine.search({ text: a }))) }
    await same('土墩墓群', '土墩墓羣')
    await same('2017年', '２０１７年')
    await same('清障行动', '“清障”行动')
    expect((await engine.search({ text: '清障行动' })).total).toBeGreaterThan(0)
  })

  test('a snippet is the text of the report, the phrase marked in it', async () => {
    const { engine } = await engineOf()
    const [hit] = await (await engine.search({ text: '姑蔑国' })).hits(0, 1)
    const runs = snippetOf(hit!.report, ['姑蔑国'])
    expect(runs.filter((run) => run.marked).map(({ text }) => text)).toContain('姑蔑国')
    expect(hit!.report.text).toContain(runs.filter(({ text }) => text !== '……').map(({ text }) => text).join(''))
    expect(marked('“清障”行动', ['清障行动'], hit!.report)).toEqual([{ text: '“', marked: false }, { text: '清障”行动', marked: true }])
  })

  test.each([['wanghuijie', '王慧杰'], ['whj', '王慧杰'], ['王慧', '王慧杰'], ['WangHui', '王慧杰'], ['营商', '营商环境']])('%s suggests %s', async (typed, name) => {
    const { suggester } = await engineOf()
    expect((await suggester.suggest(typed)).map((entry) => entry.name)).toContain(name)
  })
})
