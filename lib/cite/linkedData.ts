import {
  articleAddress, dayOf, issueAddress, pageName, personAddress, titlesOf, topicAddress, yearAddress,
  type Archive, type Article, type Issue, type Person, type Topic,
} from '../archive'
import { citationOf } from './citation'
import { instant } from './time'

/**
 * Linked data in schema.org's words (JSON-LD 1.1). Every node has a stable `@id`, the address of its page with a
 * fragment, so that the graphs of all pages join into one.
 */
export interface LinkedData {
  readonly '@context': 'https://schema.org'
  readonly '@graph': readonly Node[]
}

type Node = Readonly<Record<string, unknown>> & { readonly '@type': string }
interface Reference { readonly '@id': string }

/** Parts listed on one page at most, the newest: a graph must not outgrow the page it stands on. */
const LONGEST = 50

const graph = (...nodes: readonly Node[]): LinkedData => ({ '@context': 'https://schema.org', '@graph': nodes })

const newspaperId = ({ site }: Archive): string => `${site.url}/#newspaper`
const issueId = ({ site }: Archive, { date }: Issue): string => `${site.url}${issueAddress(date)}#issue`
const articleId = ({ site }: Archive, { id }: Article): string => `${site.url}${articleAddress(id)}#article`
const personId = ({ site }: Archive, { slug }: Person): string => `${site.url}${personAddress(slug)}#person`
const topicId = ({ site }: Archive, { slug }: Topic): string => `${site.url}${topicAddress(slug)}#topic`

/** The report, within its issue of the newspaper, and the way to it. Tight: it is a tenth of what a reader of the page loads. */
export function articleGraph(archive: Archive, article: Article): LinkedData {
  const { issue } = article
  return graph(articleNode(archive, article), breadcrumbs(archive, [[issue.date, issueAddress(issue.date)]]))
}

function articleNode(archive: Archive, article: Article): Node {
  const { issue, page, kicker, subtitle, column, dateline } = article
  const holder = copyrightHolder(archive)
  const place = datelinePlace(dateline?.agency)
  return node('NewsArticle', articleId(archive, article), {
    url: archive.site.url + articleAddress(article.id),
    headline: article.title,
    alternativeHeadline: unlessEmpty([kicker, subtitle].filter((text) => text !== undefined)),
    author: unlessEmpty(citationOf(archive, article).authors.map((name) => ({ '@type': isOffice(name) ? 'Organization' : 'Person', name }))),
    datePublished: instant(issue.date),
    dateline: dateline?.agency,
    printPage: page?.toString(),
    printSection: pageName(article),
    articleSection: column,
    inLanguage: archive.site.language,
    wordCount: article.wordCount,
    isPartOf: node('PublicationIssue', issueId(archive, issue), {
      issueNumber: issue.number,
      datePublished: issue.date,
      isPartOf: { '@type': 'Newspaper', '@id': newspaperId(archive), name: archive.site.name },
    }),
    mentions: unlessEmpty(article.appearances.map(({ person }) => ({ '@type': 'Person', '@id': personId(archive, person), name: person.printedName }))),
    about: unlessEmpty(article.topics.map((topic) => ({ '@type': 'Thing', '@id': topicId(archive, topic), name: topic.name }))),
    contentLocation: place && { '@type': 'Place', name: place },
    copyrightHolder: holder,
    copyrightNotice: archive.site.rights,
  })
}

/** The issue with its reports. */
export function issueGraph(archive: Archive, issue: Issue): LinkedData {
  return graph(
    { ...issueNode(archive, issue), hasPart: issue.articles.map((article) => headlineNode(archive, article)) },
    newspaperNode(archive),
    breadcrumbs(archive, [[`${issue.date.slice(0, 4)}年`, yearAddress(issue.date.slice(0, 4))]]),
  )
}

function issueNode(archive: Archive, issue: Issue): Node {
  return node('PublicationIssue', issueId(archive, issue), {
    url: archive.site.url + issueAddress(issue.date),
    issueNumber: issue.number,
    datePublished: issue.date,
    isPartOf: reference(newspaperId(archive)),
  })
}

