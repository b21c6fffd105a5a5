import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces'
import type { Entry } from './entries'
import { feedAddresses, type Feed } from './channel'
import { tagUri } from './tags'
import { writeXml, xmlRoot, xmlText } from './xml'

const ATOM = 'http://www.w3.org/2005/Atom'

/** Atom (RFC 4287). Entries that name no author have the paper for one, as the feed itself has (§4.1.1). */
export function atom(feed: Feed): string {
  const { site, title, description, page, entries } = feed
  const root = xmlRoot('feed', ATOM, { 'xml:lang': site.language })
  text(root, 'id', tagUri(site, page))
  text(root, 'title', title)
  text(root, 'subtitle', description)
  text(root, 'updated', entries.reduce((latest, { published }) => (published > latest ? published : latest), ''))
  link(root, 'self', site.url + feedAddresses(page).atom, 'application/atom+xml')
  link(root, 'alternate', site.url + page, 'text/html')
  text(root.ele('author'), 'name', site.publisher ?? site.name)
  if (site.rights) text(root, 'rights', site.rights)
  text(root, 'icon', `${site.url}/icon.svg`)
  for (const entry of entries) writeEntry(root, entry)
  return writeXml(root)
}

function writeEntry(root: XMLBuilder, { id, url, title, summary, html, published, authors, categories }: Entry): void {
  const entry = root.ele('entry')
  text(entry, 'id', id)
  text(entry, 'title', title)
  link(entry, 'alternate', url, 'text/html')
  text(entry, 'published', published)
  text(entry, 'updated', published)
  for (const name of authors) text(entry.ele('author'), 'name', name)
  for (const term of categories) entry.ele('category', { term: xmlText(term) })
  if (summary) text(entry, 'summary', summary)
  entry.ele('content', { type: 'html' }).txt(xmlText(html))
}

function text(parent: XMLBuilder, name: string, value: string): void {
  parent.ele(name).txt(xmlText(value))
}

function link(parent: XMLBuilder, rel: string, href: string, type: string): void {
  parent.ele('link', { rel, type, href })
}
