import { closest, distance } from 'fastest-levenshtein'
import * as v from 'valibot'
import { contactOf } from '../archive'
import { meantCount } from './counts'
import { readDate, readInterval } from './dates'
import type { Position, Report } from './diagnostic'
import { nameKeys } from './nameKeys'
import { isSpreadName } from './names'
import { RULES, type RuleName } from './rules'
import type { YamlMap, YamlValue } from './yaml'

/** A fault as valibot carries it: rule, message and, where the rule's own cure is too general, a hint. */
const fault = (rule: RuleName, message: string, hint = ''): string => [rule, message, hint].join('\t')

/** Text of any number of lines. */
const prose = v.pipe(
  v.string(fault('value-text', '这里应当是一行文字，却写成了列表或几个键')),
  v.minLength(1, fault('value-missing', '冒号后面没有内容')),
)

const text = v.pipe(prose, v.check((value) => !value.includes('\n'), fault('value-text', '这里应当是一行文字，却分成了几行', '写成一行，删去 |、> 和 \\n')))

const dateFault = ({ rule, message, meant }: { rule: RuleName; message: string; meant?: string }, hint = ''): string => (
  fault(rule, message, meant === undefined ? hint : `写成 ${meant}`)
)

/** ISO 8601 calendar date; kept as text. */
const date = v.pipe(text, v.rawTransform(({ dataset, addIssue, NEVER }) => {
  const read = readDate(dataset.value)
  if ('date' in read) return read.date
  addIssue({ message: dateFault(read) })
  return NEVER
}))

/** `2021-12-14` or `2021-12-14/2021-12-15` (ISO 8601 interval). */
const interval = v.pipe(text, v.rawTransform(({ dataset, addIssue, NEVER }) => {
  const read = readInterval(dataset.value)
  if ('start' in read) return read
  addIssue({ message: dateFault(read, read.rule === 'date-format' ? '写成 年-月-日，例如 2021-12-14；几天的写起止，例如 2021-12-14/2021-12-15' : '') })
  return NEVER
}))

const positive = v.pipe(
  text,
  v.regex(/^[1-9]\d{0,3}$/u, (issue) => {
    const meant = meantCount(issue.input)
    return fault('number-format', `“${issue.input.slice(0, 20)}”不是大于零的整数`, meant === undefined ? '' : `写成 ${meant}`)
  }),
  v.transform(Number),
)

/** What editors write for the values we know, in their own language. */
const CHINESE_VALUES: Readonly<Record<string, string>> = {
  是: 'true', 对: 'true', yes: 'true', 否: 'false', 不是: 'false', no: 'false',
  开头: 'start', 头: 'start', 上文: 'start', 结尾: 'end', 尾: 'end', 下文: 'end', 两头: 'both', 首尾: 'both',
  推定: 'inferred', 印着: 'printed', 标题: 'title', 主题: 'title', 引题: 'kicker', 副题: 'subtitle', 栏题: 'column', 正文: 'text', 图片说明: 'caption', 署名: 'credit',
}

const choice = <const T extends readonly string[]>(values: T) => v.picklist(values, (issue) => {
  const written = String(issue.input)
  const meant = Object.hasOwn(CHINESE_VALUES, written) ? CHINESE_VALUES[written] : closest(written.toLowerCase(), [...values])
  const sure = meant !== undefined && values.includes(meant) && (Object.hasOwn(CHINESE_VALUES, written) || distance(written.toLowerCase(), meant) <= 2)
  return fault('value-choice', `“${written.slice(0, 20)}”不是可用的值${sure ? `，是不是想写 ${meant}？` : ''}`, `可以写：${values.join('、')}`)
})

const yes = v.pipe(choice(['true', 'false']), v.transform((value) => value === 'true'))

/** A thing in a list; Chinese separators inside one mean that the list was never cut. */
const item = v.pipe(text, v.check((value) => !/^[【［〔]|[】］〕]$/u.test(value), fault('value-list', '列表的方括号是全角的', '方括号用半角，例如 [工业经济, 营商环境]')), v.check((value) => !/[，、；]/u.test(value), (issue) => fault('list-separator', `“${issue.input.slice(0, 30)}”用中文标点分隔，会被当成一项`)))

const LIST_EXPECTED = fault('value-list', '这里应当是列表', '写成 [工业经济, 营商环境]，或每项一行，以“- ”开头')

