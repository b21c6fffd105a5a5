import type { Archive, Article } from '../archive'
import { changedFiles, type PartChange } from './change'
import { daysFile, INDEX, MANIFEST, NAMES, textFile, textsFolder, VARIANTS, variantsFile, VARIANTS_PARTS, VERSION, type Days, type IndexFile, type Manifest, type SegmentInfo } from './layout'
import { nameFiles, namesOf } from './names'
import { piecesOf } from './pieces'
import { hashOf, packedFile, reportText, segmentFiles, segmentFingerprint, segmentId, shardsOf } from './segmentFiles'
import { segmentsOf } from './segments'
import type { ReadFile } from './source'
import { allVariants } from './variants'

/** Files that change together. */
export interface IndexPart {
  /** Folder of the files. */
  readonly id: string
  /** Hash of everything the files say; taken when it is asked for. */
  readonly fingerprint: string
  readonly make: () => readonly IndexFile[]
  /**
   * What of it is to be written anew, told from the index that was there (`before` reads it) and the ids of all reports
   * that said something else in it. Absent, or giving `undefined`, where the part is to be made.
   */
  readonly change?: (before: ReadFile, changed: ReadonlySet<string>) => Promise<PartChange | undefined>
}

/** Reports up to which an archive is a small one (`SegmentInfo.compact`). */
const SMALL = 500

/**
 * The search index of an archive as files, in parts that change by themselves: the texts of each issue, segments, the
 * names to suggest, and the manifest. The same archive gives the same bytes.
 */
export function indexParts(archive: Archive): IndexPart[] {
  const compact = archive.articles.length <= SMALL
  const days = daysOf(archive.articles)
  const segments = segmentsOf(archive.articles, compact)
  const manifest: Manifest = {
    version: VERSION, reports: archive.articles.length, days: compact ? days : hashOf(JSON.stringify(days)),
    segments: segments.map((segment): SegmentInfo => (
      { id: segmentId(segment, compact), first: segment.first, reports: segment.articles.length, shards: shardsOf(segment, compact), compact }
    )),
  }
  return [
    ...archive.issues.flatMap(({ articles }) => textsPart(articles, compact)),
    ...segments.map((segment): IndexPart => ({
      id: `${INDEX}/${segmentId(segment, compact)}`, get fingerprint() { return segmentFingerprint(segment, compact) },
      make: () => segmentFiles(segment, compact), change: (before, changed) => changedFiles(segment, compact, before, changed),
    })),
    // By the tables of the code alone.
    { id: VARIANTS, fingerprint: String(VERSION), make: variantFiles },
    { id: NAMES, get fingerprint() { return namesFingerprint(archive) }, make: () => nameFiles(namesOf(archive)) },
    { id: INDEX, fingerprint: hashOf(JSON.stringify(manifest)), make: () => rootFiles(manifest, days) },
  ]
}

/** Every file of the index. */
export function indexFiles(archive: Archive): IndexFile[] {
  return indexParts(archive).flatMap(({ make }) => make())
}

/** All the entries of names are made of: folding them takes longer. */
function namesFingerprint({ people, topics }: Archive): string {
  return hashOf(JSON.stringify([
    VERSION,
    people.map(({ name, slug, pinyin, appearances }) => [name, slug, pinyin, appearances.length]),
    topics.map(({ name, slug, pinyin, articles }) => [name, slug, pinyin, articles.length]),
  ]))
}

function textsPart(articles: readonly Article[], compact: boolean): IndexPart[] {
  const [first] = articles
  if (!first) return []
  const { date } = first.issue
  const make = (): IndexFile[] => articles.flatMap((article, nth) => (
    piecesOf(reportText(article), compact).map((piece, which) => packedFile(textFile(date, nth, which), piece))
  ))
  return [{ id: textsFolder(date), get fingerprint() { return hashOf(JSON.stringify([compact, articles.map(({ digest, appearances }) => [digest, appearances.map(({ person }) => person.name)])])) }, make }]
}

function rootFiles(manifest: Manifest, days: Days): IndexFile[] {
  return [
    { path: MANIFEST, bytes: JSON.stringify(manifest) },
    ...(typeof manifest.days === 'string' ? [packedFile(daysFile(manifest.days), days)] : []),
  ]
}

function variantFiles(): IndexFile[] {
  const pairs = [...allVariants()]
  return Array.from({ length: VARIANTS_PARTS }, (_, part) => (
    packedFile(variantsFile(part), pairs.filter(([character]) => character.charCodeAt(0) % VARIANTS_PARTS === part).map((pair) => pair.join('')).join(''))
  ))
}

const DAY = 86_400_000

function daysOf(articles: readonly Article[]): Days {
  const counts = new Map<string, number>()
  for (const { issue } of articles) counts.set(issue.date, (counts.get(issue.date) ?? 0) + 1)
  const dates = [...counts.keys()]
  return {
    first: dates[0] ?? '',
    gaps: dates.slice(1).map((date, nth) => (Date.parse(date) - Date.parse(dates[nth] ?? '')) / DAY),
    reports: [...counts.values()],
  }
}
