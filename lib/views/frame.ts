import type { Archive } from '../archive'
import type { DateView, FrameView, HeadView } from './model'
import { longDate } from '../typography'

export function frame(archive: Archive, current?: FrameView['current']): FrameView {
  const { name, language, rights } = archive.site
  return { name, language, ...(rights ? { rights } : {}), ...(current ? { current } : {}) }
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

export function pageLabel(page: number | undefined): string | undefined {
  return page === undefined ? undefined : `第${page}版`
}
