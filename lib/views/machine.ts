/** What pages tell machines: feeds, meta tags, linked data, share pictures. */
import { articleAddress, issueAddress, personAddress, topicAddress, type Archive, type Article, type Issue, type Person, type Topic } from '../archive'
import { articleGraph, fullTitle, homeGraph, issueGraph, metaTags, personGraph, topicGraph } from '../cite'
import { feedAddresses } from '../feeds'
import { longDate } from '../typography'
import type { HeadView } from './model'

type MachineParts = Pick<HeadView, 'meta' | 'alternates' | 'picture' | 'data'>

/** The newest issue at `/`, and every issue at its own address. */
export function issueLinks(archive: Archive, issue: Issue | undefined, as: 'home' | 'issue'): MachineParts {
  return {
    ...(issue ? { picture: { address: sharePictureOf(issueAddress(issue.date)), alt: `${archive.site.name} ${longDate(issue.date)}` } } : {}),
    ...(issue && as === 'home' ? { alternates: feedLinks('/', archive.site.name) } : {}),
    data: issue && as === 'issue' ? issueGraph(archive, issue) : homeGraph(archive),
  }
}

export function articleLinks(archive: Archive, article: Article): MachineParts {
  const address = articleAddress(article.id)
  return {
    meta: metaTags(archive, article).map((tag) => ['name' in tag ? tag.name : tag.property, tag.content]),
    picture: { address: sharePictureOf(address), alt: fullTitle(article) },
    data: articleGraph(archive, article),
  }
}

export function personLinks(archive: Archive, person: Person): MachineParts {
  return {
    alternates: person.appearances.length > 0 ? feedLinks(personAddress(person.slug), person.name) : [],
    data: personGraph(archive, person),
  }
}

export function topicLinks(archive: Archive, topic: Topic): MachineParts {
  return { alternates: feedLinks(topicAddress(topic.slug), topic.name), data: topicGraph(archive, topic) }
}

/** Where the share picture of a page lies. */
export function sharePictureOf(address: string): string {
  return `${address}share.png`
}

export function feedLinks(page: string, title: string): NonNullable<HeadView['alternates']> {
  const { atom, json } = feedAddresses(page)
  return [
    { type: 'application/atom+xml', title, address: atom },
    { type: 'application/feed+json', title, address: json },
  ]
}
