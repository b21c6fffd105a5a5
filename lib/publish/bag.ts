import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import { contactOf, type Archive } from '../archive'
import type { Artefact, ArtefactGroup } from './artefacts'
import { bagReadme } from './bagReadme'
import { sha256 } from './manifest'
import type { Picture } from './pictures'
import { hashOf } from './state'

/** Name of the bag’s base directory, the one folder in the zip, and with `.zip` of the zip. */
const NAME = 'archive-bag'
export const BAG_FILE = `${NAME}.zip`

/** The content the archive was read from. */
export interface Sources {
  /** Texts by path below the content folder. */
  readonly texts: ReadonlyMap<string, Uint8Array>
  /** Published pictures by path below the content folder. */
  readonly pictures: ReadonlyMap<string, Picture>
  /** The content folder, from which pictures are read. */
  readonly folder: string
}

/** Bytes of pictures that still travel with the texts, in one zip. */
const TOGETHER = 64 << 20
/** Bytes of pictures in one zip, but for the last of them. Two of that size are in memory while one is made. */
const PICTURES_IN_ONE = 128 << 20

/**
 * The whole archive to take home: published reports with their pictures, what is known of people and topics, and the
 * sources, as one BagIt bag (RFC 8493). Its zip is stored, not compressed: its bytes are the same whatever library
 * wrote them, and an edit costs a copy, not a compression of everything. Many pictures stand in zips of their own that
 * are unpacked into the same folder, so that an edit of a text copies the texts.
 */
export function bagGroups(archive: Archive, sources: Sources, { together = TOGETHER, inOne = PICTURES_IN_ONE } = {}): ArtefactGroup[] {
  const { texts, pictures, folder } = sources
  const { files, leftOut } = choose(archive, texts)
  const digests = new Map([...files.map((file) => [file, sha256(texts.get(file) ?? '')] as const), ...[...pictures].map(([file, picture]) => [file, picture.sha256] as const)])
  const apart = bytesOf(pictures.values()) > together ? partsOf(pictures, inOne) : []
  const names = apart.map((_, nth) => `${NAME}-pictures-${nth + 1}.zip`)
  const whole: ArtefactGroup = {
    id: 'bag',
    fingerprint: hashOf(JSON.stringify([archive.site, [...digests], archive.withdrawals, leftOut, names])),
    make: async () => {
      const inFirst = OWN + files.length + (apart.length === 0 ? pictures.size : 0)
      const readme = Buffer.from(bagReadme(archive, leftOut, [...furtherZips(inFirst), ...names]))
      const sums = new Map([[README, sha256(readme)], ...[...digests].map(([file, sum]): [string, string] => [inBag(file), sum])])
      const payload = new Map<string, Uint8Array>([[README, readme], ...files.map((file) => [inBag(file), texts.get(file) ?? new Uint8Array()] as const)])
      const bytes = [...payload.values()].reduce((sum, { length }) => sum + length, bytesOf(pictures.values()))
      if (apart.length === 0) for (const file of pictures.keys()) payload.set(inBag(file), readFileSync(join(folder, file)))
      return zipped([...tagFiles(archive, sums, bytes), ...inOrder(payload)])
    },
  }
  return [whole, ...apart.map((part, nth) => picturesGroup(part, names[nth] ?? '', folder))]
}

/** Made when its bytes are asked for, so that one is in memory at a time. */
function picturesGroup(part: readonly (readonly [file: string, picture: Picture])[], path: string, folder: string): ArtefactGroup {
  const entries = (): [string, Uint8Array][] => part.map(([file]) => [inBag(file), readFileSync(join(folder, file))])
  return {
    id: `bag ${path}`, fingerprint: hashOf(JSON.stringify(part)),
    make: async () => [{ path, get bytes() { return zip(entries()) } }],
  }
}

const bytesOf = (pictures: Iterable<Picture>): number => [...pictures].reduce((sum, { size }) => sum + size, 0)

/** In the order of their names, by which new ones come last: parts that are full stay as they are. */
function partsOf(pictures: Sources['pictures'], inOne: number): [file: string, picture: Picture][][] {
  const parts: [string, Picture][][] = []
  let filled = Infinity
  for (const entry of inOrder(pictures)) {
    if (filled + entry[1].size > inOne) {
      parts.push([])
      filled = 0
    }
    parts.at(-1)?.push(entry)
    filled += entry[1].size
  }
  return parts
}

