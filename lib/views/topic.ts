import { articleAddress, topicAddress, type Archive, type Article, type Topic } from '../archive'
import { dateView, frame, head, pageLabel } from './frame'
import { headline } from './headline'
import { topicLinks } from './machine'
import type { ArticleEntry, TopicView, TopicsView } from './model'
import { peopleIn } from './people'
import { groupBy, paginate, periodLabel, periodViews, type ListPage } from './periods'

/** People shown on a topic's page: those most often in its reports. */
const PEOPLE = 24

const pagesByTopic = new WeakMap<Topic, ListPage<Article>[]>()

/** The pages of a topic's list. */
export function topicPages(topic: Topic): ListPage<Article>[] {
  const known = pagesByTopic.get(topic)
  if (known) return known
  const pages = paginate(topic.articles, (article) => article.issue.date)
  pagesByTopic.set(topic, pages)
  return pages
}

/** `/topics/gong-ye-jing-ji/`, and `/topics/gong-ye-jing-ji/2021/` of a long list, which tells of that year alone. */
export function topicView(archive: Archive, topic: Topic, period = ''): TopicView {
  const pages = topicPages(topic)
  const page = pages.find((candidate) => candidate.period === period)
  if (!page) throw new Error(`${topic.slug} has no page for the period "${period}"`)
  const { name, description } = topic
  const articles = period === '' ? topic.articles : page.items
  return {
    head: head(archive, {
      address: topicAddress(topic.slug, period || undefined),
      title: `${name}｜专题${period ? `｜${periodLabel(period)}` : ''}`,
      description: description ?? `本库${period && periodLabel(period)}关于${name}的报道${articles.length}篇。`,
      ...topicLinks(archive, { ...topic, articles }),
    }),
    frame: frame(archive, 'topics'),
    slug: topic.slug,
    name,
    description,
    ...(period && { period: periodLabel(period) }),
    count: articles.length,
    years: [...groupBy(page.items, (article) => article.issue.date.slice(0, 4))].map(([year, inYear]) => ({
      year,
      articles: inYear.map((article) => articleEntry(article)),
    })),
    periods: periodViews(pages, period, (other) => topicAddress(topic.slug, other)),
    people: peopleIn(articles).slice(0, PEOPLE),
  }
}

function articleEntry(article: Article): ArticleEntry {
  return {
    address: articleAddress(article.id),
    date: dateView(article.issue.date),
    place: pageLabel(article.page),
    headline: headline(article),
    excerpt: article.excerpt,
  }
}

/** `/topics/` */
export function topicsView(archive: Archive): TopicsView {
  return {
    head: head(archive, { address: '/topics/', title: '专题', description: `本库报道按${archive.topics.length}个专题编排。` }),
    frame: frame(archive, 'topics'),
    topics: archive.topics.flatMap((topic) => {
      const [latest] = topic.articles
      return latest ? [{
        address: topicAddress(topic.slug),
        name: topic.name,
        description: topic.description,
        count: topic.articles.length,
        latest: dateView(latest.issue.date),
      }] : []
    }),
  }
}
