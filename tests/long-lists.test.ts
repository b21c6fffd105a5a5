import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { PeoplePage } from '../app/components/PeoplePage'
import { understand } from '../lib/content'
import { listPages, viewOf, type PeopleView, type PersonView } from '../lib/views'
import { report } from './archives'
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
    for (const kind of ['person', 'topic']) {
      const reachable = new Set(pages.filter(({ route }) => route === kind).flatMap((page) => JSON.stringify(viewOf(archive, page)).match(/\/articles\/[^"#]+\//g) ?? []))
      for (const { id } of archive.articles) expect(reachable.has(`/articles/${id}/`), `${kind} ${id}`).toBe(true)
    }
  })

  test('no two pages have one address', () => {
    expect(new Set(pages.map(({ address }) => address)).size).toBe(pages.length)
  })
})

describe('a long index of people with few initials', () => {
  const names = Array.from({ length: 610 }, (_, at) => `${'王'.repeat(1 + at % 2)}${[...'一二三四五六七八九十'][Math.floor(at / 2) % 10] ?? ''}${at}号`)
  const archive = archiveOf(folderOf({
    'people/initial-w.md': report({ name: '魏初' }, ''),
    'issues/2001-02-03/x.md': report({ title: '虚构的一篇', date: '2001-02-03', people: ['魏初', 'Initial', ...names] }),
  }))
  const pages = listPages(archive)

  test('leads to the page of each letter', () => {
    const index = renderToStaticMarkup(createElement(PeoplePage, { view: viewOf(archive, { address: '/people/' }) as PeopleView }))
    const letters = pages.filter(({ address }) => index.includes(`href="${address}">`) && (viewOf(archive, { address }) as PeopleView).letter)
    expect(letters.map(({ address }) => (viewOf(archive, { address }) as PeopleView).letter)).toEqual(['I', 'W'])
  })

  test('and no person’s page is in the place of a letter’s', () => {
    expect(new Set(pages.map(({ address }) => address)).size).toBe(pages.length)
    for (const [slug, name] of [['initial-w', '魏初'], ['initial', 'Initial']]) expect((viewOf(archive, { address: `/people/${slug}/` }) as PersonView).name).toBe(name)
  })
})

test('names without a pinyin reading are under no letter, behind all that have one', () => {
  const archive = archiveOf(folderOf({ 'issues/2001-02-03/x.md': report({ title: '虚构的一篇', date: '2001-02-03', people: ['𠮷田一', 'Éric', 'Иван', 'Ursula', '尤三', '吴四', '3号'] }) }))
  const { groups } = viewOf(archive, { address: '/people/' }) as PeopleView
  expect(groups.map(({ letter, entries }) => [letter, entries.map(({ text }) => text).sort()])).toEqual([
    ['U', ['Ursula']], ['W', ['吴四']], ['Y', ['尤三']], ['其他', ['3号', 'Éric', 'Иван', '𠮷田一']],
  ])
})

test('an archive without a report is no archive of errors', () => {
  const archive = archiveOf(folderOf({}))
  expect(listPages(archive).map(({ address }) => address)).toEqual(['/', '/people/', '/topics/', '/calendar/', '/about/', '/corrections/', '/figures/', '/data/', '/search/'])
  for (const page of listPages(archive)) expect(viewOf(archive, page).head.title).not.toBe('')
})
