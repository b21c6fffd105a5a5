import pMap from 'p-map'
import { MANIFEST_FILE, parseManifest, sha256, type Manifest } from '../manifest'
import type { Progress } from '../progress'

/** What is not as the manifest says. */
export interface Difference {
  readonly path: string
  readonly kind: 'altered' | 'missing' | 'extra' | 'unreachable'
  /** More about it, in Chinese. */
  readonly detail?: string
}

export interface Verified {
  /** In the order of the manifest, then what is extra. */
  readonly differences: readonly Difference[]
  readonly checked: number
  /** Files that are not asked for, as hosts do not serve them. */
  readonly left: number
  /** SHA-256 of the manifest itself: what two people compare who want to be sure it is one. */
  readonly manifest: string
}

/** Where published files can be read from: a folder, or a host. */
export interface Copy {
  /** Bytes of a file as text; `undefined` when it is not there. */
  readonly text: (path: string) => Promise<string | undefined>
  /** What is wrong with a file that should have a digest. */
  readonly fault: (path: string, digest: string, manifest: Manifest) => Promise<Difference | undefined>
  /** Whether a file of the manifest can be looked at. */
  readonly isServed: (path: string, manifest: Manifest) => boolean
  /** Files that are there; empty where that cannot be known. */
  readonly files: () => Promise<readonly string[]>
  readonly atOnce: number
}

/** There is nothing to compare with. */
export class NoManifest extends Error {}

/** Compares a published copy with its manifest, or with one that was kept elsewhere. Throws `NoManifest` where there is none. */
export async function compare(copy: Copy, progress: Progress, kept?: string): Promise<Verified> {
  const text = kept ?? await copy.text(MANIFEST_FILE)
  const manifest = parseManifest(text ?? '')
  if (text === undefined || manifest.size === 0) throw new NoManifest()
  const paths = [...manifest.keys()].filter((path) => copy.isServed(path, manifest))
  progress.phase('核对')
  let done = 0
  const faults = await pMap(paths, async (path) => {
    const fault = await copy.fault(path, manifest.get(path) ?? '', manifest)
    progress.count(++done, paths.length)
    return fault
  }, { concurrency: copy.atOnce })
  const extra = (await copy.files()).filter((path) => path !== MANIFEST_FILE && !manifest.has(path))
  return {
    differences: [...faults.filter((fault) => fault !== undefined), ...extra.map((path): Difference => ({ path, kind: 'extra' }))],
    checked: paths.length,
    left: manifest.size - paths.length,
    manifest: sha256(text),
  }
}
