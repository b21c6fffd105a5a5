import type { Site } from '../archive'

/**
 * RFC 4151 wants a date on which the authority held its name. The archive cannot know when a newsroom took its
 * domain, and the id must never change: a fixed year that no archive made with this program is older than.
 */
const SINCE = '2026'

/** A permanent id by the tag URI scheme (RFC 4151): `tag:example.org,2026:/articles/2021-12-17/x/`. */
export function tagUri({ url }: Site, specific: string): string {
  return `tag:${new URL(url).hostname},${SINCE}:${specific}`
}
