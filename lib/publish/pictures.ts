import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asset } from '../content'
import type { ArtefactGroup } from './artefacts'
import { sha256OfFile } from './pieces'

/** A picture of the newsroom's own, as far as it is known without keeping it in memory. */
export interface Picture {
  /** Hexadecimal. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

/** The pictures to publish by path below the content folder; each is read through once. */
export function picturesIn(contentDir: string, assets: readonly Asset[]): Map<string, Picture> {
  return new Map(assets.map(({ from }) => {
    const file = join(contentDir, from)
    const sha256 = sha256OfFile(file)
    if (sha256 === undefined) throw new Error(`${file} was there and is gone`)
    return [from, { sha256, size: statSync(file).size }]
  }))
}

/** Each a group of its own. */
export function pictureGroups(contentDir: string, assets: readonly Asset[], pictures: ReadonlyMap<string, Picture>): ArtefactGroup[] {
  return assets.map(({ from, to }) => ({
    id: `picture ${to}`,
    fingerprint: pictures.get(from)?.sha256 ?? '',
    make: async () => [{ path: to, bytes: await readFile(join(contentDir, from)) }],
  }))
}
