import { describe, expect, test } from 'vitest'
import type { Archive } from '../lib/archive'
import { slugOf } from '../lib/content/names'
import { listFile, listPlacesFile, namesFile, placesFile, shardFile, variantsFile, VARIANTS_PARTS } from '../lib/search/layout'
import { nameFiles } from '../lib/search/names'
import { indexParts, SearchEngine, SearchFailure, type ReadFile } from '../lib/search'
import { fictionalArchive } from './fictionalArchive'
import { archiveOf, edited, readerOf, withText } from './searchedArchives'

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('base64')

/** Paths that are in one of two indexes only, or hold something else. */
function changed(before: ReadonlyMap<string, Uint8Array>, after: ReadonlyMap<string, Uint8Array>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => text(before.get(path)) !== text(after.get(path)))
}

/** Names Windows keeps for its devices, whatever the extension (Microsoft, Naming Files, Paths, and Namespaces). */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/iu
const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).split('.')[0] ?? ''

describe('the index has no file that Windows cannot hold', () => {
  test('for whatever character, pair or shard', () => {
    const found: string[] = []
    const look = (path: string): void => { if (RESERVED.test(stemOf(path))) found.push(path) }
    for (let code = 0; code < 0x1_0000; code++) {
      const character = String.fromCodePoint(code)
      for (const file of [listFile, listPlacesFile]) [character, `${character}一`].forEach((gram) => { look(file('s', gram)) })
      for (const file of [shardFile, placesFile]) look(file('s', code))
      look(namesFile(character))
    }
    for (let part = 0; part < VARIANTS_PARTS; part++) look(variantsFile(part))
    expect(found).toEqual([])
    expect(['s/lpt2.bin', 's/prn.bin', 'AUX'].every((path) => RESERVED.test(stemOf(path)))).toBe(true)
  })

  test('in an archive whose words and names led to some', () => {
    const signs = ['芥', '芦', '芭', '艳', '阿卜']
    const named = signs.map((sign, nth) => ({ slug: `yan-${nth}`, name: `${sign}一`, printedName: `${sign}一`, aliases: [], pinyin: ['yan', 'yi'], noindex: false }))
    const whole = fictionalArchive(16)
    const archive = { ...whole, people: named.map((person) => ({ ...person, appearances: whole.articles.map((article) => ({ article })) })) } as unknown as Archive
    const paths = [...readerOf(archive).files.keys()]
    expect(paths).toContain(namesFile('艳'))
    expect(paths.filter((path) => path.split('/').some((part) => RESERVED.test(stemOf(part))))).toEqual([])
  })
})

describe('the index has no file whose name is too long', () => {
  const slug = slugOf('学习贯彻习近平新时代中国特色社会主义思想主题教育', 'topic')
  const byline = '某'.repeat(100)
  const tiny = archiveOf(Array.from({ length: 700 }, (_, nth) => ({ title: `${nth}`, text: '云山。' })))
  const archive = edited({ ...tiny, topics: [{ slug, name: '长', pinyin: ['chang'] }] } as unknown as Archive, (article) => ({
    ...article, page: 2, topics: [slug], byline: [{ role: '', names: [byline, '某某'] }],
  }))
  const { files, read } = readerOf(archive)

  test('for a topic, page or byline of hundreds of reports, and each is found by it', async () => {
    expect(slug).toHaveLength(94)
    // File systems take names of 255 bytes (POSIX.1-2017, NAME_MAX).
    expect([...files.keys()].filter((path) => path.split('/').some((part) => Buffer.byteLength(part) > 255))).toEqual([])
    for (const filter of [{ topic: slug }, { byline }, { byline: '某某' }, { page: '2' }]) expect((await new SearchEngine(read).search({ text: '', ...filter })).total, JSON.stringify(filter)).toBe(700)
    expect([...files.keys()].some((path) => path.endsWith(`/l-topic-${slug}.bin`))).toBe(true)
  })

  test('after an edit either', async () => {
    const id = archive.articles[7]!.id
    const after = edited(archive, (article) => (article.id === id ? { ...article, topics: [], byline: [] } : article))
    const part = indexParts(after).find((one) => one.id.includes('/segment-'))!
    const change = await part.change!(read, new Set([id]))
    const kept = [...files].filter(([path]) => path.startsWith(`${part.id}/`) && !change!.isReplaced(path)).map(([path, bytes]) => ({ path, bytes }))
    const listed = (made: readonly { path: string; bytes: string | Uint8Array }[]): Record<string, string> => Object.fromEntries(made.map(({ path, bytes }) => [path, text(Buffer.from(bytes))]))
    expect(listed([...kept, ...change!.files])).toEqual(listed(part.make()))
  })

  test('for names that begin alike for long', () => {
    const names = Array.from({ length: 61 }, (_, nth) => ({ kind: 'topic' as const, name: `${'云'.repeat(100)}${nth}`, slug: `yun-${nth}`, pinyin: 'yun', reports: 1 }))
    expect(nameFiles(names).filter(({ path }) => path.length > 255)).toEqual([])
  })
})

