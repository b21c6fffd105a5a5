import type { Appearance, Archive, Article, Issue, Page, Person } from './model'

/** Neighbours of an item in a list it is known to be in; `undefined` past either end. */
export interface Neighbours<T> {
  readonly previous?: T
  readonly next?: T
}

function neighboursIn<T>(list: readonly T[], item: T): Neighbours<T> {
  const at = list.indexOf(item)
  return { previous: list[at - 1], next: list[at + 1] }
}

/** Reports before and after on the same 版. */
export function neighboursOnPage(article: Article): Neighbours<Article> {
  return neighboursIn(pageOf(article)?.articles ?? [], article)
}

/** 上一版 and 下一版 of the 版 a report stands on. */
export function neighbouringPages(article: Article): Neighbours<Page> {
  const page = pageOf(article)
  return page ? neighboursIn(article.issue.pages, page) : {}
}

/** The 版 a report stands on. */
export function pageOf({ issue, page }: Article): Page | undefined {
  return issue.pages.find((candidate) => candidate.number === page)
}

/** 上一期 and 下一期 by date. */
export function neighbouringIssues(archive: Archive, issue: Issue): Neighbours<Issue> {
  return neighboursIn(archive.issues, issue)
}

export interface Companion {
  readonly person: Person
  /** Reports both appear in. */
  readonly count: number
}

/** Who appears in the same reports, all or some of those a person is in, most often first, then in order of first meeting on the page. */
export function companionsOf(person: Person, appearances = person.appearances): Companion[] {
  const counts = new Map<Person, number>()
  for (const { article } of appearances) {
    for (const { person: other } of article.appearances) {
      if (other !== person) counts.set(other, (counts.get(other) ?? 0) + 1)
    }
  }
  return [...counts].map(([other, count]) => ({ person: other, count })).sort((a, b) => b.count - a.count)
}

export interface TitleHeld {
  readonly title: string
  /** Newest event first. */
  readonly appearances: readonly Appearance[]
}

/** The titles printed for a person, the newest first; appearances without a printed title are left out. */
export function titlesOf({ appearances }: Pick<Person, 'appearances'>): TitleHeld[] {
  const byTitle = new Map<string, Appearance[]>()
  for (const appearance of appearances) {
    if (!appearance.title) continue
    const held = byTitle.get(appearance.title)
    if (held) held.push(appearance)
    else byTitle.set(appearance.title, [appearance])
  }
  return [...byTitle].map(([title, appearances]) => ({ title, appearances }))
}

/** Name of the 版 a report stands on, `要闻`; absent when the issue gives none. */
export function pageName(article: Article): string | undefined {
  return pageOf(article)?.name
}
