import type { Site } from '../archive'
import type { Entry } from './entries'

/** A feed before it is written as Atom or JSON Feed. */
export interface Feed {
  readonly site: Site
  readonly title: string
  readonly description: string
  /** Root-relative address of the page it follows; the feed lies beside it. */
  readonly page: string
  /** Newest first; never empty. */
  readonly entries: readonly Entry[]
}

/** Where the two formats of a page's feed lie. */
export function feedAddresses(page: string): { readonly atom: string; readonly json: string } {
  return { atom: `${page}feed.xml`, json: `${page}feed.json` }
}
