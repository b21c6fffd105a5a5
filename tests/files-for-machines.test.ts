import { beforeAll, expect, test } from 'vitest'
import type { Archive } from '../lib/archive'
import { artefactAt, artefactGroups, type Artefact } from '../lib/publish/artefacts'
import { listPages, viewOf } from '../lib/views'
import { archiveOf, realArchive, report } from './archives'

let real: Archive
beforeAll(async () => { real = await realArchive() })

const made = async (archive: Archive, today?: string): Promise<Artefact[]> => (await Promise.all(artefactGroups(archive, today === undefined ? {} : { today }).map(({ make }) => make()))).flat()
const fingerprints = (archive: Archive, today = '2030-01-01') => new Map(artefactGroups(archive, { today }).map(({ id, fingerprint }) => [id, fingerprint]))

test('whatever a page points a machine to is published', async () => {
  const paths = new Set((await made(real)).map(({ path }) => `/${path}`))
  for (const page of listPages(real)) {
    const { alternates = [], picture } = viewOf(real, page).head
    for (const { address } of alternates) expect(paths.has(address), `${page.address} → ${address}`).toBe(true)
    if (picture) expect(paths.has(picture.address), `${page.address} → ${picture.address}`).toBe(true)
  }
})

test('no two files have one path, and none is where a page is', async () => {
  const paths = (await made(real)).map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  const pages = new Set(listPages(real).map(({ address }) => `${address.slice(1)}index.html`))
  expect(paths.filter((path) => pages.has(path))).toEqual([])
})

test('preview finds every file by its path alone', async () => {
  const groups = new Map(artefactGroups(real, { today: '2021-12-17' }).map((group) => [group.id, group]))
  for (const { path, bytes } of await made(real, '2021-12-17')) {
    // For hosts, not for readers.
    if (path === '.nojekyll' || path === '_headers') continue
    expect(Buffer.from((await artefactAt(groups, path))?.bytes ?? '').equals(Buffer.from(bytes)), path).toBe(true)
  }
  expect(await artefactAt(groups, 'articles/2021-12-17/none/index.md')).toBeUndefined()
})

test('an edit makes only what it touches again', () => {
  const texts = {
    'issues/2001-02-03/a.md': report({ title: '一', date: '2001-02-03', page: '1', order: '1', people: ['甄一'], topics: ['春耕'] }, '甄一到会。'),
    'issues/2001-02-03/b.md': report({ title: '二', date: '2001-02-03', page: '1', order: '2', people: ['贾二'], topics: ['防汛'] }, '贾二到会。'),
  }
  const before = fingerprints(archiveOf(texts))
  const after = fingerprints(archiveOf({ ...texts, 'issues/2001-02-03/b.md': report({ title: '二', date: '2001-02-03', page: '1', order: '2', people: ['贾二'], topics: ['防汛'] }, '贾二也到会。') }))
  const remade = [...after].filter(([id, fingerprint]) => before.get(id) !== fingerprint).map(([id]) => id.replace(/^search\/index\/segment-[0-9a-f]{12}$/, 'a segment'))
  expect(remade.sort()).toEqual(['a segment', 'articles/2001-02-03/b', 'data', 'people/jia-er', 'search/index/texts/2001-02-03', 'topics/fang-xun'])
})

test('a day that goes by changes the sitemaps once: when the news is no longer new', () => {
  expect(fingerprints(real, '2030-01-01')).toEqual(fingerprints(real, '2031-01-01'))
  const [fresh, old] = [fingerprints(real, '2021-12-18'), fingerprints(real, '2021-12-19')]
  expect([...fresh].filter(([id, fingerprint]) => old.get(id) !== fingerprint).map(([id]) => id)).toEqual(['sitemaps'])
})
