import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import pMap from 'p-map'
import { contactOf, type Archive } from '../archive'
import type { Artefact, ArtefactGroup } from './artefacts'
import { bagReadme } from './bagReadme'
import { sha256 } from './manifest'
import { hashOf } from './state'

/** Name of the bag’s base directory, the one folder in the zip, and with `.zip` of the zip. */
const NAME = 'archive-bag'
export const BAG_FILE = `${NAME}.zip`

/** The content the archive was read from. */
export interface Sources {
  /** Texts by path below the content folder. */
  readonly texts: ReadonlyMap<string, Uint8Array>
  /** SHA-256 of published pictures by path below the content folder. */
  readonly pictures: ReadonlyMap<string, string>
  readonly read: (file: string) => Promise<Uint8Array>
}

/** The sources of a content folder whose texts have been read. */
export async function sourcesOf(folder: string, texts: Sources['texts'], pictures: readonly string[]): Promise<Sources> {
  const read = (file: string): Promise<Uint8Array> => readFile(join(folder, file))
  return { texts, read, pictures: new Map(await pMap(pictures, async (file) => [file, sha256(await read(file))] as const, { concurrency: 8 })) }
}

/**
 * The whole archive to take home: published reports with their pictures, what is known of people and topics, and the
 * sources, as one BagIt bag (RFC 8493). Its zip is stored, not compressed: its bytes are the same whatever library
 * wrote them, and an edit costs a copy, not a compression of everything.
 */
export function bagGroup(archive: Archive, { texts, pictures, read }: Sources): ArtefactGroup {
  const { files, leftOut } = choose(archive, texts)
  const digests = new Map([...files.map((file) => [file, sha256(texts.get(file) ?? '')] as const), ...pictures])
  return {
    id: 'bag',
    fingerprint: hashOf(JSON.stringify([archive.site, [...digests], archive.withdrawals, leftOut])),
    make: async () => {
      const payload = new Map<string, Uint8Array>([['data/README.md', Buffer.from(bagReadme(archive, leftOut))]])
      for (const file of files) payload.set(`data/content/${file}`, texts.get(file) ?? new Uint8Array())
      for (const file of pictures.keys()) payload.set(`data/content/${file}`, await read(file))
      return zipped(bagFiles(archive, new Map([...payload].sort(([a], [b]) => (a < b ? -1 : 1))), digests))
    },
  }
}

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

/** The files of the bag in order, tags first: who reads the zip as it comes knows at once what it is. */
function bagFiles(archive: Archive, payload: ReadonlyMap<string, Uint8Array>, digests: ReadonlyMap<string, string>): [path: string, bytes: Uint8Array][] {
  const manifest = [...payload].map(([path, bytes]) => line(digests.get(path.slice('data/content/'.length)) ?? sha256(bytes), path)).join('')
  const tags = [['bag-info.txt', bagInfo(archive, payload)], ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'], ['manifest-sha256.txt', manifest]] as const
  const tagManifest = tags.map(([path, text]) => line(sha256(text), path)).join('')
  return [...[...tags, ['tagmanifest-sha256.txt', tagManifest] as const].map(([path, text]): [string, Uint8Array] => [path, Buffer.from(text)]), ...payload]
}

/** As many files a zip holds (APPNOTE 4.4.1.4 without ZIP64, which old systems do not read). */
const MOST = 65_535

/** One zip; of a bag with more files than one can hold, several that are unpacked into the same folder. */
function zipped(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Artefact[] {
  return Array.from({ length: Math.ceil(files.length / MOST) }, (_, index) => {
    const part: Zippable = Object.fromEntries(files.slice(index * MOST, (index + 1) * MOST).map(([path, bytes]) => [`${NAME}/${path}`, bytes]))
    // ZIP knows local times from 1980 on: midnight of its second day, everywhere. On the first, some zones are in 1979 by UTC.
    const bytes = zipSync(part, { level: 0, mtime: new Date(1980, 0, 2), os: UNIX, attrs: PLAIN_FILE })
    return { path: index === 0 ? BAG_FILE : `${NAME}-${index + 1}.zip`, bytes }
  })
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
function bagInfo({ site }: Archive, payload: ReadonlyMap<string, Uint8Array>): string {
  const bytes = [...payload.values()].reduce((sum, { length }) => sum + length, 0)
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Source-Organization', site.publisher],
    ...(site.contact === undefined ? [] : contactFields(site.contact)),
    ['External-Identifier', site.url],
    ['External-Description', `${site.name}：${site.description}`],
    ['Payload-Oxum', `${bytes}.${payload.size}`],
  ]
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value.replace(/\s+/gu, ' ')}\n`])).join('')
}