const oneOrMore = v.lazy((input) => (typeof input === 'string'
  ? v.pipe(item, v.check((value) => !/,(?!\d)/u.test(value), LIST_EXPECTED), v.transform((value) => [value]))
  : v.array(item, LIST_EXPECTED)))

const personName = v.pipe(
  text,
  v.check((name) => !/[，、；]/u.test(name), (issue) => fault('list-separator', `“${issue.input.slice(0, 30)}”里有几个人`, '一个人一行，以“- ”开头')),
  v.check((name) => !name.includes(':'), (issue) => fault('yaml-colon-space', `“${issue.input.slice(0, 30)}”的冒号后面没有空格`, '姓名后面用半角冒号加空格，例如 - 王慧杰: 区委书记')),
  v.check((name) => !name.includes('：'), (issue) => fault('yaml-fullwidth-colon', `“${issue.input.slice(0, 30)}”里有全角冒号`, '姓名后面用半角冒号加空格，例如 - 王慧杰: 区委书记')),
  v.check((name) => !/\s|\u3000/u.test(name) || /^[\u0020-\u024f]+$/u.test(name) && !/\s\s/u.test(name), (issue) => fault('person-name-space', `“${issue.input}”里有空格`, isSpreadName(issue.input) ? `写成 ${issue.input.replace(/\s+/gu, '')}` : '姓名中间不加空格；姓名与职务之间用半角冒号加空格，例如 - 王慧杰: 区委书记')),
  v.check((name) => name.length <= 40 && !/[\u0000-\u001f<>{}[\]#|\\/]/u.test(name), (issue) => fault('person-name', `“${issue.input.slice(0, 30)}”不像姓名`)),
)

const PERSON_SHAPE = '每个人写一行：“- 姓名: 职务”，没有职务的写“- 姓名”'

const titledPerson = v.pipe(
  v.record(personName, text),
  v.check((entry) => Object.keys(entry).length === 1, fault('value-shape', '一项里写了几个人', PERSON_SHAPE)),
  v.transform((entry): { name: string; title?: string } => {
    const [[name, title] = ['', '']] = Object.entries(entry)
    return { name, title }
  }),
)

const person = v.lazy((input) => (typeof input === 'string'
  ? v.pipe(personName, v.transform((name): { name: string; title?: string } => ({ name })))
  : titledPerson))

const correction = v.pipe(
  v.strictObject({
    printed: text,
    corrected: text,
    in: v.optional(choice(['title', 'kicker', 'subtitle', 'column', 'text', 'caption', 'credit']), 'text'),
    reason: text,
  }, fault('value-shape', '校勘的写法不对', '写成 - {printed: 底本的字, corrected: 改过的字, in: title, reason: 理由}')),
  v.check(({ printed, corrected }) => printed !== corrected, fault('correction-same', 'printed 与 corrected 一样')),
)

const photo = v.strictObject(
  { src: v.optional(text), alt: v.optional(text), caption: v.optional(text), credit: v.optional(text) },
  fault('value-shape', '照片的写法不对', '写成 - {caption: 图片说明, credit: 某某/摄}'),
)

const list = <T extends v.GenericSchema>(of: T, hint: string) => v.array(of, fault('value-list', '这里应当是列表', hint))

const people = list(person, PERSON_SHAPE)
const photos = list(photo, '每张照片一行，以“- ”开头')
const corrections = list(correction, '每条校勘一行，以“- ”开头')

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
  people: v.optional(people, () => []),
  topics: v.optional(oneOrMore, () => []),
  incomplete: v.optional(choice(['start', 'end', 'both'])),
  photos: v.optional(photos, () => []),
  corrections: v.optional(corrections, () => []),
  source: v.optional(text),
  note: v.optional(prose),
  draft: v.optional(yes, 'false'),
  withdrawn: v.optional(v.strictObject({ date, reason: text }, fault('value-shape', '撤回的写法不对', '写成 {date: 2022-01-05, reason: 原因}'))),
  formerly: v.optional(oneOrMore, () => []),
  /** Words that look like a misprint and stand so in the paper (原文如此): no suspicion is raised over them. */
  sic: v.optional(list(text, '每项一行，以“- ”开头'), () => []),
})

const positiveKey = v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/u, (issue) => fault('number-format', `版次“${issue.input}”不是大于零的整数`)))

