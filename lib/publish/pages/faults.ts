import type { Diagnostic, RuleName } from '../../content'
import { RULES } from '../../content'
import type { PageRef } from '../../views'

/** Something wrong with one finished page. */
export interface Fault {
  readonly page: Pick<PageRef, 'address' | 'sources'> & { readonly route: PageRef['route'] | 'notFound' | 'feed' }
  readonly rule: Extract<RuleName, `page-${string}`>
  /** In Chinese, without the page. */
  readonly message: string
  /** What to look for in the page's sources. */
  readonly trace?: string
  /** What faults of one cause have in common, where their messages differ by a number. */
  readonly alike?: string
}

/** The build stops: what it made is not fit to be published. */
export class BrokenPages extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(`${diagnostics.length} faults in the pages`)
  }
}

/** The file that renders pages of a kind: where a fault all of them have is to be sought. */
const ROUTES: Readonly<Record<Fault['page']['route'], string>> = {
  notFound: 'app/not-found.tsx', feed: 'lib/feeds',
  home: 'app/page.tsx', issue: 'app/issues/[date]/page.tsx', article: 'app/articles/[date]/[slug]/page.tsx',
  person: 'app/people/[slug]/[[...period]]/page.tsx', people: 'app/people/page.tsx',
  topic: 'app/topics/[slug]/[[...period]]/page.tsx', topics: 'app/topics/page.tsx',
  calendar: 'app/calendar/page.tsx', year: 'app/calendar/[year]/page.tsx', about: 'app/about/page.tsx', search: 'app/search/page.tsx',
  corrections: 'app/corrections/page.tsx', figures: 'app/figures/page.tsx', data: 'app/data/page.tsx',
}

/** The frame of all pages, and what several kinds of them show. */
const SHARED = 'app/components'

/** From here on the same fault is told once, with the number of pages that have it. */
const SAME = 3

/**
 * Faults as what editors read, at the content file they can be mended in. One that many pages share comes from what
 * renders them, and is told once. `holds` tells whether a content file says something.
 */
export function diagnosticsOf(faults: readonly Fault[], contentName: string, holds: (file: string, text: string) => boolean): Diagnostic[] {
  const alike = new Map<string, Fault[]>()
  for (const fault of faults) {
    const key = `${fault.rule}\t${fault.alike ?? fault.message}`
    alike.set(key, [...alike.get(key) ?? [], fault])
  }
  return [...alike.values()].flatMap((same) => {
    const isCommon = same.length > SAME
    const rendered = new Set(same.map(({ page }) => ROUTES[page.route]))
    return (isCommon ? same.slice(0, 1) : same).map(({ page, rule, message, trace }): Diagnostic => {
      const source = page.sources.find((file) => trace !== undefined && holds(file, trace)) ?? (isCommon ? undefined : page.sources[0])
      const renders = rendered.size > 1 && isCommon ? SHARED : ROUTES[page.route]
      const others = isCommon ? `（另有 ${same.length - 1} 页也这样，可能出在 ${renders}）` : ''
      const file = source === undefined ? renders : `${contentName}/${source}`
      return { file, line: 1, column: 1, severity: 'error', rule, message: `网页 ${page.address} ${message}${others}`, hint: RULES[rule].cure }
    })
  })
}