describe('the index', () => {
  // Reports of three months, eight a day: no border of years is between them.
  const whole = fictionalArchive(640, { days: 1 })
  const until = (day: number): Archive => edited(whole, (article) => (article.issueDate <= whole.issues[day]!.date ? article : undefined))

  test('of the same archive is the same, byte for byte, whatever was there before', () => {
    expect(changed(readerOf(whole).files, readerOf(edited(whole, (article) => article)).files)).toEqual([])
  })

  test('changes in few files when a day is added', () => {
    const folders = (day: number): Map<string, number> => new Map(indexParts(until(day)).filter(({ id }) => /^search\/index\/segment-[0-9a-f]{12}$/.test(id)).map(({ id }) => [id, 0]))
    const days = Array.from({ length: 6 }, (_, nth) => whole.issues.length - 6 + nth)
    const kept = days.map((day) => ({ day, before: folders(day - 1), after: folders(day) })).map(({ day, before, after }) => ({ day, last: [...after.keys()].at(-1)!, isOnlyLast: [...after.keys()].slice(0, -1).every((id) => before.has(id)) }))
    // Now and then a day closes a segment; on most days only the last, smallest one is written again.
    expect(kept.filter(({ isOnlyLast }) => isOnlyLast).length).toBeGreaterThan(2)
    const { day, last } = kept.find(({ isOnlyLast }) => isOnlyLast)!
    const before = readerOf(until(day - 1)).files
    const after = readerOf(until(day)).files
    const date = whole.issues[day]!.date
    const strange = changed(before, after).filter((path) => after.has(path) && !path.startsWith(`${last}/`) && !path.startsWith(`search/index/texts/${date}/`)
      && !path.startsWith('search/index/names/') && !/manifest|days-/.test(path))
    expect(strange).toEqual([])
    expect(changed(before, after).filter((path) => after.has(path)).length).toBeLessThan(after.size / 4)
  }, 120_000)

  test('changes in no text but its own when a day is added among the oldest', () => {
    const day = whole.issues[40]!.date
    const before = readerOf(edited(whole, (article) => (article.issueDate === day ? undefined : article))).files
    const rewritten = changed(before, readerOf(whole).files)
    expect(rewritten.filter((path) => path.includes('/texts/')).every((path) => path.includes(day))).toBe(true)
  }, 120_000)

  test('changes only where the characters are when one of an old report is edited', () => {
    const id = whole.articles[200]!.id
    const before = readerOf(whole).files
    const after = readerOf(edited(whole, (article) => (article.id === id ? withText(article, (text) => text.replace(/的/, '之')) : article))).files
    const rewritten = changed(before, after)
    expect(rewritten.length).toBeGreaterThan(2)
    expect(rewritten.length).toBeLessThan(40)
  })

  test('is made again only in the parts that changed', () => {
    const fingerprints = (archive: Archive): Map<string, string> => new Map(indexParts(archive).map(({ id, fingerprint }) => [id, fingerprint]))
    const id = whole.articles[200]!.id
    const same = edited(whole, (article) => article)
    const [before, after] = [fingerprints(same), fingerprints(edited(same, (article) => (article.id === id ? { ...article, title: `${article.title}甲` } : article)))]
    const remade = [...after].filter(([part, fingerprint]) => before.get(part) !== fingerprint).map(([part]) => part)
    expect(remade).toHaveLength(2)
    expect(remade).toContain(`search/index/texts/${id.slice(0, 10)}`)
  })
})

