import { isValid, parseISO } from 'date-fns'
import { closest, distance } from 'fastest-levenshtein'
import * as v from 'valibot'
import type { Position, Report } from './diagnostic'
import type { RuleName } from './rules'
import type { YamlMap, YamlValue } from './yaml'

/** A fault as valibot carries it: rule and message in one string. */
const fault = (rule: RuleName, message: string): string => `${rule}\t${message}`

const text = v.pipe(v.string(fault('value-type', '这里应当是一行文字')), v.minLength(1, fault('value-missing', '冒号后面没有内容')))

const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)
const exists = (value: string): boolean => !isDate(value) || isValid(parseISO(value))

/** ISO 8601 calendar date; kept as text, no time zone ever touches it. */
const date = v.pipe(
  text,
  v.check(isDate, (issue) => fault('date-format', `“${issue.input}”不是年-月-日`)),
  v.check(exists, (issue) => fault('date-impossible', `日历上没有${issue.input}这一天`)),
)

/** `2021-12-14` or `2021-12-14/2021-12-15` (ISO 8601 interval). */
const interval = v.pipe(
  text,
  v.transform((value) => value.split('/')),
  v.check((days) => days.length <= 2 && days.every(isDate), fault('date-format', '应当是一个日期，或者“起日/止日”')),
  v.check((days) => days.every(exists), fault('date-impossible', '日历上没有这一天')),
  v.check((days) => (days[0] ?? '') <= (days[1] ?? days[0] ?? ''), fault('date-format', '起日在止日之后')),
  v.transform(([start = '', end = start]) => ({ start, end })),
)

const positive = v.pipe(
  text,
  v.regex(/^[1-9]\d{0,3}$/, (issue) => fault('number-format', `“${issue.input}”不是大于零的整数`)),
  v.transform(Number),
)

const yes = v.pipe(v.picklist(['true', 'false'], fault('value-type', '只能写 true 或 false')), v.transform((value) => value === 'true'))

const choice = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, (issue) => fault('value-type', `“${String(issue.input)}”不是可用的值，可以写：${values.join('、')}`))

const oneOrMore = v.union([v.array(text), v.pipe(text, v.transform((value) => [value]))], fault('value-type', '这里应当是一个列表，例如 [工业经济, 营商环境]'))

const person = v.union([
  v.pipe(text, v.transform((name): { name: string; title?: string } => ({ name }))),
  v.pipe(
    v.record(v.string(), text),
    v.check((entry) => Object.keys(entry).length === 1, fault('value-type', '一行只写一个人')),
    v.transform((entry) => {
      const [[name, title] = ['', '']] = Object.entries(entry)
      return { name, title }
    }),
  ),
], fault('value-type', '每个人写一行：“- 姓名: 职务”，没有职务的写“- 姓名”'))

const correction = v.strictObject({
  printed: text,
  corrected: text,
  in: v.optional(choice(['title', 'kicker', 'subtitle', 'column', 'text', 'caption', 'credit']), 'text'),
  reason: text,
})

const photo = v.strictObject({ src: v.optional(text), alt: v.optional(text), caption: v.optional(text), credit: v.optional(text) })

const list = <T extends v.GenericSchema>(item: T) => v.array(item, fault('value-type', '这里应当是一个列表，每项以“- ”开头'))

/** Frontmatter of a report. */
export const reportSchema = v.strictObject({
  title: text,
  kicker: v.optional(text),
  subtitle: v.optional(text),
  column: v.optional(text),
  date,
  page: v.optional(positive),
  order: v.optional(positive),
  byline: v.optional(text),
  eventDate: v.optional(interval),
  people: v.optional(list(person), () => []),
  topics: v.optional(oneOrMore, () => []),
  incomplete: v.optional(choice(['start', 'end', 'both'])),
  photos: v.optional(list(photo), () => []),
  corrections: v.optional(list(correction), () => []),
  source: v.optional(text),
  note: v.optional(text),
  draft: v.optional(yes, 'false'),
  withdrawn: v.optional(v.strictObject({ date, reason: text })),
  formerly: v.optional(oneOrMore, () => []),
})