export const issueSchema = v.strictObject({
  number: v.optional(text),
  date: v.optional(date),
  dateCertainty: v.optional(choice(['printed', 'inferred']), 'printed'),
  dateReason: v.optional(prose),
  pageNames: v.optional(v.record(positiveKey, text, fault('value-shape', '版名的写法不对', '写成 {1: 要闻, 2: 综合}')), () => ({})),
})

export const personSchema = v.strictObject({
  name: text,
  aliases: v.optional(oneOrMore, () => []),
  disambiguation: v.optional(text),
  slug: v.optional(v.pipe(text, v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, fault('value-shape', '网址只能用小写英文字母、数字和连字符')))),
  noindex: v.optional(yes, 'false'),
  formerly: v.optional(oneOrMore, () => []),
})

export const topicSchema = v.strictObject({ name: text, description: v.optional(prose), formerly: v.optional(oneOrMore, () => []) })

/** BCP 47, as pages and citations write it. */
const language = v.pipe(text, v.check(isLanguage, ({ input }) => {
  const meant = input.replaceAll('_', '-')
  return fault('value-shape', `“${input.slice(0, 20)}”不是语言的代码`, `写成 ${isLanguage(meant) ? meant : 'zh-Hans-CN'}；简体中文可以不写这一行`)
}))

function isLanguage(written: string): boolean {
  try {
    return Intl.getCanonicalLocales(written).length === 1
  } catch {
    return false
  }
}

const contactFault = ({ input }: { readonly input: string }): string => (
  fault('value-shape', `“${input.slice(0, 60)}”不是信箱、网址或电话`, '只写一个，前后不加说明，用半角字符，例如 jiucuo@example.org、https://example.org/jiucuo 或 0570-1234567')
)

/** As RFC 3986 and all who read it want addresses: a Chinese domain in ASCII (WHATWG URL, domain to ASCII). */
const siteUrl = v.pipe(
  text,
  v.check((url) => /^https?:\/\/[^/\s?#@]+$/u.test(url) && URL.canParse(url), fault('value-shape', '网址的写法不对', '写到域名为止，末尾不加 /，全用半角字符，例如 https://example.org')),
  v.transform((url) => new URL(url).origin),
)

export const siteSchema = v.strictObject({
  name: text,
  url: siteUrl,
  description: prose,
  language: v.optional(language, 'zh-Hans-CN'),
  publisher: v.optional(text),
  contact: v.optional(v.pipe(text, v.check((contact) => contactOf(contact) !== undefined, contactFault))),
  rights: v.optional(prose),
  precompress: v.optional(yes, 'false'),
})

/**
 * Types a map by a schema. `undefined` after reporting every fault at its place: at the value, at the unknown key,
 * or at the head of the map where something required is absent. A key that was surely meant is read as meant.
 */
export function typed<T extends v.GenericSchema>(schema: T, map: YamlMap, report: Report): v.InferOutput<T> | undefined {
  const named = nameKeys(schema, map, report)
  const result = v.safeParse(schema, plain(named.value), { abortPipeEarly: true })
  for (const issue of result.issues ?? []) reportIssue(issue, named.value, report)
  return result.success && named.clean ? result.output : undefined
}

function reportIssue(issue: v.BaseIssue<unknown>, map: YamlMap, report: Report): void {
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  if (issue.received === 'undefined' || issue.message.startsWith('Invalid key')) {
    return report('value-missing', locate(map, path.slice(0, -1)), `缺少 ${String(path.at(-1))}`)
  }
  const [rule = '', message = '', hint = ''] = issue.message.split('\t')
  if (!Object.hasOwn(RULES, rule)) return report('value-shape', locate(map, path), '写法不对')
  const isKey = issue.path?.at(-1)?.origin === 'key'
  report(rule as RuleName, isKey ? locateKey(map, path) : locate(map, path), message, hint || undefined)
}

/** Position of the last key of a path. */
function locateKey(map: YamlMap, path: readonly (string | number)[]): Position {
  const holder = valueAt(map, path.slice(0, -1))
  const entry = holder?.kind === 'map' ? holder.entries.find(({ key }) => key === path.at(-1)) : undefined
  return entry?.keyAt ?? locate(map, path)
}

function valueAt(value: YamlValue, path: readonly (string | number)[]): YamlValue | undefined {
  const [step, ...rest] = path
  if (step === undefined) return value
  const below = value.kind === 'list' ? value.items[Number(step)] : value.kind === 'map' ? value.entries.find(({ key }) => key === step)?.value : undefined
  return below && valueAt(below, rest)
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
