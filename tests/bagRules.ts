import { createHash } from 'node:crypto'

/**
 * What RFC 8493 asks of a bag of version 1.0, by section, and what it only recommends where this archive keeps to it:
 * line ends of one kind, checksums in lower case, two spaces (as sha256sum reads them), no file names that some system
 * cannot have. Written from the RFC, beside the validator that others wrote, which looks at less.
 *
 * @param bag  the bag's files by path below its base directory
 */
export function bagFaults(bag: ReadonlyMap<string, Uint8Array>): string[] {
  const tags = [...bag.keys()].filter((path) => !path.startsWith('data/'))
  const payload = [...bag.keys()].filter((path) => path.startsWith('data/'))
  const manifests = tags.filter((path) => /^manifest-[a-z0-9]+\.txt$/u.test(path))
  const tagManifests = tags.filter((path) => /^tagmanifest-[a-z0-9]+\.txt$/u.test(path))
  const unread = tags.flatMap((path) => textFaults(path, bag.get(path)))
  if (unread.length > 0) return unread
  return [
    ...declarationFaults(bag.get('bagit.txt')),
    ...(payload.length > 0 ? [] : ['§2.1.2 no payload']),
    ...(manifests.length > 0 ? [] : ['§2.1.3 no payload manifest']),
    ...manifests.flatMap((manifest) => manifestFaults(manifest, bag, payload)),
    ...tagManifests.flatMap((manifest) => manifestFaults(manifest, bag, tags.filter((path) => !tagManifests.includes(path)))),
    ...informationFaults(bag.get('bag-info.txt'), payload.map((path) => bag.get(path)?.length ?? 0)),
    ...(bag.has('fetch.txt') ? ['§2.2.3 parts of it are elsewhere'] : []),
    ...nameFaults([...bag.keys()]),
  ]
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

/** §2.1.1: these two lines, in this order, and nothing else. */
function declarationFaults(bytes: Uint8Array | undefined): string[] {
  if (!bytes) return ['§2.1.1 no bagit.txt']
  return utf8(bytes) === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' ? [] : ['§2.1.1 bagit.txt is not the declaration of version 1.0 in UTF-8']
}

/** §2.1.3 and §2.2.1: every file there once, each with its checksum, and none that is not there. §2.4: by a sound algorithm. */
function manifestFaults(manifest: string, bag: ReadonlyMap<string, Uint8Array>, files: readonly string[]): string[] {
  const algorithm = /-(\w+)\.txt$/u.exec(manifest)?.[1] ?? ''
  if (!['sha256', 'sha512'].includes(algorithm)) return [`§2.4 ${manifest} is of no sound algorithm`]
  const lines = utf8(bag.get(manifest) ?? new Uint8Array()).split('\n')
  if (lines.pop() !== '') return [`§2.1.3 the last line of ${manifest} has no end`]
  const listed = new Set<string>()
  const faults = lines.flatMap((line) => {
    const [, checksum, written] = /^([0-9a-f]+) {2}(\S.*)$/u.exec(line) ?? []
    if (checksum === undefined || written === undefined) return [`§2.1.3 ${manifest}: ${line}`]
    if (/%(?!0A|0D|25)/u.test(written)) return [`§2.1.3 ${manifest}: percent sign not encoded: ${written}`]
    const path = written.replace(/%(?:0A|0D|25)/gu, decodeURIComponent)
    const bytes = bag.get(path)
    const again = listed.has(path)
    listed.add(path)
    if (again) return [`§2.1.3 ${manifest}: ${path} twice`]
    if (!bytes || !files.includes(path)) return [`§3 ${manifest}: ${path} is not there`]
    return createHash(algorithm).update(bytes).digest('hex') === checksum ? [] : [`§3 ${manifest}: ${path} is altered`]
  })
  return [...faults, ...files.filter((path) => !listed.has(path)).map((path) => `§3 ${manifest} does not list ${path}`)]
}

/** §2.2.2: labels and values, each once where it may be only once, and a true Payload-Oxum. */
function informationFaults(bytes: Uint8Array | undefined, sizes: readonly number[]): string[] {
  if (!bytes) return []
  const elements = utf8(bytes).replace(/\n$/u, '').split('\n').map((line) => /^([^\s:](?:[^:]*[^\s:])?): (\S.*)$/u.exec(line))
  const oxums = elements.filter((element) => element?.[1] === 'Payload-Oxum').map((element) => element?.[2])
  const sum = sizes.reduce((total, size) => total + size, 0)
  return [
    ...elements.flatMap((element, index) => (element ? [] : [`§2.2.2 bag-info.txt: line ${index + 1}`])),
    ...(oxums.length === 1 && oxums[0] === `${sum}.${sizes.length}` ? [] : [`§2.2.2 Payload-Oxum ${oxums.join()} is not ${sum}.${sizes.length}`]),
  ]
}

/** §2.3: UTF-8 as declared, without a byte order mark, line ends of one kind. */
function textFaults(path: string, bytes: Uint8Array = new Uint8Array()): string[] {
  try {
    return /\uFEFF|\r/u.test(utf8(bytes)) ? [`§2.3 ${path} has a byte order mark or mixed line ends`] : []
  } catch {
    return [`§2.3 ${path} is not UTF-8`]
  }
}

/** §5.1: nothing leads out of the bag. §6: names every system can have, and none that another takes for the same. */
function nameFaults(paths: readonly string[]): string[] {
  const folded = new Map<string, string>()
  return paths.flatMap((path) => {
    const same = path.normalize('NFC').toLowerCase()
    const other = folded.get(same)
    folded.set(same, path)
    const parts = path.split('/')
    return [
      ...(parts.some((part) => ['', '.', '..', '~'].includes(part)) || path.startsWith('~') ? [`§5.1 ${path} may lead out of the bag`] : []),
      ...(parts.some((part) => /[\\<>:"|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part)) ? [`§6 ${path} cannot be written on every system`] : []),
      ...(other === undefined ? [] : [`§6 ${path} and ${other} are one name to some systems`]),
    ]
  })
}
