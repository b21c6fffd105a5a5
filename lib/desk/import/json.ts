import type { ImportedArticle, ImportedPage, Leftover } from './model'

/** A report as `npm run import -- --json` prints it. */
export type PrintedArticle = Pick<ImportedArticle, 'title' | 'kicker' | 'subtitle' | 'column' | 'byline' | 'eventDate' | 'people' | 'paragraphs' | 'incomplete'>

/** What an import found, for other programs: the texts of photographs are paragraphs there, after the report's own. */
export function printed({ articles, leftovers }: ImportedPage): { articles: PrintedArticle[]; leftovers: readonly Leftover[] } {
  return {
    articles: articles.map(({ title, kicker, subtitle, column, byline, eventDate, people, paragraphs, incomplete, photos }) => {
      // Who took the photographs of a story without text is its byline; else a credit belongs to its caption.
      const captions = photos.map(({ caption, credit }) => [caption, paragraphs.length > 0 ? credit : null].filter(Boolean).join(' '))
      return { title, kicker, subtitle, column, byline, eventDate, people, paragraphs: [...paragraphs, ...captions.filter(Boolean)], incomplete }
    }),
    leftovers,
  }
}
