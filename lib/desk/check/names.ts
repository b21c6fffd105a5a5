import { distance } from 'fastest-levenshtein'
import { parseName, placeOf, reporter, textsOf, type Diagnostic, type Understanding, type ParsedReport } from '../../content'

/** A person of the newsroom's, by every name the text may use. */
interface Known {
  /** As reports list them: `王伟（公安）`. */
  readonly name: string
  readonly printed: string
}

/** A person of one report with what the report says of them, and where. */
interface Listed extends Known {
  readonly report: ParsedReport
  readonly index: number
}

/** What only a look at all names together can doubt: persons not in the text, or not listed, or spelt in two ways. */
export function suspectNames(understanding: Understanding, diagnostics: Diagnostic[]): void {
  const { folder, reports, people, topics } = understanding
  const readable = reports.filter(({ withdrawn }) => !withdrawn)
  const listed = listedIn(readable)
  const context: Context = { fileOf: (file) => `${folder.name}/${file}`, aliases: aliasesOf(understanding), diagnostics }
  for (const report of readable) reportAbsent(report, context)
  for (const { report, printed } of unlistedPeople(understanding)) {
    reporter(context.fileOf(report.file), diagnostics)('person-unlisted', report.places.people ?? placeOf(report.places, 'title'), `正文里有“${printed}”，people 里没有`)
  }
  reportAmbiguous(listed, new Set(people.map(({ fields }) => fields.name)), context)
  reportSimilar(listed, context)
  reportUnused('人物', people.map(({ file, fields }) => ({ file, names: [fields.name, ...fields.aliases] })), new Set(listed.map(({ name }) => name)), context)
  reportUnused('专题', topics.map(({ file, fields }) => ({ file, names: [fields.name] })), new Set(readable.flatMap((report) => report.topics)), context)
  reportSimilarTopics(readable, context)
}

interface Context {
  readonly fileOf: (file: string) => string
  readonly aliases: ReadonlyMap<string, readonly string[]>
  readonly diagnostics: Diagnostic[]
}

const squeeze = (text: string): string => text.replace(/\s/gu, '')

/** Everything of a report a name may stand in, without white space. The text's own 电头 names reporters and is left out. */
export function readableText(report: ParsedReport): string {
  const texts = (['title', 'kicker', 'subtitle', 'column', 'text', 'caption'] as const).flatMap((field) => textsOf(report, report.body, field))
  return texts.map((text) => squeeze(text).replace(/^[^。，]{0,20}?[讯电]（[^（）]*）/u, '')).join('\n')
}

function reportAbsent(report: ParsedReport, { fileOf, aliases, diagnostics }: Context): void {
  const text = readableText(report)
  for (const [index, { name }] of report.people.entries()) {
    const { printedName } = parseName(name)
    const names = [printedName, ...(aliases.get(name) ?? [])]
    if (names.some((candidate) => text.includes(squeeze(candidate)))) continue
    const near = nearestIn(text, printedName)
    reporter(fileOf(report.file), diagnostics)('person-absent', placeOf(report.places, 'people', index),
      `“${printedName}”不在标题、正文和图片说明里${near ? `；正文里有“${near}”，是不是同一个人？` : ''}`)
  }
}

/** A stretch of the text one character off a name of three or more; of a shorter one, nearly everything is. */
function nearestIn(text: string, name: string): string | undefined {
  const length = name.length
  if (length < 2) return undefined
  for (let at = 0; at + length <= text.length; at++) {
    const candidate = text.slice(at, at + length)
    if (/^\p{Script=Han}+$/u.test(candidate) && differences(candidate, name) === 1 && (length > 2 || candidate[0] === name[0])) return candidate
  }
  return undefined
}

function differences(a: string, b: string): number {
  let count = 0
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) count++
  return count
}

/** A known person a report's text names and its list does not. */
export interface Unlisted {
  readonly report: ParsedReport
  readonly printed: string
  /** As other reports list them; absent when several persons are printed so. */
  readonly name?: string
}

