import { fileBytes } from './scratch'

/** Bumped whenever the files change their meaning: a page still open in a browser then knows that it is out of date. */
export const VERSION = 7

/** Root of the index below `out/`. */
export const INDEX = 'search/index'
export const MANIFEST = `${INDEX}/manifest.json`
/** Traditional characters with their simplified ones, parted by code: most queries have none, others a few. */
export const VARIANTS = `${INDEX}/variants`
export const variantsFile = (part: number): string => `${VARIANTS}/${part.toString(36)}.bin`
export const VARIANTS_PARTS = 32
export const NAMES = `${INDEX}/names`

/** A run of issues that is indexed by itself. */
export interface SegmentInfo {
  /** Folder below `INDEX`, named by which reports it holds, so that numbers in its files never mean others. */
  readonly id: string
  /** Global number of its first report; the newest report of the archive has the highest. */
  readonly first: number
  readonly reports: number
  readonly shards: number
  /**
   * Of a small archive, where what a first answer costs is mostly texts and little-used parts of shards: texts are cut
   * into pieces, postings say which piece, and shards are deflated. A large one would have too many files of it.
   */
  readonly compact: boolean
}

export interface Manifest {
  readonly version: number
  readonly reports: number
  /** Names the file of issue dates; in a small archive the dates themselves, which saves a request. */
  readonly days: string | Days
  readonly segments: readonly SegmentInfo[]
}

/** Issue dates, oldest first: days from each to the next, and how many reports each has. Reports are numbered by it. */
export interface Days {
  readonly first: string
  readonly gaps: readonly number[]
  readonly reports: readonly number[]
}

/**
 * Paths below `out/`. A hyphen follows the letter, so that none can be a name Windows keeps for its devices, with
 * whatever extension: `prn.bin`, `lpt2.bin` could be neither written there nor unpacked.
 */
export const daysFile = (hash: string): string => `${INDEX}/days-${hash}.bin`
export const shardFile = (segment: string, shard: number): string => `${INDEX}/${segment}/d-${shard.toString(36)}.bin`
/** Places of the shard's grams, fetched only for phrases. */
export const placesFile = (segment: string, shard: number): string => `${INDEX}/${segment}/p-${shard.toString(36)}.bin`
/** The list of one frequent gram, which would swell its shard. */
export const listFile = (segment: string, gram: string): string => `${INDEX}/${segment}/l-${nameOf(gram)}.bin`
export const listPlacesFile = (segment: string, gram: string): string => `${INDEX}/${segment}/q-${nameOf(gram)}.bin`
export const facetsFile = (segment: string): string => `${INDEX}/${segment}/facets.bin`
/** Texts of an issue, a report or a piece of one a file: a block of several would be fetched for one of them. */
export const textsFolder = (date: string): string => `${INDEX}/texts/${date}`
export const textFile = (date: string, nth: number, piece = 0): string => `${textsFolder(date)}/${nth}${piece === 0 ? '' : `-${piece}`}.bin`
/** Names that begin like this, in characters, pinyin or initials. */
export const namesFile = (start: string): string => `${NAMES}/n-${nameOf(start)}.json`

/** Kinds whose values are ASCII and can name a file; written as code points, a slug of 77 letters is too long for that. */
const NAMING = ['person', 'topic', 'page'] as const

/** What is filed under a name is told from code points by its kind: none of them is as large a number in base 36. */
function nameOf(gram: string): string {
  const kind = NAMING.find((one) => gram.startsWith(facetKey(one, '')))
  return kind ? `${kind}-${gram.slice(facetKey(kind, '').length)}` : [...gram].map((character) => (character.codePointAt(0) ?? 0).toString(36)).join('-')
}

/** What nameOf may give: with what stands around it, less than the 255 bytes of POSIX's NAME_MAX. */
const LONGEST_NAME = 240

/** Whether a list can have a file of its own. */
export const isNameable = (gram: string): boolean => nameOf(gram).length <= LONGEST_NAME

/** FNV-1a (Fowler, Noll, Vo; 32 bits): what it begins with, and a step. Signed: `>>> 0` makes it a number of 32 bits. */
export const FNV = 0x811c9dc5
export const fnv = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** Which shard a gram is in: by FNV-1a over its UTF-16 units. */
export function shardOf(gram: string, shards: number): number {
  let hash = FNV
  for (let at = 0; at < gram.length; at++) hash = fnv(hash, gram.charCodeAt(at))
  return (hash >>> 0) % shards
}

/** Key of quotes and brackets that stand together; no folded text holds its first character. */
export const signsKey = (signs: string): string => `\u0003${signs.slice(0, LONGEST_SIGNS)}`
/** Longer runs of signs are filed under each part of this length. */
export const LONGEST_SIGNS = 8

