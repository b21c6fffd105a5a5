import { articleAddress, type Archive, type Article } from '../archive'
import { bibtex, citationOf, cslJson, ris } from '../cite'
import { jsonFile, type SiteFile } from './file'
import { reportMarkdown } from './markdown'
import { articleData } from './records'

/** What lies beside a report's page: its Markdown, its data, and its reference in three formats. */
export function articleFiles(archive: Archive, article: Article): SiteFile[] {
  const folder = articleAddress(article.id).slice(1)
  const citation = citationOf(archive, article)
  return [
    { path: `${folder}index.md`, bytes: reportMarkdown(archive, article) },
    jsonFile(`${folder}index.json`, articleData(archive, article)),
    { path: `${folder}cite.ris`, bytes: ris(citation) },
    { path: `${folder}cite.bib`, bytes: bibtex(citation) },
    { path: `${folder}cite.json`, bytes: cslJson(citation) },
  ]
}