/** A person with the titles printed, each from the first to the last day it was printed for, and the reports. */
export function personGraph(archive: Archive, person: Person): LinkedData {
  const address = personAddress(person.slug)
  return graph(
    node('ProfilePage', `${archive.site.url}${address}`, { inLanguage: archive.site.language, copyrightNotice: archive.site.rights, mainEntity: reference(personId(archive, person)) }),
    node('Person', personId(archive, person), {
      name: person.printedName,
      alternateName: unlessEmpty(person.aliases),
      disambiguatingDescription: person.disambiguation,
      hasOccupation: unlessEmpty(titlesOf(person).map(({ title, appearances }) => {
        const days = appearances.map(({ article }) => dayOf(article)).sort()
        return { '@type': 'Role', roleName: title, startDate: days[0], endDate: days.at(-1) }
      })),
      subjectOf: person.appearances.slice(0, LONGEST).map(({ article }) => headlineNode(archive, article)),
    }),
    breadcrumbs(archive, [['人物', '/people/']]),
  )
}

/** A topic as a collection of reports. */
export function topicGraph(archive: Archive, topic: Topic): LinkedData {
  const address = topicAddress(topic.slug)
  return graph(
    node('CollectionPage', `${archive.site.url}${address}`, {
      name: topic.name,
      inLanguage: archive.site.language,
      copyrightNotice: archive.site.rights,
      about: { '@type': 'Thing', '@id': topicId(archive, topic), name: topic.name, description: topic.description },
      hasPart: topic.articles.slice(0, LONGEST).map((article) => headlineNode(archive, article)),
    }),
    breadcrumbs(archive, [['专题', '/topics/']]),
  )
}

/** The site with its search, the newspaper, and the newest issue. */
export function homeGraph(archive: Archive): LinkedData {
  const { name, url, description, language } = archive.site
  const newest = archive.issues.at(-1)
  return graph(
    node('WebSite', `${url}/#website`, {
      url: `${url}/`,
      name,
      description,
      inLanguage: language,
      copyrightNotice: archive.site.rights,
      about: reference(newspaperId(archive)),
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${url}/search/?q={search_term_string}` },
        'query-input': 'required name=search_term_string',
      },
    }),
    newspaperNode(archive),
    ...(newest ? [{ ...issueNode(archive, newest), hasPart: newest.articles.map((article) => headlineNode(archive, article)) }] : []),
  )
}

function newspaperNode(archive: Archive): Node {
  const { name, url } = archive.site
  return node('Newspaper', newspaperId(archive), { url: `${url}/`, name, publisher: copyrightHolder(archive), copyrightNotice: archive.site.rights })
}

function copyrightHolder({ site: { publisher } }: Archive): Node | undefined {
  return publisher === undefined ? undefined : { '@type': 'Organization', name: publisher }
}

function headlineNode(archive: Archive, article: Article): Node {
  return node('NewsArticle', articleId(archive, article), {
    url: archive.site.url + articleAddress(article.id),
    headline: article.title,
    datePublished: instant(article.issue.date),
  })
}

/** From the home page down to the page above; the last step is the page itself and may be left out. */
function breadcrumbs(archive: Archive, steps: readonly (readonly [name: string, address: string])[]): Node {
  const { name, url } = archive.site
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [[name, '/'] as const, ...steps].map(([step, address], index) => (
      { '@type': 'ListItem', position: index + 1, name: step, item: url + address }
    )),
  }
}

/** 本报编辑部 and 本报评论员 sign for the paper. */
const isOffice = (name: string): boolean => /^本[报刊台网]|评论员$/u.test(name)

/** `新华社北京12月1日电` → 北京; 本报讯 tells no place. */
function datelinePlace(agency: string | undefined): string | undefined {
  return /^(?:.*(?:社|网|本报))(\p{Script=Han}{2,8}?)(?:[\d０-９]|[一二三四五六七八九十]{1,2}月).*电$/u.exec(agency ?? '')?.[1]
}

const reference = (id: string): Reference => ({ '@id': id })
const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined)

/** Leaves out what is not known: JSON has no undefined. */
function node(type: string, id: string, properties: Readonly<Record<string, unknown>>): Node {
  return { '@type': type, '@id': id, ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) }
}
