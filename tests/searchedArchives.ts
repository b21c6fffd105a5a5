import { createArchive, type Archive, type ArticleRecord } from '../lib/archive'
import { indexFiles, type ReadFile } from '../lib/search'

/** An archive's index in memory, and how a reader gets its files. */
export function readerOf(archive: Archive): { read: ReadFile; files: Map<string, Uint8Array> } {
  const files = new Map(indexFiles(archive).map(({ path, bytes }) => [path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes]))
  return { files, read: async (path) => files.get(path) ?? Promise.reject(new Error(`no ${path}`)) }
}

/** Reports of one day with these titles and texts. */
export function archiveOf(reports: readonly { readonly title: string; readonly text: string }[], date = '2001-02-03'): Archive {
  const articles = reports.map(({ title, text }, nth): ArticleRecord => ({
    id: `${date}/report-${nth}`, slug: `report-${nth}`, issueDate: date, order: nth + 1, title, titleSupplied: false, byline: [], appearances: [], topics: [], photos: [],
    corrections: [], blocks: [], text, wordCount: 0, excerpt: '', draft: false, formerly: [], file: `issues/${date}/report-${nth}.md`,
  }))
  return createArchive({
    site: { name: '虚构报库', url: 'https://fictional.example', description: '只用于测试。', language: 'zh-Hans-CN' },
    issues: [{ date, dateCertainty: 'printed', pageNames: {} }], articles, withdrawals: [], people: [], topics: [],
  })
}
