import { pageName, type Archive, type Article } from '../archive'
import { citationOf, fullTitle } from './citation'
import { instant } from './time'

/** One `<meta>`: a name (Highwire Press, Dublin Core) or an RDFa property (Open Graph). */
export type MetaTag =
  | { readonly name: string; readonly content: string }
  | { readonly property: string; readonly content: string }

/**
 * What Zotero and Google Scholar read. No `citation_journal_title`: it would turn the item into a journal article;
 * Zotero takes the paper's name from `DC.source`.
 */
export function metaTags(archive: Archive, article: Article): MetaTag[] {
  const citation = citationOf(archive, article)
  const { authors, newspaper, date, page, language } = citation
  const section = article.column ?? pageName(article)
  return [
    { name: 'citation_title', content: fullTitle(citation) },
    ...authors.map((content) => ({ name: 'citation_author', content })),
    { name: 'citation_publication_date', content: date.replaceAll('-', '/') },
    ...(page === undefined ? [] : [{ name: 'citation_firstpage', content: String(page) }]),
    { name: 'citation_language', content: language },
    { name: 'DC.type', content: 'newspaperArticle' },
    { name: 'DC.source', content: newspaper },
    { property: 'article:published_time', content: instant(date) },
    ...(section ? [{ property: 'article:section', content: section }] : []),
  ]
}
