import type { Article } from '../archive'

/** A run of whole issues that is indexed by itself. */
export interface Segment {
  /** Global number of its first report. */
  readonly first: number
  readonly articles: readonly Article[]
}

/**
 * Where segments end. An issue is a possible end when the hash of one of its reports' ids begins with so many zero
 * bits, which happens about once in 2^zeros reports; `least` and `most` keep sizes sensible.
 */
const FROZEN = { zeros: 12, least: 8192, most: 16_384 }
/** Each of these is one more file for every part of a query, and spares rewriting those before it. Measured by the bench. */
const GROWING = [{ zeros: 9, least: 512 }, { zeros: 7, least: 96 }, { zeros: 5, least: 24 }]
const GROWING_COMPACT = [{ zeros: 6, least: 128 }]

/**
 * Cuts reports, ordered by date, into segments: frozen ones, and behind them ever smaller ones up to the newest issue,
 * so that a new issue rewrites the last, seldom the last but one, and the frozen ones never. The ends lie where the ids
 * say, not where a count says (content-defined chunking: Muthitacharoen et al., LBFS, 2001): an issue that is added or
 * removed anywhere moves only the ends next to it, and the archive alone decides, not the order it grew in.
 */
export function segmentsOf(articles: readonly Article[], compact: boolean): Segment[] {
  const issues = issuesOf(articles)
  let start = 0
  const starts = [0]
  for (const { end, zeros } of issues) {
    const size = end - start
    if (size >= FROZEN.most || (size >= FROZEN.least && zeros >= FROZEN.zeros)) starts.push(start = end)
  }
  for (const { zeros, least } of compact ? GROWING_COMPACT : GROWING) {
    const last = issues.findLast((issue) => issue.zeros >= zeros && issue.end - start >= least)
    if (last) starts.push(start = last.end)
  }
  return [...new Set(starts)].filter((first) => first < articles.length)
    .map((first, nth, firsts) => ({ first, articles: articles.slice(first, firsts[nth + 1]) }))
}

/** Where each issue ends, and the most zero bits among its reports. */
function issuesOf(articles: readonly Article[]): { end: number; zeros: number }[] {
  const issues: { date: string; end: number; zeros: number }[] = []
  for (const [nth, { id, issue: { date } }] of articles.entries()) {
    const zeros = leadingZeros(id)
    const last = issues.at(-1)
    if (last?.date === date) {
      last.end = nth + 1
      last.zeros = Math.max(last.zeros, zeros)
    } else issues.push({ date, end: nth + 1, zeros })
  }
  return issues
}

/** FNV-1a, its bits mixed as MurmurHash3 does at the end: ids that differ in one digit share no pattern. */
function leadingZeros(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return Math.clz32(hash ^ (hash >>> 16))
}