/** The five characters most reports hold one after another: so many that they are told by their places. */
function oftenest(archive: Archive): string {
  const counts = new Map<string, number>()
  for (const { text: held } of archive.articles) {
    for (const phrase of new Set(Array.from({ length: held.length - 4 }, (_, at) => held.slice(at, at + 5)))) {
      if (/^\p{Script=Han}{5}$/u.test(phrase)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1)
    }
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0]
}

// A small archive's files are laid out in another way.
describe.each([60, 560])('in an archive of %i reports, a reader is told, and shown nothing', (reports) => {
  const archive = fictionalArchive(reports)
  const { read, files } = readerOf(archive)
  const kindOf = (reader: ReadFile, query = '的'): Promise<string> => new SearchEngine(reader).search({ text: query })
    .then(async ({ hits }) => (await hits(0, 10)).length.toString(), (error: unknown) => (error instanceof SearchFailure ? error.kind : String(error)))
    .catch((error: unknown) => (error instanceof SearchFailure ? error.kind : String(error)))
  const instead = (wrong: (path: string, bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>, which: RegExp): ReadFile => async (path) => (which.test(path) ? wrong(path, await read(path)) : read(path))
  const page = new TextEncoder().encode('<!doctype html><title>404</title>')

  test.each([
    ['lists', /\/[dl]-[^/]*\.bin$/], ['texts', /\/texts\//], ['issue dates', /days-/], ['the manifest', /manifest/],
  ])('when %s are missing, cut short, changed, another file’s, or a page of the host', async (_, which) => {
    const other = [...files.keys()].filter((path) => which.test(path)).slice(0, 50)
    // A small archive has them in its manifest.
    if (other.length === 0) return void expect(reports).toBe(60)
    expect(await kindOf(instead(() => Promise.reject(new Error('404')), which))).toBe('unreachable')
    expect(await kindOf(instead((__, bytes) => bytes.slice(0, bytes.length >> 1), which))).toBe('damaged')
    expect(await kindOf(instead((__, bytes) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 0x80 : byte)), which))).toBe('damaged')
    expect(await kindOf(instead(() => page, which))).toBe('damaged')
    if (other.length > 1) expect(await kindOf(instead((path) => files.get(other[(other.indexOf(path) + 1) % other.length]!)!, which))).toBe('damaged')
  })

  test('when places belong to another build than their lists', async () => {
    const again = readerOf(fictionalArchive(reports, { seed: 2 })).files
    const phrase = oftenest(archive)
    const taken = new Set<string>()
    const mixed = instead((path) => {
      taken.add(path)
      return again.get(path)!
    }, /\/[pq]-[^/]*\.bin$/)
    expect(Number(await kindOf(read, phrase))).toBeGreaterThan(2)
    expect(await kindOf(mixed, phrase)).toBe('damaged')
    expect([...taken].some((path) => again.has(path))).toBe(true)
  })

  test('when the index is of another version', async () => {
    const older = instead((_, bytes) => new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/"version":\d+/, '"version":0')), /manifest/)
    expect(await kindOf(older)).toBe('outdated')
  })

  test('when the site was published again while the page was open', async () => {
    const newer = readerOf(archiveOf([{ title: '新', text: '改过了' }])).files
    const older = readerOf(archiveOf([{ title: '旧', text: '没有改' }]))
    const between: ReadFile = async (path) => (path.includes('/texts/') ? newer.get(path) ?? read(path) : older.read(path))
    expect(await kindOf(between, '没有')).toBe('outdated')
  })

  test('and everything else finds as before', async () => {
    expect(await kindOf(read)).toBe('10')
  })
})
