import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'

/** The content folder a command works on: CONTENT_DIR, else `content` where the command was given. */
export function contentDir(): string {
  return resolve(process.env.CONTENT_DIR ?? 'content')
}

/** The files of a content folder, by path below it, with forward slashes on every system. */
export interface ContentFolder {
  /** What an editor calls the folder: `content`. */
  readonly name: string
  /** In code-unit order, so that every run reports and builds in the same order. */
  readonly files: readonly string[]
  readonly read: (path: string) => Promise<Uint8Array>
}

/** Left behind by systems and editors; never content. */
const IGNORED = /(^|\/)(\.|~\$|Thumbs\.db$|desktop\.ini$|node_modules\/)/u

/** Lists a content folder; `undefined` when there is none. */
export async function openFolder(path: string): Promise<ContentFolder | undefined> {
  const root = resolve(path)
  if (!(await stat(root).catch(() => undefined))?.isDirectory()) return undefined
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).split(sep).join('/'))
    .filter((file) => !IGNORED.test(file))
    .sort()
  return { name: basename(root), files, read: (file) => readFile(join(root, file)) }
}

/** Files read at a time: enough to keep a disk busy, far below any limit on open files. */
const AT_ONCE = 64

/** Reads many files; results in the order of `files`. */
export async function readAll<T>(folder: ContentFolder, files: readonly string[], use: (file: string, bytes: Uint8Array) => T): Promise<T[]> {
  const results: T[] = []
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const batch = files.slice(start, start + AT_ONCE)
    const read = await Promise.all(batch.map((file) => folder.read(file)))
    for (const [index, file] of batch.entries()) results.push(use(file, read[index] ?? new Uint8Array()))
  }
  return results
}
