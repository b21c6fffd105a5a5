import {
  articleAddress, FIELD_NAMES, issueAddress, neighbouringPages, neighboursOnPage, pageOf, personAddress, topicAddress,
  type Archive, type Article, type Credit, type Topic, type Withdrawal,
} from '../archive'
import { citationView } from './citation'
import { dateView, frame, head, pageLabel, turnLabel } from './frame'
import { headline, markedHeadline } from './headline'
import { lostAfter, lostBefore } from './lacuna'
import { articleLinks } from './machine'
import type { ArticleView, CorrectionView, LinkView, WithdrawnView } from './model'
import { photoView } from './story'
import { pageTitles } from './titles'

/** Other reports shown for each topic: enough to go on reading, the topic's page has the rest. */
const RELATED = 4

/** `/articles/2021-12-17/mengjiang-mounds/` */
export function articleView(archive: Archive, article: Article): ArticleView {
  const { issue } = article
  return {
    head: head(archive, {
      address: articleAddress(article.id),
      title: pageTitles(archive).get(article.id) ?? article.title,
      description: article.excerpt,
      kind: 'article',
      noindex: article.draft || undefined,
      ...articleLinks(archive, article),
    }),
    frame: frame(archive, undefined, article),
    date: dateView(issue.date),
    inferred: issue.dateCertainty === 'inferred',
    issueAddress: issueAddress(issue.date),
    place: placeOf(article),
    ...headlines(article),
    byline: bylineText(article.byline),
    wordCount: article.wordCount,
    lostBefore: lostBefore(article),
    ...textOf(article),
    photos: article.photos.map(photoView),
    people: article.appearances.map(({ person, title }) => ({ address: personAddress(person.slug), text: person.name, title })),
    topics: article.topics.map(topicLink),
    corrections: article.corrections.map((correction) => correctionView(correction)),
    note: article.note,
    source: article.source,
    draft: article.draft,
    ...neighbours(article),
    related: relatedTo(article),
    citation: article.draft ? undefined : citationView(archive, article),
  }
}

/** The words that say where the text breaks off stand before its footnotes, which are whole. */
function textOf(article: Article): Pick<ArticleView, 'lostAfter' | 'blocks' | 'footnotes'> {
  const lost = lostAfter(article)
  const isApart = ({ kind }: Article['blocks'][number]): boolean => lost !== undefined && kind === 'notes'
  return {
    lostAfter: lost,
    blocks: article.blocks.filter((block) => !isApart(block)).map(({ html }) => html),
    footnotes: article.blocks.find(isApart)?.html,
  }
}

function headlines(article: Article): Pick<ArticleView, 'column' | 'kicker' | 'title' | 'subtitle'> {
  const marked = (field: 'column' | 'kicker' | 'subtitle'): ArticleView['title'] | undefined => {
    const text = article[field]
    return text === undefined ? undefined : markedHeadline(article, field, text)
  }
  return {
    column: marked('column'),
    kicker: marked('kicker'),
    title: markedHeadline(article, 'title', article.title),
    subtitle: marked('subtitle'),
  }
}

/** `第1版 头条`, of a report the editors say so of. */
function placeOf(article: Article): string | undefined {
  const label = pageLabel(article.page)
  const isLead = label !== undefined && article.order === 1 && (pageOf(article)?.articles.length ?? 0) > 1
  return isLead ? `${label} 头条` : label
}

/** `记者 刘威 周万　通讯员 徐绍燕` */
function bylineText(byline: readonly Credit[]): string | undefined {
  const text = byline.map(({ role, names }) => [role, ...names].filter(Boolean).join(' ')).join('　')
  return text || undefined
}

function correctionView(correction: Article['corrections'][number]): CorrectionView {
  const { number, printed, corrected, reason } = correction
  return {
    number, printed, corrected, reason,
    field: FIELD_NAMES[correction.in],
    marked: correction.in !== 'caption' && correction.in !== 'credit',
  }
}

function topicLink(topic: Topic): LinkView {
  return { address: topicAddress(topic.slug), text: topic.name }
}

/** On the same 版; past its ends, the last report of the 版 before and the first of the one after. Reports of no known 版 are together on none. */
function neighbours(article: Article): Pick<ArticleView, 'previous' | 'next'> {
  const beside = neighboursOnPage(article)
  const pages = neighbouringPages(article)
  const link = (label: string, other: Article | undefined): ArticleView['previous'] =>
    other && { label, address: articleAddress(other.id), title: headline(other) }
  const same = article.page === undefined ? '' : '同版'
  return {
    previous: link(`${same}上一篇`, beside.previous) ?? link(turnLabel(article.page, pages.previous?.number, '上一版'), pages.previous?.articles.at(-1)),
    next: link(`${same}下一篇`, beside.next) ?? link(turnLabel(article.page, pages.next?.number, '下一版'), pages.next?.articles[0]),
  }
}

function relatedTo(article: Article): ArticleView['related'] {
  return article.topics
    .map((topic) => ({ topic: topicLink(topic), articles: nearestOn(topic, article).map(articleLink) }))
    .filter(({ articles }) => articles.length > 0)
}

/** The reports next to this one in the topic's list: the same few for as long as nothing is published between them. */
function nearestOn(topic: Topic, article: Article): Article[] {
  const at = topic.articles.indexOf(article)
  const from = Math.max(0, Math.min(at - RELATED / 2, topic.articles.length - 1 - RELATED))
  return topic.articles.slice(from, from + RELATED + 1).filter((other) => other !== article)
}

export function articleLink(article: Article): LinkView {
  return { address: articleAddress(article.id), text: article.title }
}

/** The page that keeps the address of a withdrawn report. */
export function withdrawnView(archive: Archive, withdrawal: Withdrawal): WithdrawnView {
  const { id, title, date, reason, issueDate } = withdrawal
  return {
    head: head(archive, { address: articleAddress(id), title: pageTitles(archive).get(id) ?? title, description: `这篇报道已于${dateView(date).text}撤回。`, noindex: true }),
    frame: frame(archive),
    withdrawn: {
      title, reason,
      date: dateView(date),
      issueDate: dateView(issueDate),
      issueAddress: archive.issueByDate.has(issueDate) ? issueAddress(issueDate) : undefined,
    },
  }
}
