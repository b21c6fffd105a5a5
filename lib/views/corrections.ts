import { articleAddress, FIELD_NAMES, type Archive, type Article, type Correction } from '../archive'
import { dateView, frame, head, pageLabel } from './frame'
import { feedLinks } from './machine'
import type { CorrectionsView } from './model'
import { whereToReport } from './whereToReport'

/** Corrections shown, the newest: the open data has all. */
const LONGEST = 200

/** `/corrections/`: what was printed, what stands, why, and where. */
export function correctionsView(archive: Archive): CorrectionsView {
  const all = archive.issues.toReversed().flatMap((issue) => issue.articles)
    .flatMap((article) => article.corrections.map((correction) => entry(article, correction)))
  return {
    head: head(archive, {
      address: '/corrections/', title: '校勘', description: `本库改正底本误字${all.length}处：原来的字、改定的字、理由与所在。`,
      ...(all.length > 0 ? { alternates: feedLinks('/corrections/', '校勘') } : {}),
    }),
    frame: frame(archive),
    count: all.length,
    entries: all.slice(0, LONGEST),
    ...(all.length > 0 ? { feed: '/corrections/feed.xml' } : {}),
    report: whereToReport(archive.site),
  }
}

function entry(article: Article, { number, in: field, printed, corrected, reason }: Correction): CorrectionsView['entries'][number] {
  return {
    article: { address: `${articleAddress(article.id)}#n${number}`, text: article.title },
    date: dateView(article.issue.date),
    place: pageLabel(article.page),
    field: FIELD_NAMES[field],
    printed, corrected, reason,
  }
}
