import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { projectRoot } from './places'
import { hashOf } from './state'

/** Everything that decides what a given view looks like when published; the desk and the tests do not. */
const SOURCES = ['app', 'lib', 'next.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const NOT_PUBLISHING = /^lib\/(?:desk|publish\/commands|publish\/verify)\//u

/**
 * Hash of the code, configuration and libraries that render pages. Dates and lunar dates come from ICU, which Node
 * brings along, so its version counts too; so does that of zlib, as files are made of what it compressed.
 */
export async function codeFingerprint(): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => filesOf(source)))).flat().filter((file) => !NOT_PUBLISHING.test(file)).sort()
  const hashes = await Promise.all(files.map(async (file) => `${file} ${hashOf(await readFile(join(projectRoot, file)))}`))
  return hashOf([...hashes, `icu ${process.versions.icu ?? ''}`, `zlib ${process.versions.zlib}`].join('\n'))
}

async function filesOf(source: string): Promise<string[]> {
  if (source.includes('.')) return [source]
  const root = join(projectRoot, source)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(projectRoot.length + 1).split(sep).join('/'))
}
