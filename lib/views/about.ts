import { contactOf, issueAddress, type Archive } from '../archive'
import { articleLink } from './article'
import { dateView, frame, head, spanText } from './frame'
import { lacuna } from './lacuna'
import type { AboutView, Excerpt } from './model'

/** The lists of 体例 show this many at most, the newest first, and say where the rest is. */
const LONGEST = 50

/** `/about/`: how the text was established, with this archive's own cases. */
export function aboutView(archive: Archive): AboutView {
  const newestFirst = [...archive.articles].reverse()
  const [first, last] = [archive.issues[0], archive.issues.at(-1)]
  const { publisher, contact } = archive.site
  return {
    head: head(archive, { address: '/about/', title: '体例', description: '本库文字的来历：日期、校勘、缺文、人物与专题如何处理。' }),
    frame: frame(archive),
    counts: {
      issues: archive.issues.length,
      articles: archive.articles.length,
      people: archive.people.length,
      topics: archive.topics.length,
      corrections: archive.articles.reduce((sum, article) => sum + article.corrections.length, 0),
    },
    span: first && last && spanText(first.date, last.date),
    inferred: excerpt([...archive.issues].reverse().filter((issue) => issue.dateCertainty === 'inferred').map((issue) => ({
      issue: { address: issueAddress(issue.date), text: dateView(issue.date).text },
      reason: issue.dateReason ?? '',
    }))),
    corrections: excerpt(newestFirst.flatMap((article) => article.corrections.map(({ printed, corrected, reason }) => ({
      article: articleLink(article), printed, corrected, reason,
    })))),
    lacunae: excerpt(newestFirst.flatMap((article) => {
      const what = lacuna(article)
      return what ? [{ article: articleLink(article), what }] : []
    })),
    publisher,
    contact: contact === undefined ? undefined : contactLink(contact),
  }
}

function excerpt<T>(all: readonly T[]): Excerpt<T> {
  return { entries: all.slice(0, LONGEST), more: Math.max(0, all.length - LONGEST) }
}

function contactLink(contact: string): AboutView['contact'] {
  const { address } = contactOf(contact) ?? {}
  return address === undefined ? undefined : { address, text: contact }
}