export function unlistedPeople(understanding: Understanding): Unlisted[] {
  const readable = understanding.reports.filter(({ withdrawn }) => !withdrawn)
  const aliases = aliasesOf(understanding)
  const find = knownNames([...listedIn(readable), ...understanding.people.map(({ fields: { name } }) => ({ name, printed: parseName(name).printedName }))], aliases)
  return readable.flatMap((report) => {
    const listed = new Set(report.people.flatMap(({ name }) => [name, parseName(name).printedName, ...(aliases.get(name) ?? [])]))
    return [...find(readableText(report))]
      .filter(([printed, names]) => !listed.has(printed) && ![...names].some((name) => listed.has(name)))
      .map(([printed, [name, ...others]]) => ({ report, printed, ...(name !== undefined && others.length === 0 && { name }) }))
  })
}

function listedIn(reports: readonly ParsedReport[]): Listed[] {
  return reports.flatMap((report) => report.people.map(({ name }, index) => ({ name, printed: parseName(name).printedName, report, index })))
}

function aliasesOf({ people }: Understanding): Map<string, readonly string[]> {
  return new Map(people.map(({ fields }) => [fields.name, fields.aliases]))
}

/** Names found in a text by their first two characters: one walk, however many names there are. */
function knownNames(known: readonly Known[], aliases: ReadonlyMap<string, readonly string[]>): (text: string) => Map<string, Set<string>> {
  const byStart = new Map<string, Map<string, Set<string>>>()
  for (const { name, printed } of known) {
    for (const candidate of [printed, ...(aliases.get(name) ?? [])]) {
      if (candidate.length < 2) continue
      const start = candidate.slice(0, 2)
      const names = byStart.get(start) ?? new Map<string, Set<string>>()
      names.set(candidate, (names.get(candidate) ?? new Set()).add(name))
      byStart.set(start, names)
    }
  }
  return (text) => {
    const found = new Map<string, Set<string>>()
    for (let at = 0; at < text.length - 1; at++) {
      const candidates = [...byStart.get(text.slice(at, at + 2)) ?? []].filter(([candidate]) => text.startsWith(candidate, at))
      const [longest] = candidates.sort(([a], [b]) => b.length - a.length)
      if (longest && standsAlone(text, at, longest[0])) found.set(longest[0], longest[1])
      if (longest) at += longest[0].length - 1
    }
    return found
  }
}

/** What stands right before a name that is a name: a sign, a title's last character, a preposition. */
const BEFORE_NAME = /[^\p{Script=Han}]$|[长记任员师授家官士生民人者理席监表工匠夫兵友氏和与及同向由对请让把]$|^$/u

/** Two characters may be part of another word (高山 in 高山流水): only where the words around show a name are they one. */
function standsAlone(text: string, at: number, name: string): boolean {
  return name.length > 2 || (BEFORE_NAME.test(text.slice(Math.max(0, at - 1), at)) && !/^(?:路|街|村|镇|县|市|区|桥|山|河|江|湖)/u.test(text.slice(at + name.length)))
}

function reportAmbiguous(listed: readonly Listed[], registered: ReadonlySet<string>, { fileOf, diagnostics }: Context): void {
  const namesakes = new Map<string, Set<string>>()
  for (const { name, printed } of listed) {
    if (name !== printed) namesakes.set(printed, (namesakes.get(printed) ?? new Set()).add(name))
  }
  for (const { name, printed, report, index } of listed) {
    const others = namesakes.get(printed)
    if (name !== printed || !others || registered.has(name)) continue
    reporter(fileOf(report.file), diagnostics)('person-ambiguous', placeOf(report.places, 'people', index), `叫“${name}”的还有 ${[...others].join('、')}，不知道是哪一位`)
  }
}

/** Names compared with a name; where an issue has more that differ in this one character, it is no misprint. */
const COMPARED = 8

