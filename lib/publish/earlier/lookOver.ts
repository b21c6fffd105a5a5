import { readdirSync, statSync, type BigIntStats } from 'node:fs'
import { join } from 'node:path'
import { MANIFEST_FILE, WrittenManifest } from '../manifest'
import type { Places } from '../places'
import { sha256OfFile } from '../pieces'
import { hashOf, readState, STATE_FILE, wholeSince, type Unit, type UnitFile } from '../state'

/** What is true of the last two sites, as far as a build takes files over from them. */
export interface LookedOver {
  /** The manifest of the published site, where it is not the one its state names: nothing can be taken over. */
  readonly damaged?: string
  /** What lies in the folder of the next site; absent where nothing does that the code of the published one made. */
  readonly next?: {
    /** By unit of the published site, those of its files that are not there: all others lie in their places already, as other names of the same files. */
    readonly missing: ReadonlyMap<string, readonly string[]>
    /** Files the published site has not. */
    readonly more: readonly string[]
    /** Names in the folder itself that no site put there. */
    readonly foreign: readonly string[]
  }
}

type Sites = Pick<Places, 'out' | 'staged'>

/**
 * Looks the published site and the folder of the next one over, before that is touched: what both say they are, and
 * whether they are. Of 100,000 files it takes a second.
 */
export async function lookOver(sites: Sites): Promise<LookedOver> {
  const published = await readState(sites.out)
  if (!published) return {}
  const manifest = WrittenManifest.of(sites.out)
  if (hashOf(manifest.with(new Map([[STATE_FILE, undefined]]))) !== published.manifest) return { damaged: MANIFEST_FILE }
  const staged = await readState(sites.staged)
  if (staged?.code !== published.code) return {}
  const looking: Looking = { ...sites, manifest, since: wholeSince(sites.staged) }
  const missing = new Map<string, readonly string[]>()
  for (const [id, unit] of published.units) {
    const missed = missingOf(unit.files, unit.fingerprint === staged.units.get(id)?.fingerprint, looking)
    if (missed.length > 0) missing.set(id, missed)
  }
  const more = [...staged.units].flatMap(([id, unit]) => moreIn(unit, published.units.get(id), manifest))
  return { next: { missing, more, foreign: foreignIn(sites.staged, staged.units.values()) } }
}

/** What somebody put beside the files of a site; it would come and go with every other build. */
function foreignIn(folder: string, units: Iterable<Unit>): string[] {
  const all = [...units]
  return readdirSync(folder).filter((name) => name !== STATE_FILE && name !== MANIFEST_FILE && !all.some((unit) => unit.hasIn(name)))
}

interface Looking extends Sites {
  /** That of the published site. */
  readonly manifest: WrittenManifest
  /** When the folder of the next site was whole. */
  readonly since: bigint
}

/** A unit that says what it said has the same files, unless somebody took one away, or wrote in it. */
function missingOf(files: readonly UnitFile[], isSame: boolean, { out, staged, manifest, since }: Looking): string[] {
  const isThere = ([path, size]: UnitFile): boolean => {
    const file = join(staged, path)
    const there = statSync(file, WITHOUT_ROUNDING)
    if (!there || (isSame ? there.size !== BigInt(size) : !isSameFile(there, statSync(join(out, path), WITHOUT_ROUNDING)))) return false
    return there.mtimeNs <= since || sha256OfFile(file) === manifest.digestOf(path)
  }
  return files.filter((file) => !isThere(file)).map(([path]) => path)
}

function moreIn(unit: Unit, published: Unit | undefined, manifest: WrittenManifest): string[] {
  if (unit.filesText === published?.filesText) return []
  const there = new Set(published?.files.map(([path]) => path))
  return unit.files.map(([path]) => path).filter((path) => !there.has(path) && manifest.digestOf(path) === undefined)
}

/** A file's number on NTFS has more bits than a double; some disks give none. */
const WITHOUT_ROUNDING = { bigint: true, throwIfNoEntry: false } as const

/** Of a unit that was something else, most files may be what they were: a segment of the index has thousands. */
function isSameFile(one: BigIntStats, other: BigIntStats | undefined): boolean {
  return one.ino !== 0n && one.ino === other?.ino && one.dev === other.dev
}
