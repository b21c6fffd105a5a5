import type * as v from 'valibot'
import { readBody, type Body } from './body'
import { decode, positionIn } from './decode'
import { reporter, type Diagnostic, type Report } from './diagnostic'
import { readFrontmatter } from './frontmatter'
import { placesOf, type Places } from './places'
import type { Parsed } from './report'
import { issueSchema, personSchema, siteSchema, topicSchema, typed } from './schema'
import { readYaml } from './yaml'

interface Entry<T extends v.GenericSchema> extends Body {
  /** Path below the content folder. */
  readonly file: string
  readonly fields: v.InferOutput<T>
  readonly places: Places
}

export type IssueEntry = Entry<typeof issueSchema>
export type PersonEntry = Entry<typeof personSchema>
export type TopicEntry = Entry<typeof topicSchema>
export type SiteEntry = Omit<Entry<typeof siteSchema>, keyof Body>

/** Readers of `issue.md`, `people/*.md` and `topics/*.md`: pure functions of path and bytes, like `parseReport`. */
export const parseIssue = entryParser(issueSchema, true)
export const parsePerson = entryParser(personSchema, false)
export const parseTopic = entryParser(topicSchema, false)

/** Only an issue has a note, which is the text of its file; text in the others would be shown nowhere. */
function entryParser<T extends v.GenericSchema>(schema: T, hasText: boolean) {
  return (file: string, bytes: Uint8Array): Parsed<Entry<T>> => {
    const diagnostics: Diagnostic[] = []
    const report = reporter(file, diagnostics)
    const value = readEntry(schema, file, bytes, report)
    const line = value?.blocks[0]?.line
    if (!hasText && line !== undefined) report('entry-text', { line, column: 1 }, '--- 后面的文字不会显示')
    return value ? { value, diagnostics } : { diagnostics }
  }
}

function readEntry<T extends v.GenericSchema>(schema: T, file: string, bytes: Uint8Array, report: Report): Entry<T> | undefined {
  const text = decode(bytes, report)
  const parts = text === undefined ? undefined : readFrontmatter(text, report)
  if (text === undefined || !parts?.data) return undefined
  const fields = typed(schema, parts.data, report)
  const body = readBody(parts.body, positionIn(text, parts.bodyOffset).line, report)
  return fields && body && { file, fields, places: placesOf(parts.data), ...body }
}

/** Reads `archive.yaml`. */
export function parseSite(file: string, bytes: Uint8Array): Parsed<SiteEntry> {
  const diagnostics: Diagnostic[] = []
  const report = reporter(file, diagnostics)
  const text = decode(bytes, report)
  const map = text === undefined ? undefined : readYaml(text, 0, text, report)
  const fields = map && typed(siteSchema, map, report)
  return fields ? { value: { file, fields, places: placesOf(map) }, diagnostics } : { diagnostics }
}
