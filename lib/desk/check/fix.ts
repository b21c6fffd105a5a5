import { closingLine, errorsOf, isSafelyMended, mendFrontmatter, parseName, readText, understand, type ContentFolder, type Understanding } from '../../content'
import { unlistedPeople } from './names'

/** A file as `--fix` would have it. */
export interface Mended {
  /** Path below the content folder. */
  readonly file: string
  readonly text: string
}

/** Mendings can uncover others: a key put right shows that its date is spelt wrong. */
const ROUNDS = 4

/**
 * Everything that has one right answer, mended: BOM and line ends, full-width signs of the frontmatter, spellings of
 * dates and keys, known persons a report does not list, files that tell two equal pinyin apart. What the text of a
 * report says is never touched.
 */
export function fix(folder: ContentFolder, options: { readonly today?: string } = {}): Mended[] {
  let bytes = new Map(folder.bytes)
  for (let round = 0; round < ROUNDS; round++) {
    const files = [...new Set([...folder.files, ...bytes.keys()])].sort()
    const mended = mendOnce({ ...folder, files, bytes }, options)
    if (mended.length === 0) break
    bytes = new Map([...bytes, ...mended.map(({ file, text }) => [file, new TextEncoder().encode(text)] as const)])
  }
  return [...bytes].flatMap(([file, now]) => {
    const before = folder.bytes.get(file)
    return before && Buffer.compare(before, now) === 0 ? [] : [{ file, text: new TextDecoder().decode(now) }]
  })
}

function mendOnce(folder: ContentFolder, options: { readonly today?: string }): Mended[] {
  const written = folder.files.flatMap((file): Mended[] => {
    const bytes = folder.bytes.get(file)
    const text = bytes && isOurs(file) ? readText(bytes) : undefined
    if (text === undefined) return []
    const mended = file.endsWith('.md') ? mendedMarkdown(file, text) : text
    return Buffer.compare(Buffer.from(mended), Buffer.from(bytes ?? [])) === 0 ? [] : [{ file, text: mended }]
  })
  if (written.length > 0) return written
  const understanding = understand(folder, { ...options, drafts: true })
  return [...collisionFiles(understanding), ...listPeople(understanding)]
}

/** What is read without an error has been understood: there is nothing to be put right. */
function mendedMarkdown(file: string, text: string): string {
  const mended = mendFrontmatter(text)
  return mended !== text && errorsOf(file, text).size > 0 && isSafelyMended(file, text, mended) ? mended : text
}

/** Sources are kept as they reached us, whatever their encoding. */
const isOurs = (file: string): boolean => /^(?:issues|people|topics)\/.*\.md$|^archive\.yaml$/u.test(file)

function collisionFiles({ collisions, folder }: Understanding): Mended[] {
  return collisions
    .filter(({ suggestedFile }) => !folder.bytes.has(suggestedFile))
    .map(({ name, suggestedFile }) => ({ file: suggestedFile, text: `---\nname: ${name}\n---\n` }))
}

function listPeople(understanding: Understanding): Mended[] {
  const names = new Map<string, string[]>()
  for (const { report, names: [name, ...others] } of unlistedPeople(understanding)) {
    // 王伟 of the text may be 王伟（公安）, and may not.
    if (name !== undefined && others.length === 0 && parseName(name).disambiguation === undefined) names.set(report.file, [...names.get(report.file) ?? [], name])
  }
  return [...names].flatMap(([file, missing]) => {
    const text = readText(understanding.folder.bytes.get(file) ?? new Uint8Array())
    const mended = text === undefined ? undefined : addPeople(text, missing)
    return text === undefined || mended === undefined || !isSafelyMended(file, text, mended) ? [] : [{ file, text: mended }]
  })
}

/** Adds names to the list of people as it is written, be it a block, one line in brackets, or not there yet; else `undefined`. */
function addPeople(text: string, names: readonly string[]): string | undefined {
  const lines = text.split('\n')
  const end = closingLine(lines)
  if (end === -1) return undefined
  const at = lines.findIndex((line, index) => index < end && /^people\s*:/u.test(line))
  if (at === -1) return lines.toSpliced(end, 0, 'people:', ...names.map((name) => `  - ${name}`)).join('\n')
  const line = lines[at] ?? ''
  if (ONE_LINE.test(line)) return lines.with(at, line.replace(ONE_LINE, (_, list: string, after: string) => `${list}${list.endsWith('[') ? '' : ', '}${names.join(', ')}]${after}`)).join('\n')
  const indent = /^( *)- /u.exec(lines[at + 1] ?? '')?.[1]
  if (indent === undefined) return undefined
  let last = at + 1
  while (last + 1 < end && /^\s*-|^\s+\S/u.test(lines[last + 1] ?? '')) last++
  return lines.toSpliced(last + 1, 0, ...names.map((name) => `${indent}- ${name}`)).join('\n')
}

/** `people: [贾三四]  # 校对过`: what stands up to the bracket's end, and after it. */
const ONE_LINE = /^(people\s*:\s*\[.*?)\s*\](\s*(?:#.*)?)$/u