export const issueSchema = v.strictObject({
  number: v.optional(text),
  date: v.optional(date),
  dateCertainty: v.optional(choice(['printed', 'inferred']), 'printed'),
  dateReason: v.optional(text),
  pageNames: v.optional(v.record(v.string(), text, fault('value-type', '写成 {1: 要闻, 2: 综合}')), () => ({})),
})

export const personSchema = v.strictObject({
  name: text,
  aliases: v.optional(oneOrMore, () => []),
  disambiguation: v.optional(text),
  slug: v.optional(text),
  noindex: v.optional(yes, 'false'),
})

export const topicSchema = v.strictObject({ name: text, description: v.optional(text) })

export const siteSchema = v.strictObject({
  name: text,
  url: v.pipe(text, v.regex(/^https?:\/\/[^/\s]+$/, fault('value-type', '网址写到域名为止，末尾不加 /，例如 https://example.org'))),
  description: text,
  language: v.optional(text, 'zh-Hans-CN'),
  publisher: v.optional(text),
  contact: v.optional(text),
  rights: v.optional(text),
})

/**
 * Types a map by a schema. `undefined` after reporting every fault at its place: at the value, at the unknown key,
 * or at the head of the map where something required is absent.
 */
export function typed<T extends v.GenericSchema>(schema: T, map: YamlMap, report: Report): v.InferOutput<T> | undefined {
  const result = v.safeParse(schema, plain(map))
  if (result.success) return result.output
  const known = 'entries' in schema ? Object.keys(schema.entries as object) : []
  for (const issue of result.issues.flatMap(deepest)) reportIssue(issue, map, known, report)
  return undefined
}

type Issue = v.BaseIssue<unknown>

/** A union reports only that nothing fitted; the branch that came furthest says why. */
function deepest(issue: Issue): Issue[] {
  if (issue.type !== 'union' || !issue.issues) return [issue]
  const inner = issue.issues.filter((candidate) => (candidate.path?.length ?? 0) > (issue.path?.length ?? 0))
  return inner.length > 0 ? inner : [issue]
}

function reportIssue(issue: Issue, map: YamlMap, known: readonly string[], report: Report): void {
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  const last = path.at(-1)
  if (issue.type === 'strict_object' && issue.expected === 'never') return reportUnknownKey(String(last), locateKey(map, path), known, report)
  if (issue.received === 'undefined') return report('value-missing', map.at, `缺少 ${String(last)}`)
  const [rule, message] = issue.message.split('\t')
  if (message === undefined) return report('value-type', locate(map, path), '写法不对')
  report(rule as RuleName, locate(map, path), message)
}

function reportUnknownKey(key: string, at: Position, known: readonly string[], report: Report): void {
  const near = known.length > 0 ? closest(key, [...known]) : ''
  const meant = near && distance(key, near) <= 2 ? `；是不是想写 ${near}？` : ''
  report('key-unknown', at, `没有“${key}”这个键${meant}`)
}

type Plain = string | Plain[] | { [key: string]: Plain }

function plain(value: YamlValue): Plain {
  switch (value.kind) {
    case 'text': return value.text
    case 'list': return value.items.map(plain)
    case 'map': return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]))
  }
}

/** Position of the value at a path, or of the nearest value above it. */
export function locate(value: YamlValue, path: readonly (string | number)[]): Position {
  const [step, ...rest] = path
  if (step === undefined) return value.at
  if (value.kind === 'list') {
    const item = value.items[Number(step)]
    return item ? locate(item, rest) : value.at
  }
  if (value.kind !== 'map') return value.at
  const entry = value.entries.find((candidate) => candidate.key === step)
  return entry ? locate(entry.value, rest) : value.at
}

function locateKey(map: YamlMap, path: readonly (string | number)[]): Position {
  const parent = path.slice(0, -1).reduce<YamlValue | undefined>((value, step) => {
    if (value?.kind === 'map') return value.entries.find((entry) => entry.key === step)?.value
    return value?.kind === 'list' ? value.items[Number(step)] : undefined
  }, map)
  const entry = parent?.kind === 'map' ? parent.entries.find((candidate) => candidate.key === path.at(-1)) : undefined
  return entry?.keyAt ?? map.at
}
