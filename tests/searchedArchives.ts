import { createArchive, type Archive, type Article, type ArticleRecord } from '../lib/archive'
import { indexFiles, type ReadFile } from '../lib/search'
import { digested } from './digested'

/** An archive's index in memory, and how a reader gets its files. */
export function readerOf(archive: Archive): { read: ReadFile; files: Map<string, Uint8Array> } {
  const files = new Map(indexFiles(archive).map(({ path, bytes }) => [path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes]))
  return { files, read: async (path) => files.get(path) ?? Promise.reject(new Error(`no ${path}`)) }
}

/** Reports of one day with these titles and texts. */
export function archiveOf(reports: readonly { readonly title: string; readonly text: string }[], date = '2001-02-03'): Archive {
  const articles = reports.map(({ title, text }, nth) => digested({
    id: `${date}/report-${nth}`, slug: `report-${nth}`, issueDate: date, order: nth + 1, title, byline: [], appearances: [], topics: [], corrections: [],
    titleSupplied: false, body: { mentions: [], photos: [], blocks: [], text, excerpt: '' }, wordCount: text.length, draft: false, formerly: [], file: `issues/${date}/report-${nth}.md`,
  }))
  return createArchive({
    site: { name: '虚构报库', url: 'https://fictional.example', description: '只用于测试。', language: 'zh-Hans-CN' },
    issues: [{ date, dateCertainty: 'printed', pageNames: {} }], articles, withdrawals: [], people: [], topics: [],
  })
}

/** A record with another text. */
export function withText(article: ArticleRecord, edit: (text: string) => string): ArticleRecord {
  const text = edit(article.body.text)
  return { ...article, body: { ...article.body, text }, wordCount: text.length }
}

/** What a report was made of. */
export function recordOf(article: Article): ArticleRecord {
  const { digest, id, slug, issue, page, order, title, titleSupplied, byline, eventDate, incomplete, corrections, source, wordCount, draft, formerly, file, appearances, topics } = article
  const { kicker, subtitle, column, dateline, photos, note, blocks, text, excerpt } = article
  return {
    digest, id, slug, issueDate: issue.date, page, order, title, titleSupplied, byline, eventDate, incomplete, corrections, source, wordCount, draft, formerly, file,
    appearances: appearances.map(({ person: { slug: person }, title: printed }) => ({ person, title: printed })),
    topics: topics.map((topic) => topic.slug),
    body: {
      kicker, subtitle, column, dateline, photos, note, blocks, text, excerpt,
      mentions: appearances.map(({ sentence, named, anchor }) => ({ sentence, named, anchor })),
    },
  }
}

/** The records an archive was made of, changed. */
export function edited(archive: Archive, edit: (article: ArticleRecord) => ArticleRecord | undefined): Archive {
  const articles = archive.articles.flatMap((article) => edit(recordOf(article)) ?? []).map(digested)
  const dates = new Set(articles.map(({ issueDate }) => issueDate))
  return createArchive({
    site: archive.site, issues: archive.issues.filter(({ date }) => dates.has(date)).map(({ date }) => ({ date, dateCertainty: 'printed' as const, pageNames: {} })),
    articles, withdrawals: [], people: archive.people, topics: archive.topics,
  })
}
