import { distance } from 'fastest-levenshtein'
import { parseDateline, parseName, placeOf, reporter, textsOf, type Diagnostic, type Understanding, type ParsedReport } from '../../content'

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
  const textOf = readableTexts()
  for (const report of readable) reportAbsent(report, textOf(report), context)
  for (const unlisted of unlistedPeople(understanding, textOf)) reportUnlisted(unlisted, context)
  reportAmbiguous(listed, new Set(people.map(({ fields }) => fields.name)), context)
  reportSimilar(listed, new Set(people.map(({ fields: { name } }) => parseName(name).printedName)), textOf, context)
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

/** Everything of a report a name may stand in, without white space. The text's own 电头, or what closes it, names reporters and is left out. */
function readableText(report: ParsedReport): string {
  const body = report.body()
  const headlines = (['title', 'kicker', 'subtitle', 'column'] as const).flatMap((field) => textsOf(report, body, field))
  const [first = '', ...others] = textsOf(report, body, 'text')
  const text = [first.slice(parseDateline(first)?.dateline.printed.length ?? 0), ...others]
  const closed = text.with(-1, (text.at(-1) ?? '').replace(SIGNATURE, ''))
  return [...headlines, ...closed, ...textsOf(report, body, 'caption')].map(squeeze).join('\n')
}

/** （记者 刘威）, where papers close a report with it. */
const SIGNATURE = /[（(]\s*(?:本报)?(?:见习|实习|特约)?(?:记者|通讯员)[^（）()。]*[）)]\s*$/u

type TextOf = (report: ParsedReport) => string

/** `readableText`, made once for each report. */
function readableTexts(): TextOf {
  const texts = new Map<ParsedReport, string>()
  return (report) => known(texts, report, () => readableText(report))
}

/** Who is told apart from a namesake may be either: nobody but an editor knows. */
function reportUnlisted({ report, printed, names }: Unlisted, { fileOf, diagnostics }: Context): void {
  const namesakes = names.filter((name) => parseName(name).disambiguation !== undefined)
  const say = reporter(fileOf(report.file), diagnostics)
  const places = report.places()
  const at = places.people ?? placeOf(places, 'title')
  const what = `正文里有“${printed}”，people 里没有`
  if (namesakes.length === 0) say('person-unlisted', at, what)
  else say('person-unlisted', at, `${what}；是不是 ${namesakes.join('、')}？`, `在 people 里写明是哪一位，例如 - ${namesakes[0] ?? ''}；是另一位，就写 ${printed} 和区分的话`)
}

