import { createHash } from 'node:crypto'
import { toHtml } from 'hast-util-to-html'
import { articleAddress, asSentence, noteSign, type Archive, type Article, type CalendarDate } from '../archive'
import { authorsOf, fullTitle, instant } from '../cite'
import { asFragment, reportTree } from './reportTree'
import { tagUri } from './tags'

/** One entry of a feed, in either format. Addresses are absolute. */
export interface Entry {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly summary: string
  readonly html: string
  /** RFC 3339; the paper's own day, which is all that is known of when the text came to stand. Never the time of a build. */
  readonly published: string
  readonly authors: readonly string[]
  readonly categories: readonly string[]
}

const known = new WeakMap<Article, Entry>()

/** A report with its full text; made once, as it stands in the feeds of its people and topics too. */
export function reportEntry({ site }: Archive, article: Article): Entry {
  const existing = known.get(article)
  if (existing) return existing
  const entry: Entry = {
    id: tagUri(site, articleAddress(article.id)),
    url: site.url + articleAddress(article.id),
    title: fullTitle(article),
    summary: article.excerpt,
    html: toHtml(asFragment(reportTree(site, article))),
    published: instant(article.issue.date),
    authors: authorsOf(article),
    categories: article.topics.map((topic) => topic.name),
  }
  known.set(article, entry)
  return entry
}

/**
 * What was corrected in a report, each correction an entry of its own. Its id is of what it says: its number, and with it
 * the anchor on the page, goes to another when one is put before it.
 */
export function correctionEntries({ site }: Archive, article: Article): Entry[] {
  return article.corrections.map(({ number, in: field, printed, corrected, reason }) => {
    const words = `《${article.title}》底本作“${printed}”，今作“${corrected}”。${asSentence(reason)}`
    const address = `${articleAddress(article.id)}#n${number}`
    return {
      id: tagUri(site, `${articleAddress(article.id)}#${shortHash([field, printed, corrected])}`),
      url: site.url + address,
      title: `校勘${noteSign(number)} “${printed}”改“${corrected}”：${article.title}`,
      summary: words,
      html: toHtml({ type: 'root', children: [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: words }] }] }),
      published: instant(article.issue.date),
      authors: [],
      categories: [],
    }
  })
}

function shortHash(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 12)
}

export function newestFirst(a: { readonly issue: { readonly date: CalendarDate } }, b: typeof a): number {
  return a.issue.date < b.issue.date ? 1 : a.issue.date > b.issue.date ? -1 : 0
}
