import type { Archive, Article } from '../archive'
import { outline } from '../lettering'
import { longDate } from '../typography'
import type { DateView, DrawnName, FrameView, HeadView } from './model'
import { whereToReport } from './whereToReport'

/** Grid of the outlines: the small name is drawn 24 px high, where a coarser grid shows no difference and saves bytes. */
const UNITS = { logo: 36, masthead: 200 }

const drawn = new Map<string, DrawnName | undefined>()

/** The archive's name in outlines; drawn once, as every page carries it. */
export function drawnName({ site: { name } }: Archive, use: keyof typeof UNITS): DrawnName | undefined {
  const key = `${use} ${name}`
  if (!drawn.has(key)) {
    const outlined = outline(name, { unitsPerEm: UNITS[use] })
    drawn.set(key, outlined && { path: outlined.path, viewBox: outlined.viewBox })
  }
  return drawn.get(key)
}

/** `article` on its own page, which errors are reported of. */
export function frame(archive: Archive, current?: FrameView['current'], article?: Article): FrameView {
  const { name, language, rights } = archive.site
  const logo = drawnName(archive, 'logo')
  const report = whereToReport(archive.site, article)
  return { name, language, ...(logo ? { logo } : {}), ...(rights ? { rights } : {}), ...(report ? { report } : {}), ...(current ? { current } : {}) }
}

/** The absolute form of a root-relative address. */
export function absolute(archive: Archive, address: string): string {
  return archive.site.url + address
}

export interface HeadParts extends Omit<HeadView, 'canonical' | 'kind'> {
  readonly address: string
  readonly kind?: HeadView['kind']
}

/** `title` is completed with the archive's name, which WeChat and search engines show as the source. */
export function head(archive: Archive, { address, title, kind = 'website', ...rest }: HeadParts): HeadView {
  const { name } = archive.site
  return {
    ...rest,
    title: title === name ? title : `${title}｜${name}`,
    canonical: absolute(archive, address),
    kind,
  }
}

export function dateView(date: string): DateView {
  return { iso: date, text: longDate(date) }
}

/** From the first day to the last, `2019年5月4日至2019年5月11日`; one day alone is told once. */
export function spanText(first: string, last: string): string {
  return first === last ? longDate(first) : `${longDate(first)}至${longDate(last)}`
}

export function pageLabel(page: number | undefined): string | undefined {
  return page === undefined ? undefined : `第${page}版`
}

/** 版 of reports of which the source does not tell. */
export const PAGE_UNKNOWN = '版次不详'

/** How a link from one 版 to the next is called: where one of them is not known, nobody knows which comes first. */
export function turnLabel(from: number | undefined, to: number | undefined, label: '上一版' | '下一版'): string {
  return from === undefined || to === undefined ? pageLabel(to) ?? PAGE_UNKNOWN : label
}
