import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { sha256OfFile } from '../pieces'
import type { Copy } from './compare'

/** A published folder on a disk. */
export function folderCopy(folder: string): Copy {
  return {
    atOnce: 16,
    isServed: () => true,
    text: (path) => readFile(join(folder, path), 'utf8').catch(absent),
    files: async () => (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length).split(sep).join('/'))
      .sort(),
    fault: async (path, digest) => {
      const found = sha256OfFile(join(folder, path))
      if (found === undefined) return { path, kind: 'missing' }
      return found === digest ? undefined : { path, kind: 'altered' }
    },
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
