import { describe, expect, test } from 'vitest'
import { understand } from '../lib/content'
import { listPages, viewOf } from '../lib/views'
import { folderOf, syntheticFolder } from './syntheticContent'

function archiveOf(folder: ReturnType<typeof folderOf>) {
  const { archive, diagnostics } = understand(folder, { today: '2100-01-01' })
  if (!archive) throw new Error(JSON.stringify(diagnostics.slice(0, 3)))
  return archive
}

describe('no page grows without bound', () => {
  const archive = archiveOf(syntheticFolder(1500))
  const pages = listPages(archive)

  test('every page of 1,500 reports shows at most 200 of them', () => {
    for (const page of pages.filter(({ route }) => route === 'person' || route === 'topic')) {
      const json = JSON.stringify(viewOf(archive, page))
      expect(json.length, page.address).toBeLessThan(200_000)
      expect(new Set(json.match(/\/articles\/[^"]+\//g)).size, page.address).toBeLessThanOrEqual(200)
    }
  })

  test('and yet each report can be reached from its persons and topics', () => {
    const reachable = new Set(pages.filter(({ route }) => route === 'person').flatMap((page) => JSON.stringify(viewOf(archive, page)).match(/\/articles\/[^"#]+\//g) ?? []))
    for (const { id } of archive.articles) expect(reachable.has(`/articles/${id}/`), id).toBe(true)
  })

  test('no two pages have one address', () => {
    expect(new Set(pages.map(({ address }) => address)).size).toBe(pages.length)
  })
})

test('an archive without a report is no archive of errors', () => {
  const archive = archiveOf(folderOf({}))
  expect(listPages(archive).map(({ address }) => address)).toEqual(['/', '/people/', '/topics/', '/calendar/', '/about/', '/corrections/', '/figures/', '/data/', '/search/'])
  for (const page of listPages(archive)) expect(viewOf(archive, page).head.title).not.toBe('')
})