/** In one issue, names one character apart, but for those printed in one report: the paper itself tells them apart. */
function reportSimilar(listed: readonly Listed[], { fileOf, diagnostics }: Context): void {
  const byIssue = new Map<string, Map<string, Listed[]>>()
  for (const person of listed) {
    const persons = byIssue.get(person.report.date) ?? new Map<string, Listed[]>()
    byIssue.set(person.report.date, persons)
    persons.set(person.printed, [...persons.get(person.printed) ?? [], person])
  }
  const textOf = remembered(readableText)
  for (const persons of byIssue.values()) {
    const byRest = new Map<string, string[]>()
    for (const [name, here] of persons) {
      const near = new Set(restsOf(name).flatMap((rest) => byRest.get(rest)?.slice(0, COMPARED) ?? []))
      const other = [...near].find((candidate) => !areSideBySide(persons.get(candidate) ?? [], here, textOf))
      if (other !== undefined) reportPair(here[0], persons.get(other)?.[0], fileOf, diagnostics)
      for (const rest of restsOf(name)) byRest.set(rest, [...byRest.get(rest)?.slice(0, COMPARED) ?? [], name])
    }
  }
}

/** A name with each of its characters left out in turn: names one character apart share one. */
const restsOf = (name: string): string[] => Array.from(name, (_, at) => `${name.slice(0, at)}*${name.slice(at + 1)}`)

function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? compute(key)
    known.set(key, value)
    return value
  }
}

function areSideBySide(some: readonly Listed[], others: readonly Listed[], textOf: (report: ParsedReport) => string): boolean {
  const second = new Set(others.map(({ report }) => report))
  return some.some(({ report, printed }) => second.has(report) && [printed, others[0]?.printed ?? ''].every((name) => textOf(report).includes(name)))
}

function reportPair(here: Listed | undefined, there: Listed | undefined, fileOf: (file: string) => string, diagnostics: Diagnostic[]): void {
  if (!here || !there) return
  reporter(fileOf(here.report.file), diagnostics)('person-similar', placeOf(here.report.places, 'people', here.index),
    `“${here.printed}”与${there.report === here.report ? '' : `同一期 ${there.report.file} 里的`}“${there.printed}”只差一个字`)
}

function reportUnused(what: string, entries: readonly { file: string; names: readonly string[] }[], used: ReadonlySet<string>, { fileOf, diagnostics }: Context): void {
  for (const { file, names } of entries) {
    if (!names.some((name) => used.has(name))) reporter(fileOf(file), diagnostics)('entry-unused', { line: 1, column: 1 }, `没有报道列出${what}“${names[0] ?? ''}”`)
  }
}

/** 一号试验田 and 二号试验田 are two things; 招商引资 and 招商引资工作 may be. */
const NUMERAL = /[\d〇零一二三四五六七八九十]/u

function reportSimilarTopics(reports: readonly ParsedReport[], { fileOf, diagnostics }: Context): void {
  const first = new Map<string, { report: ParsedReport; index: number }>()
  for (const report of reports) {
    for (const [index, topic] of report.topics.entries()) if (!first.has(topic)) first.set(topic, { report, index })
  }
  const byRest = new Map<string, string[]>()
  for (const [name, { report, index }] of first) {
    // Names an insertion, an omission or another character apart share what is left with one character fewer (Mor and Fraenkel 1982).
    const rests = [name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))]
    const near = rests.flatMap((rest) => byRest.get(rest) ?? []).find((other) => Math.min(name.length, other.length) >= 3 && distance(name, other) === 1 && !differInNumeral(name, other))
    if (near !== undefined) reporter(fileOf(report.file), diagnostics)('topic-similar', placeOf(report.places, 'topics', index), `专题“${name}”与“${near}”只差一个字`)
    for (const rest of rests) if ((byRest.get(rest)?.length ?? 0) < COMPARED) byRest.set(rest, [...byRest.get(rest) ?? [], name])
  }
}

function differInNumeral(a: string, b: string): boolean {
  return [...a].some((character, at) => character !== b[at] && NUMERAL.test(character)) || [...b].some((character, at) => character !== a[at] && NUMERAL.test(character))
}
