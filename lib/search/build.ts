import type { Archive, Article } from '../archive'
import { daysFile, INDEX, MANIFEST, NAMES, textFile, textsFolder, VARIANTS_FILE, VERSION, type Days, type IndexFile, type Manifest, type SegmentInfo } from './layout'
import { nameFiles, namesOf } from './names'
import { hashOf, packedFile, reportText, segmentFiles, segmentFingerprint, segmentId, shardsFor } from './segmentFiles'
import { segmentsOf } from './segments'
import { allVariants } from './variants'

/** Files that change together. */
export interface IndexPart {
  /** Folder of the files. */
  readonly id: string
  /** Hash of everything the files say. */
  readonly fingerprint: string
  readonly make: () => readonly IndexFile[]
}

/**
 * The search index of an archive as files, in parts that change by themselves: the texts of each issue, segments, the
 * names to suggest, and the manifest. The same archive gives the same bytes.
 */
export function indexParts(archive: Archive): IndexPart[] {
  const names = namesOf(archive)
  const days = daysOf(archive.articles)
  const segments = segmentsOf(archive.articles)
  const manifest: Manifest = {
    version: VERSION, reports: archive.articles.length, days: hashOf(JSON.stringify(days)),
    segments: segments.map((segment): SegmentInfo => ({ id: segmentId(segment), first: segment.first, reports: segment.articles.length, shards: shardsFor(segment) })),
  }
  return [
    ...archive.issues.flatMap(({ articles }) => textsPart(articles)),
    ...segments.map((segment): IndexPart => ({ id: `${INDEX}/${segmentId(segment)}`, fingerprint: segmentFingerprint(segment), make: () => segmentFiles(segment) })),
    { id: NAMES, fingerprint: hashOf(JSON.stringify(names)), make: () => nameFiles(names) },
    { id: INDEX, fingerprint: hashOf(JSON.stringify(manifest)), make: () => rootFiles(manifest, days) },
  ]
}

/** Every file of the index. */
export function indexFiles(archive: Archive): IndexFile[] {
  return indexParts(archive).flatMap(({ make }) => make())
}

function textsPart(articles: readonly Article[]): IndexPart[] {
  const [first] = articles
  if (!first) return []
  const { date } = first.issue
  const make = (): IndexFile[] => articles.map((article, nth) => packedFile(textFile(date, nth), reportText(article)))
  return [{ id: textsFolder(date), fingerprint: hashOf(JSON.stringify(articles.map(reportText))), make }]
}

function rootFiles(manifest: Manifest, days: Days): IndexFile[] {
  return [
    { path: MANIFEST, bytes: JSON.stringify(manifest) },
    packedFile(daysFile(manifest.days), days),
    packedFile(VARIANTS_FILE, [...allVariants()].map((pair) => pair.join('')).join('')),
  ]
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