/** In code-unit order. */
const inOrder = <T>(files: ReadonlyMap<string, T>): [path: string, file: T][] => [...files].sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * What is published, no drafts. A withdrawn report is nowhere in the bag: the source it was taken from is left out too,
 * and where it names none, the sources of its whole issue.
 */
function choose(archive: Archive, texts: ReadonlyMap<string, Uint8Array>): { files: string[]; leftOut: string[] } {
  const named = new Set(archive.articles.flatMap(({ source }) => source ?? []))
  const withdrawn = new Set(archive.withdrawals.flatMap(({ source, issueDate }) => (
    source === undefined ? archive.issueByDate.get(issueDate)?.articles.flatMap((article) => article.source ?? []) ?? [] : [source]
  )))
  const files = [
    'archive.yaml',
    ...archive.articles.map(({ file }) => file),
    ...archive.issues.map(({ date }) => `issues/${date}/issue.md`),
    ...[...texts.keys()].filter((file) => /^(?:people|topics)\/[^/]+\.md$/u.test(file)),
    ...[...named].filter((source) => !withdrawn.has(source)).map((source) => `sources/${source}`),
  ].filter((file) => texts.has(file)).sort()
  return { files, leftOut: [...withdrawn].filter((source) => texts.has(`sources/${source}`)).sort() }
}

const README = 'data/README.md'
/** Path in the bag of a file of the content folder. */
const inBag = (file: string): string => `data/content/${file}`

/** They stand first in the zip: who reads it as it comes knows at once what it is. `sums` are of all the bag holds by path, `bytes` their sum. */
function tagFiles(archive: Archive, sums: ReadonlyMap<string, string>, bytes: number): [path: string, bytes: Uint8Array][] {
  const manifest = inOrder(sums).map(([path, digest]) => line(digest, path)).join('')
  const tags = [['bag-info.txt', bagInfo(archive, bytes, sums.size)], ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'], ['manifest-sha256.txt', manifest]] as const
  const tagManifest = tags.map(([path, text]) => line(sha256(text), path)).join('')
  return [...tags, ['tagmanifest-sha256.txt', tagManifest] as const].map(([path, text]): [string, Uint8Array] => [path, Buffer.from(text)])
}

/** As many files a zip holds (APPNOTE 4.4.1.4 without ZIP64, which old systems do not read). */
const MOST = 65_535

/** One zip; of a bag with more files than one can hold, several that are unpacked into the same folder. */
function zipped(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Artefact[] {
  return Array.from({ length: Math.ceil(files.length / MOST) }, (_, index) => (
    { path: index === 0 ? BAG_FILE : furtherZip(index), bytes: zip(files.slice(index * MOST, (index + 1) * MOST)) }
  ))
}

const furtherZip = (index: number): string => `${NAME}-${index + 1}.zip`

/** Files of a bag beside those of the content folder: four tags, and what explains it. */
const OWN = 5

/** Names of the zips beside the first that so many files take. */
const furtherZips = (files: number): string[] => Array.from({ length: Math.ceil(files / MOST) - 1 }, (_, nth) => furtherZip(nth + 1))

function zip(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Uint8Array {
  const part: Zippable = Object.fromEntries(files.map(([path, bytes]) => [`${NAME}/${path}`, bytes]))
  // ZIP knows local times from 1980 on: midnight of its second day, everywhere. On the first, some zones are in 1979 by UTC.
  return zipSync(part, { level: 0, mtime: new Date(1980, 0, 2), os: UNIX, attrs: PLAIN_FILE })
}

/** Host system and mode of the entries: a file its owner may write and all may read. */
const UNIX = 3
const PLAIN_FILE = 0o100644 << 16

/** RFC 8493 §2.1.3: line ends and the percent sign of a path are percent-encoded. */
const line = (digest: string, path: string): string => `${digest}  ${path.replace(/[%\r\n]/gu, encodeURIComponent)}\n`

function contactFields(contact: string): (readonly [name: string, value: string])[] {
  switch (contactOf(contact)?.kind) {
    case 'mail': return [['Contact-Email', contact]]
    case 'telephone': return [['Contact-Phone', contact]]
    default: return []
  }
}

/** RFC 8493 §2.2.2, without a date: the same archive is the same bag. */
function bagInfo({ site }: Archive, bytes: number, files: number): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Source-Organization', site.publisher],
    ...(site.contact === undefined ? [] : contactFields(site.contact)),
    ['External-Identifier', site.url],
    ['External-Description', `${site.name}：${site.description}`],
    ['Payload-Oxum', `${bytes}.${files}`],
  ]
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value.replace(/\s+/gu, ' ')}\n`])).join('')
}
