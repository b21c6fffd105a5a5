import { beforeAll, describe, expect, test } from 'vitest'
import { articleAddress, type Archive } from '../lib/archive'
import { Inputs, inputsOf, listPages, viewOf, type FiguresView, type PageRef } from '../lib/views'
import { archiveOf, report } from './archives'
import { fictionalArchive } from './fictionalArchive'
import { edited } from './searchedArchives'

const listPagesOf = (archive: Archive): PageRef[] => listPages(archive).filter(({ route, params }) => (route === 'topic' || route === 'person') && params.period !== undefined)
const periodsOf = (archive: Archive): PageRef[] => listPagesOf(archive).filter(({ params: { period } }) => period?.length === 1)

interface ListView {
  readonly count: number
  readonly periods: readonly { readonly label: string; readonly address?: string; readonly count?: number }[]
  readonly years: readonly { readonly articles?: readonly { readonly address: string }[]; readonly appearances?: readonly { readonly address: string }[] }[]
}

const viewAt = (archive: Archive, address: string): ListView => viewOf(archive, { address }) as unknown as ListView
const entriesOf = ({ years }: ListView): string[] => years.flatMap(({ articles = [], appearances = [] }) => [...articles, ...appearances].map(({ address }) => address))

// One topic in every report, and one person in every fourth: lists of 900 and more than 200.
const archive = (): Archive => {
  const whole = fictionalArchive(900)
  return edited(whole, ({ ...article }) => ({ ...article, topics: ['topic-0'], appearances: (article.order ?? 0) % 4 === 1 ? [{ person: 'person-0-0', title: '虚构职务' }, { person: 'person-1-1' }] : [] }))
}

test('a month too long for a page is cut by its 旬, a shorter one is not', () => {
  const reports = (month: string, days: number): [string, string][] => Array.from({ length: days * 4 }, (_, nth) => {
    const date = `${month}-${String((nth >> 2) + 1).padStart(2, '0')}`
    return [`issues/${date}/x${nth % 4}.md`, report({ title: `虚构的第${nth}篇`, date, topics: ['春耕'] })]
  })
  const dense = archiveOf(Object.fromEntries([...reports('2010-04', 20), ...reports('2010-05', 31)]))
  const pages = periodsOf(dense)
  expect(pages.map(({ address }) => address)).toEqual(['/topics/chun-geng/2010-05-xia/', '/topics/chun-geng/2010-05-zhong/', '/topics/chun-geng/2010-05-shang/', '/topics/chun-geng/2010-04/'])
  expect(viewAt(dense, '/topics/chun-geng/').periods.map(({ label, count }) => `${label} ${count}`)).toEqual(['2010年5月下旬 44', '2010年5月中旬 40', '2010年5月上旬 40', '2010年4月 80'])
  const [first, last] = ['2010-05-10', '2010-05-11'].map((date) => articleAddress(`${date}/x0`))
  expect(entriesOf(viewAt(dense, '/topics/chun-geng/2010-05-shang/'))).toContain(first)
  expect(entriesOf(viewAt(dense, '/topics/chun-geng/2010-05-zhong/'))).toContain(last)
  const { topics } = viewOf(dense, { address: '/figures/' }) as FiguresView
  expect(topics.rows[0]?.cells.map(({ address }) => address)).toEqual(['/topics/chun-geng/2010-04/', '/topics/chun-geng/2010-05-xia/'])
})

describe('a list longer than a page', () => {
  let long: Archive
  beforeAll(() => { long = archive() }, 60_000)

  test('has every report on the page of its period, and is told how long as a whole on the first', () => {
    const pages = periodsOf(long).filter(({ address }) => address.startsWith('/topics/topic-0/'))
    expect(pages.length).toBeGreaterThan(5)
    const listed = pages.flatMap(({ address }) => entriesOf(viewAt(long, address)))
    expect([...listed].sort()).toEqual(long.articles.map(({ id }) => articleAddress(id)).sort())
    const first = viewAt(long, '/topics/topic-0/')
    expect(first.count).toBe(900)
    expect(first.periods.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(900)
  })

  test('tells on the page of a period what is in it, and leads to the others and to the first', () => {
    for (const { address } of periodsOf(long)) {
      const view = viewAt(long, address)
      expect(view.count, address).toBe(entriesOf(view).length)
      expect(view.periods[0]).toEqual({ label: '总览', address: address.replace(/[^/]+\/$/u, '') })
      expect(view.periods.filter(({ address: other }) => other === undefined), address).toHaveLength(1)
    }
  })

  test('changes on its first page and in one period when a report comes or is edited', () => {
    const newest = long.articles.at(-1)!
    const edits: readonly (readonly [Archive, string])[] = [
      [edited(long, (article) => (article.id === newest.id ? undefined : article)), newest.id.slice(0, 4)],
      [edited(long, (article) => (article.id === long.articles[400]!.id ? { ...article, title: '改过的题目' } : article)), long.articles[400]!.id.slice(0, 4)],
    ]
    const same = edited(long, (article) => article)
    const inputs = new Inputs(same)
    for (const [after, year] of edits) {
      const then = new Inputs(after)
      const changed = listPagesOf(after).filter((page) => inputsOf(same, page, inputs) !== inputsOf(after, page, then))
      const different = listPagesOf(after).filter(({ address }) => JSON.stringify(viewOf(same, { address })) !== JSON.stringify(viewOf(after, { address })))
      expect(different.length).toBeGreaterThan(0)
      expect(changed).toEqual(expect.arrayContaining(different))
      expect(changed.filter(({ params: { period } }) => period?.length === 1 && !period[0]!.startsWith(year))).toEqual([])
    }
  })
})
