import { eachGram, OPEN, textOf } from './grams'
import { facetsFile, shardOf, shardOfFile, type Facets, type IndexFile, type Searched, type SegmentInfo } from './layout'
import { facetsOfArticle, filesOfShards, filingKeys, searchedOf, segmentId, segmentText, shardsFor, type ReportFacets } from './segmentFiles'
import { withScratch } from './scratch'
import type { Segment } from './segments'
import { IndexSource, SearchFailure, type ReadFile } from './source'

/** Of the files of a part, what an edit changes. */
export interface PartChange {
  /** Files to be written. */
  readonly files: readonly IndexFile[]
  /** Whether a file of before is written anew, or is no more. */
  readonly isReplaced: (path: string) => boolean
}

/** Of more edited reports than this a segment is made from nothing. */
const MOST = 64

/** A report as it was and as it is. */
interface Edit {
  readonly before: { readonly searched: Searched; readonly facets: ReportFacets }
  readonly after: { readonly searched: Searched; readonly facets: ReportFacets }
}

/**
 * The files an edit changes in a segment that holds the same reports as before: those of the shards of each gram that
 * another report holds, or holds elsewhere. They are what `segmentFiles` gives, to the byte. `before` reads the index
 * that was; `changed` has the ids of all reports that say anything else than in it. `undefined` when the segment has to
 * be made from nothing: it was not there, cannot be read, or a frequent gram has become a rare one or the reverse.
 */
export async function changedFiles(segment: Segment, compact: boolean, before: ReadFile, changed: ReadonlySet<string>): Promise<PartChange | undefined> {
  const edits = await editsOf(segment, compact, before, changed)
  if (!edits) return undefined
  const shards = shardsFor(segment, compact)
  const facets = facetsFile(segmentId(segment, compact))
  return withScratch(() => {
    const wanted = shardsOf(segment, compact, shards, edits)
    return wanted && {
      files: filesOfShards(segment, compact, wanted),
      isReplaced: (path) => path === facets || wanted[shardOfFile(path, shards) ?? -1] === 1,
    }
  })
}

async function editsOf(segment: Segment, compact: boolean, before: ReadFile, changed: ReadonlySet<string>): Promise<Edit[] | undefined> {
  const numbers = [...segment.articles.keys()].filter((nth) => changed.has(segment.articles[nth]?.id ?? ''))
  if (numbers.length > MOST) return undefined
  try {
    const source = new IndexSource(before)
    const info = (await source.manifest()).segments.find(({ id }) => id === segmentId(segment, compact))
    return info && await Promise.all(numbers.map(async (nth): Promise<Edit> => {
      const article = segment.articles[nth]
      const [searched, facets] = await Promise.all([source.report(info, nth), facetsBefore(source, info, nth)])
      if (!article || searched.id !== article.id) throw new SearchFailure('outdated', info.id)
      return { before: { searched, facets }, after: { searched: searchedOf(article), facets: facetsOfArticle(article) } }
    }))
  } catch (error) {
    if (error instanceof SearchFailure) return undefined
    throw error
  }
}

async function facetsBefore(source: IndexSource, { id }: SegmentInfo, report: number): Promise<ReportFacets> {
  const facets = await source.packed<Facets>(facetsFile(id))
  const [page, persons, topics, bylines] = facets.reports[report] ?? [0, [], [], []]
  return {
    page, persons: persons.map((nth) => facets.persons[nth] ?? ['', '']), topics: topics.map((nth) => facets.topics[nth] ?? ['', '']),
    bylines: bylines.map((nth) => facets.bylines[nth] ?? ''),
  }
}

/** 1 for each shard that holds anything else than before; `undefined` when that is not to be told. */
function shardsOf(segment: Segment, compact: boolean, shards: number, edits: readonly Edit[]): Uint8Array | undefined {
  const open = openGrams(segment, compact, shards, edits)
  if (!open) return undefined
  const wanted = new Uint8Array(shards)
  for (const { before, after } of edits) {
    const [then, now] = [before, after].map(({ searched, facets }) => new Map([
      ...postingsOf(searched, compact, shards, open), ...[...filingKeys(searched, facets)].map((key) => [key, ''] as const),
    ])) as [Map<string, string>, Map<string, string>]
    for (const gram of new Set([...then.keys(), ...now.keys()])) if (then.get(gram) !== now.get(gram)) wanted[shardOf(gram, shards)] = 1
  }
  return wanted
}

/** Grams that are extended; `undefined` when before these edits they were others. */
function openGrams(segment: Segment, compact: boolean, shards: number, edits: readonly Edit[]): ReadonlySet<string> | undefined {
  const open = new Set<string>()
  const doubtful = new Map<string, number>()
  eachGram(segmentText(segment.articles.map(searchedOf), compact), shards, () => undefined, {
    wanted: new Uint8Array(shards),
    least: OPEN + 1 - edits.length,
    isOpen: (gram, reports) => {
      if (reports > OPEN) open.add(gram)
      if (reports <= OPEN + edits.length) doubtful.set(gram, reports)
      return reports > OPEN
    },
  })
  const folded = (which: keyof Edit): string[] => edits.map((edit) => foldedText(edit[which].searched, compact))
  const [then, now] = [folded('before'), folded('after')]
  const holding = (texts: readonly string[], gram: string): number => texts.filter((text) => text.includes(gram)).length
  for (const [gram, reports] of doubtful) if ((reports - holding(now, gram) + holding(then, gram) > OPEN) !== (reports > OPEN)) return undefined
  return open
}

function foldedText(searched: Searched, compact: boolean): string {
  return segmentText([searched], compact).units.reduce((text, unit) => text + String.fromCharCode(unit), '')
}

/** What is said of each gram of a report: where it stands, what it weighs. */
function postingsOf(searched: Searched, compact: boolean, shards: number, open: ReadonlySet<string>): Map<string, string> {
  const postings = new Map<string, string>()
  const said = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
  eachGram(segmentText([searched], compact), shards, (gram) => {
    postings.set(textOf(gram), `${said(gram.list.written)} ${said(gram.places.written)}`)
  }, { least: 1, isOpen: (gram) => open.has(gram) })
  return postings
}
