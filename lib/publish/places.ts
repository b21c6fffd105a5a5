import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own folder, wherever a command is started from. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Where one build reads and writes. Absolute paths. */
export interface Places {
  readonly content: string
  /** The published site. */
  readonly out: string
  /** Files of this build only; beside `out`, so that moving into place is a rename on one disk. */
  readonly work: string
  readonly views: string
  /** What reading the content gave. */
  readonly memory: string
  /** Next's export, below the project as Next insists. */
  readonly exported: string
  /** What was rendered, until it is removed. */
  readonly gone: string
  /** The next `out`, until it is whole; between builds the last one, most of whose files the next will have too. */
  readonly staged: string
  /** The last `out`, for the moment of the exchange. */
  readonly last: string
  /** Held while a build writes. */
  readonly lock: string
  /** Addresses to be entered in the ledger once the staged site is in place. */
  readonly pending: string
  /** Where the parts of a build over several machines lie: `out-shards/2-of-8/`. */
  readonly shards: string
}

/**
 * Places of a build of `content` into `out`; two sites built side by side share only Next's own folder. Where `out` is
 * a link, a site takes the place of the folder it leads to, not of the link.
 */
export function placesOf(content: string, out: string): Places {
  const published = whereItLeads(out)
  const key = createHash('sha256').update(published).digest('hex').slice(0, 12)
  const work = join(projectRoot, '.publish', key)
  return {
    content: whereItLeads(content),
    out: published,
    work,
    views: join(work, 'views'),
    memory: join(work, 'memory'),
    exported: join(work, 'export'),
    gone: join(work, 'gone'),
    staged: `${published}.next`,
    last: `${published}.last`,
    lock: join(work, 'lock'),
    pending: join(work, 'addresses.json'),
    shards: `${published}-shards`,
  }
}

/** Where a folder is, or will be: one a link leads to is not there between the renames of an exchange. */
function whereItLeads(folder: string): string {
  const path = resolve(folder)
  const at = lstatSync(path, { throwIfNoEntry: false })
  if (at?.isSymbolicLink()) return whereItLeads(resolve(dirname(path), readlinkSync(path)))
  if (at) return realpathSync(path)
  return dirname(path) === path ? path : join(whereItLeads(dirname(path)), basename(path))
}

/** OUT_DIR, else `out` in the project. */
export function outDir(): string {
  return process.env.OUT_DIR || join(projectRoot, 'out')
}