function reportAbsent(report: ParsedReport, text: string, { fileOf, aliases, diagnostics }: Context): void {
  for (const [index, { name }] of report.people.entries()) {
    const { printedName } = parseName(name)
    const names = [printedName, ...(aliases.get(name) ?? [])]
    if (names.some((candidate) => text.includes(squeeze(candidate)))) continue
    const near = nearestIn(text, printedName)
    reporter(fileOf(report.file), diagnostics)('person-absent', placeOf(report.places(), 'people', index),
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
  /** As other reports list whoever is printed so. */
  readonly names: readonly string[]
}

export function unlistedPeople(understanding: Understanding, textOf: TextOf = readableText): Unlisted[] {
  const readable = understanding.reports.filter(({ withdrawn }) => !withdrawn)
  const aliases = aliasesOf(understanding)
  const find = knownNames([...listedIn(readable), ...understanding.people.map(({ fields: { name } }) => ({ name, printed: parseName(name).printedName }))], aliases)
  return readable.flatMap((report) => {
    const listed = new Set(report.people.flatMap(({ name }) => [name, parseName(name).printedName, ...(aliases.get(name) ?? [])]))
    return [...find(textOf(report))]
      .filter(([printed, names]) => !listed.has(printed) && ![...names].some((name) => listed.has(name)))
      .map(([printed, names]) => ({ report, printed, names: [...names] }))
  })
}

function listedIn(reports: readonly ParsedReport[]): Listed[] {
  return reports.flatMap((report) => report.people.map(({ name }, index) => ({ name, printed: parseName(name).printedName, report, index })))
}

function aliasesOf({ people }: Understanding): Map<string, readonly string[]> {
  return new Map(people.map(({ fields }) => [fields.name, fields.aliases]))
}

/** Names found in a text by their first two characters: one walk, however many names there are. */
function knownNames(persons: readonly Known[], aliases: ReadonlyMap<string, readonly string[]>): (text: string) => Map<string, Set<string>> {
  const byStart = new Map<string, Map<string, Set<string>>>()
  /** By UTF-16 code unit: most characters of a text begin no name. */
  const begins = new Uint8Array(0x10000)
  for (const { name, printed } of persons) {
    for (const candidate of [printed, ...(aliases.get(name) ?? [])]) {
      if (candidate.length < 2) continue
      begins[candidate.charCodeAt(0)] = 1
      known(known(byStart, candidate.slice(0, 2), () => new Map<string, Set<string>>()), candidate, () => new Set<string>()).add(name)
    }
  }
  return (text) => {
    const found = new Map<string, Set<string>>()
    for (let at = 0; at < text.length - 1; at++) {
      if (begins[text.charCodeAt(at)] === 0) continue
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
    reporter(fileOf(report.file), diagnostics)('person-ambiguous', placeOf(report.places(), 'people', index), `叫“${name}”的还有 ${[...others].join('、')}，不知道是哪一位`)
  }
}

/** Names compared with a name; where an issue has more that differ in this one character, it is no misprint. */
const COMPARED = 8

/**
 * In one issue, names one character apart of which one is in no other issue: a misreading is seldom met twice, and two
 * names that have issues of their own are two people. So are two that one report prints, as the paper itself tells
 * them apart, and two that have files, as the newsroom does.
 */
function reportSimilar(listed: readonly Listed[], registered: ReadonlySet<string>, textOf: TextOf, { fileOf, diagnostics }: Context): void {
  const issuesOf = new Map<string, Set<string>>()
  const byIssue = new Map<string, Map<string, Listed[]>>()
  for (const person of listed) {
    const { printed, report: { date } } = person
    const persons = known(byIssue, date, () => new Map<string, Listed[]>())
    known(persons, printed, (): Listed[] => []).push(person)
    known(issuesOf, printed, () => new Set<string>()).add(date)
  }
  const isOnlyHere = (name: string): boolean => issuesOf.get(name)?.size === 1
  for (const persons of byIssue.values()) {
    const told = new Set<string>()
    const areTwo = (some: string, other: string): boolean => (!isOnlyHere(some) && !isOnlyHere(other))
      || (registered.has(some) && registered.has(other))
      || areSideBySide(persons.get(some) ?? [], persons.get(other) ?? [], textOf)
    for (const [earlier, later] of pairsIn(persons.keys(), areTwo)) {
      const [doubtful, other] = isOnlyHere(later) ? [later, earlier] : [earlier, later]
      if (!told.has(doubtful)) reportPair(persons.get(doubtful)?.[0], persons.get(other)?.[0], fileOf, diagnostics)
      told.add(doubtful)
    }
  }
}

/** Of each name of an issue the first before it that is one character off and may be the same person's. */
function pairsIn(names: Iterable<string>, areTwo: (some: string, other: string) => boolean): [earlier: string, later: string][] {
  const byRest = new Map<string, string[]>()
  return [...names].flatMap((name): [string, string][] => {
    const near = new Set(restsOf(name).flatMap((rest) => byRest.get(rest)?.slice(0, COMPARED) ?? []))
    for (const rest of restsOf(name)) known(byRest, rest, (): string[] => []).push(name)
    const other = [...near].find((candidate) => !areTwo(candidate, name))
    return other === undefined ? [] : [[other, name]]
  })
}

function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}

/** A name with each of its characters left out in turn: names one character apart share one. */
const restsOf = (name: string): string[] => Array.from(name, (_, at) => `${name.slice(0, at)}*${name.slice(at + 1)}`)

function areSideBySide(some: readonly Listed[], others: readonly Listed[], textOf: TextOf): boolean {
  const second = new Set(others.map(({ report }) => report))
  return some.some(({ report, printed }) => second.has(report) && [printed, others[0]?.printed ?? ''].every((name) => textOf(report).includes(name)))
}

function reportPair(here: Listed | undefined, there: Listed | undefined, fileOf: (file: string) => string, diagnostics: Diagnostic[]): void {
  if (!here || !there) return
  reporter(fileOf(here.report.file), diagnostics)('person-similar', placeOf(here.report.places(), 'people', here.index),
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
    if (near !== undefined) reporter(fileOf(report.file), diagnostics)('topic-similar', placeOf(report.places(), 'topics', index), `专题“${name}”与“${near}”只差一个字`)
    for (const rest of rests) if ((byRest.get(rest)?.length ?? 0) < COMPARED) byRest.set(rest, [...byRest.get(rest) ?? [], name])
  }
}

function differInNumeral(a: string, b: string): boolean {
  return [...a].some((character, at) => character !== b[at] && NUMERAL.test(character)) || [...b].some((character, at) => character !== a[at] && NUMERAL.test(character))
}
