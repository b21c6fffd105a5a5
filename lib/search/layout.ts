/** Bumped whenever the files change their meaning: a page still open in a browser then knows that it is out of date. */
export const VERSION = 1

/** Root of the index below `out/`. */
export const INDEX = 'search/index'
export const MANIFEST = `${INDEX}/manifest.json`
export const VARIANTS_FILE = `${INDEX}/variants.json`
/** Below it every folder is named by its content, so that caches may keep its files for good. */
export const SEGMENTS = `${INDEX}/segments`

/** A run of years that is indexed by itself: a new issue touches only the newest. */
export interface SegmentInfo {
  /** Folder below `SEGMENTS`, named by its content. */
  readonly id: string
  /** Global number of its first report; the newest report of the archive has the highest. */
  readonly first: number
  readonly reports: number
  readonly shards: number
  /** Issue dates with the global number of the first report of each year: `[['2021', 0], …]`. */
  readonly years: readonly (readonly [year: string, first: number])[]
}

export interface Manifest {
  readonly version: number
  readonly reports: number
  readonly segments: readonly SegmentInfo[]
}

/** Paths below `out/` of a segment's files. */
export const shardFile = (segment: string, shard: number): string => `${SEGMENTS}/${segment}/d${shard.toString(36)}.bin`
/** Places of the shard's grams, fetched only for phrases. */
export const placesFile = (segment: string, shard: number): string => `${SEGMENTS}/${segment}/p${shard.toString(36)}.bin`
/** The list of one frequent gram, which would swell its shard. */
export const listFile = (segment: string, gram: string): string => `${SEGMENTS}/${segment}/l${nameOf(gram)}.bin`
export const listPlacesFile = (segment: string, gram: string): string => `${SEGMENTS}/${segment}/q${nameOf(gram)}.bin`
/** One report: a block of several would be fetched for one of them. */
export const textFile = (segment: string, report: number): string => `${SEGMENTS}/${segment}/t${report.toString(36)}.bin`
export const facetsFile = (segment: string): string => `${SEGMENTS}/${segment}/facets.bin`
export const datesFile = (segment: string): string => `${SEGMENTS}/${segment}/dates.bin`
/** Names that begin with a character or a letter of their pinyin. */
export const namesFile = (start: string): string => `${INDEX}/names/${nameOf(start)}.json`

const nameOf = (gram: string): string => [...gram].map((character) => (character.codePointAt(0) ?? 0).toString(36)).join('-')

/** FNV-1a over UTF-16 units: which shard a gram is in. */
export function shardOfUnits(units: Uint16Array, start: number, length: number, shards: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < start + length; at++) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193)
  return (hash >>> 0) % shards
}

export function shardOf(gram: string, shards: number): number {
  return shardOfUnits(Uint16Array.from({ length: gram.length }, (_, at) => gram.charCodeAt(at)), 0, gram.length, shards)
}

/** Keys of what a report is filed under; no folded text holds this character. */
export const facetKey = (kind: 'person' | 'topic' | 'page' | 'byline', value: string): string => `\u0002${kind}:${value}`

/** One report as results show it. */
export interface ReportText {
  /** `2021-12-17/mengjiang-mounds` */
  readonly id: string
  readonly date: string
  readonly page?: number
  readonly title: string
  readonly kicker?: string
  readonly subtitle?: string
  readonly text: string
  readonly captions: readonly string[]
  readonly persons: readonly string[]
}

/** The texts of a report that are searched, in order; nothing is found across two of them. */
export function searchedTexts({ title, kicker, subtitle, text, captions }: ReportText): string[] {
  return [title, kicker ?? '', subtitle ?? '', ...text.split('\n'), ...captions]
}

/** What a segment's reports are filed under: names by number, and for each report its numbers. */
export interface Facets {
  readonly persons: readonly (readonly [slug: string, name: string])[]
  readonly topics: readonly (readonly [slug: string, name: string])[]
  readonly bylines: readonly string[]
  /** Page, persons, topics, bylines. */
  readonly reports: readonly (readonly [page: number, persons: readonly number[], topics: readonly number[], bylines: readonly number[]])[]
}

/** A person or topic to be suggested. */
export interface NameEntry {
  readonly kind: 'person' | 'topic'
  readonly name: string
  readonly slug: string
  /** Toneless syllables, joined by spaces. */
  readonly pinyin: string
  readonly reports: number
}

/** Adds a checksum (FNV-1a) in front: a file cut short or changed on the way is known. */
export function sealed(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + 4)
  new DataView(result.buffer).setUint32(0, checksum(bytes))
  result.set(bytes, 4)
  return result
}

/** `undefined` when the checksum does not hold. */
export function unsealed(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 4) return undefined
  const content = bytes.subarray(4)
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === checksum(content) ? content : undefined
}

function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
