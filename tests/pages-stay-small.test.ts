import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CalendarPage, YearPage } from '../app/components/CalendarPage'
import { CorrectionsPage } from '../app/components/CorrectionsPage'
import { FiguresPage } from '../app/components/FiguresPage'
import { IssuePage } from '../app/components/IssuePage'
import { PeoplePage } from '../app/components/PeoplePage'
import { PersonPage } from '../app/components/PersonPage'
import { TopicPage, TopicsPage } from '../app/components/TopicPage'
import { createArchive, type Archive, type ArticleRecord, type PersonRecord, type TopicRecord } from '../lib/archive'
import { listPages, viewOf, type PageRef, type PeopleView } from '../lib/views'
import { digested } from './digested'
import { newsText, randomFrom } from './newsText'

/** Bytes of HTML a page may have, and what of them stands around the component: head and linked data. */
const MOST = 100_000
const AROUND = 6_000

const REPORTS = 25_000
const PER_ISSUE = 15
const PEOPLE = 12_000
/** The surnames one in three Chinese has, and others; each as often as it stands here. */
const SURNAMES = 'wang wang wang wang li li li li zhang zhang zhang liu liu liu chen chen yang yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo zheng zhong zou'.split(' ')
const GIVEN = 'jian guo xiao ming hua wei jun zhi qiang ling chun yong xue mei fang'.split(' ')

/** As large as an archive is to be: one person in 3,000 reports, one topic in 8,000, a correction in every eighth report. */
function largeArchive(daysBetweenIssues: number): Archive {
  const random = randomFrom(5)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const sentence = newsText(random)
  const [titles, sentences] = [24, 95].map((length) => Array.from({ length: 300 }, () => sentence(length))) as [string[], string[]]
  const people = Array.from({ length: PEOPLE }, (_, nth): PersonRecord => {
    const pinyin = [pick(SURNAMES), pick(GIVEN), pick(GIVEN)]
    return { slug: `${pinyin.join('-')}-${nth}`, name: `甄某${nth}`, printedName: `甄某${nth}`, aliases: [], pinyin, noindex: false }
  })
  const topics = Array.from({ length: 60 }, (_, nth): TopicRecord => ({ slug: `xu-gou-de-zhuan-ti-${nth}`, name: `虚构的专题${nth}`, pinyin: ['xu', 'gou', `${nth}`] }))
  const articles = Array.from({ length: REPORTS }, (_, nth): ArticleRecord => {
    const issueDate = new Date(Date.UTC(2000, 0, 1 + Math.floor(nth / PER_ISSUE) * daysBetweenIssues)).toISOString().slice(0, 10)
    const slug = `qu-ling-dao-diao-yan-${nth % PER_ISSUE}`
    const title = pick(titles)
    const listed = new Set([...(random() < 0.12 ? people.slice(0, 1) : []), people[nth % PEOPLE]!, pick(people), people[Math.floor(random() ** 3 * PEOPLE)]!])
    return digested({
      id: `${issueDate}/${slug}`, slug, issueDate, page: 1 + (nth % PER_ISSUE >> 2), order: nth % PER_ISSUE + 1, title, titleSupplied: false,
      byline: [], appearances: [...listed].map(({ slug: person }) => ({ person, title: '副县长' })),
      topics: [...new Set([...(random() < 0.32 ? topics.slice(0, 1) : []), pick(topics)])].map((topic) => topic.slug),
      corrections: nth % 8 === 0 ? [{ printed: '贞某', corrected: title.slice(0, 4), in: 'title', reason: title, number: 1 }] : [],
      body: { mentions: [...listed].map(() => ({ sentence: pick(sentences), named: [0, 3], anchor: 'p1' })), excerpt: pick(sentences), blocks: [], text: '', photos: [] },
      wordCount: 900, draft: false, formerly: [], file: `issues/${issueDate}/${slug}.md`,
    })
  })
  return createArchive({
    site: { name: '虚构报库', url: 'https://fictional.example', description: '只用于测试。', language: 'zh-Hans-CN' },
    issues: [...new Set(articles.map(({ issueDate }) => issueDate))].map((date) => ({ date, dateCertainty: 'printed', pageNames: {} })),
    articles, withdrawals: [], people, topics,
  })
}

const COMPONENTS = {
  home: IssuePage, people: PeoplePage, topics: TopicsPage, calendar: CalendarPage, corrections: CorrectionsPage, figures: FiguresPage, year: YearPage, topic: TopicPage, person: PersonPage,
} as unknown as Partial<Record<string, FunctionComponent<{ view: object }>>>

/** Pages that tell of many reports or people: all of the index, and those of whoever and whatever is in most reports. */
function pagesToLookAt(archive: Archive): PageRef[] {
  const often = [...archive.people.filter(({ appearances }) => appearances.length > 2000).map(({ slug }) => `/people/${slug}/`), ...archive.topics.slice(0, 2).map(({ slug }) => `/topics/${slug}/`), '/people/initial/']
  return listPages(archive).filter(({ route, address }) => (
    route === 'person' || route === 'topic' ? often.some((start) => address.startsWith(start)) : route in COMPONENTS
  ))
}

test.each([['three times a fortnight for 23 years', 5], ['daily for four and a half', 1]])('no page of 25,000 reports that appeared %s has more than 100 KB', (_, daysBetweenIssues) => {
  const archive = largeArchive(daysBetweenIssues)
  const looked = pagesToLookAt(archive)
  expect(looked.length).toBeGreaterThan(100)
  const sizes = looked.map((page) => {
    const view = viewOf(archive, page)
    const component = 'groups' in view ? PeoplePage as never : COMPONENTS[page.route]!
    return [page.address, Buffer.byteLength(renderToStaticMarkup(createElement(component, { view })))] as const
  })
  expect(sizes.filter(([, bytes]) => bytes > MOST - AROUND)).toEqual([])

  const names = looked.filter(({ address }) => address.startsWith('/people/')).map((page) => viewOf(archive, page)).filter((view): view is PeopleView => 'groups' in view)
    .flatMap(({ groups }) => groups.flatMap(({ entries }) => entries.map(({ address }) => address)))
  expect(names.sort(), 'each person once in the index').toEqual(archive.people.map(({ slug }) => `/people/${slug}/`).sort())
}, 120_000)
