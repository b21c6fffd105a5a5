import type { Archive, Article, Issue } from '../archive'
import type { ShareCard } from '../lettering'
import { longDate, weekday } from '../typography'
import { pageLabel } from './frame'
import { headline } from './headline'
import { summary } from './issue'

/** Headlines an issue's picture names. */
const HEADLINES = 3

/** What the share picture of a report says. */
export function articleCard(archive: Archive, article: Article): ShareCard {
  const { issue, kicker } = article
  return {
    name: archive.site.name,
    corner: [longDate(issue.date), pageLabel(article.page)].filter(Boolean).join(' '),
    ...(kicker ? { kicker } : {}),
    title: headline(article).flatMap((run) => (run.kind === 'text' ? [run.text] : [])),
  }
}

/** What the share picture of an issue says. */
export function issueCard(archive: Archive, issue: Issue): ShareCard {
  return {
    name: archive.site.name,
    corner: [weekday(issue.date), summary(issue).replace('　', ' ')].join(' '),
    title: [longDate(issue.date)],
    below: issue.articles.slice(0, HEADLINES).map((article) => article.title),
  }
}