/** Keys of what a report is filed under; no folded text holds the first character. */
export const facetKey = (kind: 'person' | 'topic' | 'page' | 'byline', value: string): string => `\u0002${kind}:${value}`

/** Whether it is a key reports are filed under, and no gram of their texts. */
export const isKey = (gram: string): boolean => gram.charCodeAt(0) <= 3

/** A gram in more reports of a segment than this is extended by one character at either side, so that a phrase of frequent words has a short list too. */
export const OPEN = 1500
/** Units of the longest grams. */
export const LONGEST = 10

/** Pieces a text has at most: two bits of a posting. */
export const MOST_PIECES = 4

/** Bits of a posting below the distance: how much it weighs (2), whether the title holds it (1), in a compact segment the piece of text (2). */
export const postingBits = (compact: boolean): number => (compact ? 5 : 3)

/** Characters that names are told apart by when they are suggested: more are not looked at. */
export const LONGEST_START = 40

/** One report as results show it. */
export interface ReportText {
  /** `2021-12-17/mengjiang-mounds` */
  readonly id: string
  readonly date: string
  readonly page?: number
  readonly title: string
  readonly kicker?: string
  readonly subtitle?: string
  readonly column?: string
  readonly text: string
  readonly captions: readonly string[]
  readonly persons: readonly string[]
  /** Traditional characters in it, each with the simplified one. */
  readonly variants?: string
}

/** What is searched of a report. */
export type Searched = Pick<ReportText, 'title' | 'kicker' | 'subtitle' | 'column' | 'text' | 'captions'>

/** The texts of a report that are searched, in order; nothing is found across two of them. */
export function searchedTexts({ title, kicker, subtitle, column, text, captions }: Searched): string[] {
  return [title, kicker ?? '', subtitle ?? '', column ?? '', ...text.split('\n'), ...captions]
}

/** A piece of a report as a file holds it: lines around the title are in each, so that one is enough to show a hit. */
export type TextPiece = readonly [
  pieces: number, slug: string, page: number, title: string, kicker: string, subtitle: string, column: string, variants: string, persons: readonly string[],
  paragraphs: readonly string[], captions: readonly string[],
]

/** What a segment's reports are filed under: names by number, and for each report its numbers. */
export interface Facets {
  readonly persons: readonly (readonly [slug: string, name: string])[]
  readonly topics: readonly (readonly [slug: string, name: string])[]
  readonly bylines: readonly string[]
  /** Page, persons, topics, bylines. */
  readonly reports: readonly (readonly [page: number, persons: readonly number[], topics: readonly number[], bylines: readonly number[]])[]
}

/** A file of the index: path below `out/`. */
export interface IndexFile {
  readonly path: string
  readonly bytes: string | Uint8Array
}

/** A person or topic to be suggested. */
export interface NameEntry {
  readonly kind: 'person' | 'topic'
  readonly name: string
  /** The name as it is compared, where that differs. */
  readonly folded?: string
  readonly slug: string
  /** Toneless syllables, joined by spaces. */
  readonly pinyin: string
  readonly reports: number
}

/** Names that begin alike; where there are more, the file of the next longer beginning has the rest. */
export interface NamesFile {
  readonly entries: readonly NameEntry[]
  readonly more: boolean
}

/** Bytes of the checksum a file begins with. */
export const SEAL = 4

/**
 * Adds a checksum (FNV-1a) in front: a file cut short, changed on the way or put in another's place is known. `after`
 * is the checksum of the file it is read together with: the two are then known to be of one build.
 */
export function sealed(path: string, bytes: Uint8Array, after = 0): Uint8Array {
  const file = fileBytes(bytes.length + SEAL)
  file.set(bytes, SEAL)
  return seal(path, file, after)
}

/** The same for bytes that have room for it in front. */
export function seal(path: string, file: Uint8Array, after = 0): Uint8Array {
  new DataView(file.buffer, file.byteOffset).setUint32(0, checksum(path, file.subarray(SEAL), after))
  return file
}

/** `undefined` when the checksum does not hold. */
export function unsealed(path: string, bytes: Uint8Array, after = 0): Uint8Array | undefined {
  if (bytes.length < SEAL) return undefined
  const content = bytes.subarray(SEAL)
  return sealOf(bytes) === checksum(path, content, after) ? content : undefined
}

/** The checksum a sealed file begins with. */
export const sealOf = (bytes: Uint8Array): number => (bytes.length < SEAL ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0))

function checksum(path: string, bytes: Uint8Array, after: number): number {
  let hash = FNV ^ after
  for (let at = 0; at < path.length; at++) hash = fnv(hash, path.charCodeAt(at))
  for (let at = 0; at < bytes.length; at++) hash = fnv(hash, bytes[at] ?? 0)
  return hash >>> 0
}
