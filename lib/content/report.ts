import type * as v from 'valibot'
import type { Correction, CorrectionField } from '../archive'
import { readBody, type Body } from './body'
import { decode, positionIn } from './decode'
import { digestOf } from './digest'
import { reporter, type Diagnostic, type Position, type Report } from './diagnostic'
import { readFrontmatter } from './frontmatter'
import { placeOf, placesOf, type Places } from './places'
import type { RuleName } from './rules'
import { reportSchema, typed } from './schema'

export type ReportFields = v.InferOutput<typeof reportSchema>

/** One report as its file says it. */
export interface ParsedReport extends ReportFields {
  /** Path below the content folder: `issues/2021-12-17/mengjiang-mounds.md`. */
  readonly file: string
  /** Of the file's bytes. */
  readonly digest: string
  readonly images: Body['images']
  readonly links: Body['links']
  readonly bodyAt: Position
  /** The whole text. Of a report that is remembered it costs another reading, as its places do. */
  readonly body: () => Body
  readonly places: () => Places
}

/** What reading a file gave: the thing, if it can be used, and everything wrong with the file by itself. */
export interface Parsed<T> {
  readonly value?: T
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads one report. A pure function of path and bytes whose result may be kept by content hash, as it is plain JSON but
 * for what is read again: whatever depends on other files is left to linking.
 */
export function parseReport(file: string, bytes: Uint8Array): Parsed<ParsedReport> {
  const diagnostics: Diagnostic[] = []
  const value = readReport(file, bytes, reporter(file, diagnostics))
  return value ? { value, diagnostics } : { diagnostics }
}

const NO_TEXT: Body = { blocks: [], images: [], links: [] }

function readReport(file: string, bytes: Uint8Array, report: Report): ParsedReport | undefined {
  const text = decode(bytes, report)
  const parts = text === undefined ? undefined : readFrontmatter(text, report)
  if (text === undefined || !parts) return undefined
  const bodyAt = positionIn(text, parts.bodyOffset)
  const fields = parts.data && typed(reportSchema, parts.data, report)
  // The text of a withdrawn report is shown to nobody, so nothing in it can be at fault.
  const body = fields?.withdrawn ? readBody(parts.body, bodyAt.line, () => undefined) ?? NO_TEXT : readBody(parts.body, bodyAt.line, report)
  if (!fields || !body) return undefined
  const places = placesOf(parts.data)
  if (!fields.withdrawn) checkContents(fields, body, bodyAt, places, report)
  const { images, links } = body
  return { ...fields, file, digest: digestOf(bytes), images, links, bodyAt, body: () => body, places: () => places }
}

/** Rules a file is held to only once its fields can be read. */
export const RULES_OF_CONTENTS: ReadonlySet<RuleName> = new Set<RuleName>(['body-empty', 'correction-missing', 'correction-ambiguous', 'correction-twice', 'sic-missing', 'body-asterisks', 'headline-html'])

/** Pictures in the text are no photographs of the report: an issue would show nothing of it. */
function reportEmpty({ photos }: ReportFields, { blocks }: Body, bodyAt: Position, report: Report): void {
  if (blocks.some(({ text }) => text.trim() !== '') || photos.some(({ caption }) => caption)) return
  const [picture] = blocks.filter(({ kind }) => kind === 'figure')
  if (picture) report('body-empty', { line: picture.line, column: 1 }, '正文里只有图片', '图片写进 photos：src 写文件名，caption 写图片说明')
  else report('body-empty', bodyAt, '没有正文')
}

function checkContents(fields: ReportFields, body: Body, bodyAt: Position, places: Places, report: Report): void {
  reportEmpty(fields, body, bodyAt, report)
  reportMarkup(fields, places, report)
  const said = new Set<string>()
  for (const [index, { printed, corrected, in: field }] of fields.corrections.entries()) {
    const at = placeOf(places, 'corrections', index, 'corrected')
    const saying = JSON.stringify([field, printed, corrected])
    // The feed of corrections tells entries apart by this.
    if (said.has(saying)) report('correction-twice', at, `“${printed}”改“${corrected}”上面已经写过`)
    said.add(saying)
    const times = textsOf(fields, body, field).reduce((sum, text) => sum + text.split(corrected).length - 1, 0)
    const other = times === 0 ? FIELDS.find((candidate) => textsOf(fields, body, candidate).some((text) => text.includes(corrected))) : undefined
    if (times === 0) report('correction-missing', at, `${field === 'text' ? '正文里' : `in 写的 ${field} 里`}找不到改过的文字“${corrected}”`, other && `加上或改成 in: ${other}`)
    else if (times > 1) report('correction-ambiguous', at, `“${corrected}”出现了${times}次，不知道改的是哪一处`)
  }
  for (const [index, words] of fields.sic.entries()) {
    if (!allTexts(fields, body).some((text) => text.includes(words))) report('sic-missing', placeOf(places, 'sic', index), `报道里没有“${words}”`)
  }
}

/** Headlines and captions are plain text: what would be Markdown or HTML in the text is shown there as it is. */
function reportMarkup(fields: ReportFields, places: Places, report: Report): void {
  const captions = fields.photos.map(({ caption }, index) => [caption, placeOf(places, 'photos', index, 'caption')] as const)
  const heads = (['title', 'kicker', 'subtitle', 'column', 'byline', 'note'] as const).map((field) => [fields[field], placeOf(places, field)] as const)
  for (const [text, at] of [...heads, ...captions]) {
    if (text?.includes('**')) report('body-asterisks', at, '这里的 ** 不会变成加粗，会原样显示', '删去 **；标题、署名和图片说明不能加粗')
    const tag = /<\/?[a-z][a-z0-9]{0,9}(?:\s[^<>]*)?\/?>|<!--/iu.exec(text ?? '')?.[0]
    if (tag !== undefined) report('headline-html', at, `这里有代码：${tag.slice(0, 40)}`)
  }
}

/** Everything of a report a reader reads, for what may stand anywhere in it. */
function allTexts(fields: ReportFields, body: Body): string[] {
  return FIELDS.flatMap((field) => textsOf(fields, body, field))
}

const FIELDS = ['title', 'kicker', 'subtitle', 'column', 'text', 'caption', 'credit'] as const

/** The texts of a field, where a correction may stand. */
export function textsOf(fields: Pick<ReportFields, 'title' | 'kicker' | 'subtitle' | 'column' | 'photos'>, body: Body, field: CorrectionField): string[] {
  const present = (texts: readonly (string | undefined)[]): string[] => texts.filter((text) => text !== undefined)
  switch (field) {
    case 'text': return body.blocks.map((block) => block.text)
    case 'caption': return present(fields.photos.map((photo) => photo.caption))
    case 'credit': return present(fields.photos.map((photo) => photo.credit))
    default: return present([fields[field]])
  }
}

export function numbered(corrections: ReportFields['corrections']): Correction[] {
  return corrections.map((correction, index) => ({ ...correction, number: index + 1 }))
}
