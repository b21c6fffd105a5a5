import type * as v from 'valibot'
import type { Correction, CorrectionField } from '../archive'
import { readBody, type Body } from './body'
import { decode, positionIn } from './decode'
import { reporter, type Diagnostic, type Position } from './diagnostic'
import { readFrontmatter } from './frontmatter'
import { locate, reportSchema, typed } from './schema'

type ReportFields = v.InferOutput<typeof reportSchema>

/** One report as its file says it: plain JSON, a pure function of the file's bytes and path. */
export interface ParsedReport extends ReportFields {
  readonly file: string
  readonly body: Body
  /** Where each key's value stands, for what is found wrong once all files are known. */
  readonly places: { readonly date: Position; readonly order: Position; readonly source: Position; readonly people: readonly Position[]; readonly topics: readonly Position[] }
  readonly bodyAt: Position
}

/** Reads one report; `undefined` when it cannot be published. Faults are added to `diagnostics`. */
export function parseReport(file: string, bytes: Uint8Array, diagnostics: Diagnostic[]): ParsedReport | undefined {
  const report = reporter(file, diagnostics)
  const text = decode(bytes, report)
  const parts = text === undefined ? undefined : readFrontmatter(text, report)
  if (text === undefined || !parts) return undefined
  const bodyAt = positionIn(text, parts.bodyOffset)
  const fields = typed(reportSchema, parts.data, report)
  const body = readBody(parts.body, bodyAt.line, report)
  if (!fields) return undefined
  if (!fields.withdrawn && body.blocks.length === 0 && !fields.photos.some((photo) => photo.caption)) report('body-empty', bodyAt, '没有正文')
  const at = (...path: (string | number)[]): Position => locate(parts.data, path)
  checkCorrections(fields, body, (index) => at('corrections', index), report)
  return {
    ...fields,
    file, body, bodyAt,
    places: {
      date: at('date'), order: at('order'), source: at('source'),
      people: fields.people.map((_, index) => at('people', index)),
      topics: fields.topics.map((_, index) => at('topics', index)),
    },
  }
}

function checkCorrections(fields: ReportFields, body: Body, at: (index: number) => Position, report: ReturnType<typeof reporter>): void {
  for (const [index, correction] of fields.corrections.entries()) {
    const times = textsOf(fields, body, correction.in).reduce((sum, text) => sum + text.split(correction.corrected).length - 1, 0)
    if (times === 0) report('correction-missing', at(index), `找不到改过的文字“${correction.corrected}”`)
    else if (times > 1) report('correction-ambiguous', at(index), `“${correction.corrected}”出现了${times}次，不知道改的是哪一处`)
  }
}

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
