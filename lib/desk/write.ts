import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes new files below a folder; never over one that is there. Resolves to the paths that were there after all
 * (written by someone else meanwhile); throws what else the disk throws.
 */
export async function writeNew(root: string, files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<string[]> {
  const refused: string[] = []
  for (const { path, bytes } of files) {
    const target = join(root, path)
    await mkdir(dirname(target), { recursive: true })
    try {
      await writeFile(target, bytes, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      refused.push(path)
    }
  }
  return refused
}

/** Writes a text beside a file and then puts it in that one's place, so that none is ever half-written; what cannot be put there is not left behind. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, text)
  try {
    await rename(`${path}.new`, path)
  } catch (error) {
    await rm(`${path}.new`, { force: true })
    throw error
  }
}
