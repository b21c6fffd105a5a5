import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A content folder as it lies on disk: names and bytes, nothing understood yet. Paths have forward slashes. */
export interface ContentFiles {
  readonly site?: Uint8Array
  readonly issues: readonly FolderFiles[]
  readonly people: readonly NamedFile[]
  readonly topics: readonly NamedFile[]
  readonly sources: readonly NamedFile[]
}

export interface FolderFiles {
  readonly name: string
  readonly markdown: readonly NamedFile[]
  /** Names of the other files: pictures, and what does not belong. */
  readonly others: readonly string[]
}

export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** How many files are open at once: enough to keep a disk busy, below every system's limit. */
const AT_ONCE = 64

/** Reads a content folder. What is not there is empty, not an error: an archive may have no people files. */
export async function readContentFiles(root: string): Promise<ContentFiles> {
  const folders = (await entries(join(root, 'issues'))).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
  const issues: FolderFiles[] = []
  for (const name of folders) issues.push(await readFolder(join(root, 'issues', name), name))
  const [people, topics, sources] = await Promise.all([
    readMarkdown(join(root, 'people')), readMarkdown(join(root, 'topics')), readAll(join(root, 'sources'), () => true),
  ])
  const site = await readFile(join(root, 'archive.yaml')).catch(ifAbsent)
  return { ...(site ? { site } : {}), issues, people, topics, sources }
}

async function readFolder(path: string, name: string): Promise<FolderFiles> {
  const names = (await entries(path)).filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => entry.name).sort()
  return {
    name,
    markdown: await readNamed(path, names.filter(isMarkdown)),
    others: names.filter((other) => !isMarkdown(other)),
  }
}

const isMarkdown = (name: string): boolean => /\.md$/i.test(name)

const readMarkdown = (path: string): Promise<NamedFile[]> => readAll(path, isMarkdown)

async function readAll(path: string, wanted: (name: string) => boolean): Promise<NamedFile[]> {
  const names = (await entries(path)).filter((entry) => entry.isFile() && !entry.name.startsWith('.') && wanted(entry.name)).map((entry) => entry.name).sort()
  return readNamed(path, names)
}

async function readNamed(path: string, names: readonly string[]): Promise<NamedFile[]> {
  const files: NamedFile[] = []
  for (let at = 0; at < names.length; at += AT_ONCE) {
    files.push(...await Promise.all(names.slice(at, at + AT_ONCE).map(async (name) => ({ name, bytes: await readFile(join(path, name)) }))))
  }
  return files
}

async function entries(path: string) {
  return (await readdir(path, { withFileTypes: true }).catch(ifAbsent)) ?? []
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
