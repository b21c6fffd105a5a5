import { meantCount } from './counts'
import { readDate, readInterval } from './dates'
import { decode, INVISIBLE } from './decode'
import { parseIssue, parsePerson, parseTopic } from './entries'
import { closingLine } from './frontmatter'
import { meantKey } from './keys'
import { KEYS, lintLines } from './lint'
import { isSpreadName } from './names'
import { parseReport, RULES_OF_CONTENTS, type Parsed } from './report'
import type { RuleName } from './rules'

/** A file's text as `parseReport` would read it; `undefined` where it is no text that can be mended. */
export function readText(bytes: Uint8Array): string | undefined {
  return decode(bytes, () => undefined)
}

/**
 * A Markdown file with everything in its frontmatter put right that can only have been meant in one way: full-width
 * colons, digits and commas, keys in Chinese or capitals, spellings of dates, spaces in names. The text below is not
 * touched but for characters without width, which nobody has written. What has no frontmatter is handed back as it is.
 */
export function mendFrontmatter(written: string): string {
  const text = written.replace(INVISIBLE, '')
  const lines = text.split('\n')
  const end = closingLine(lines)
  if (end === -1) return text
  const source = lines.slice(1, end).join('\n')
  // Until somebody has closed it, nobody knows which lines a quote holds.
  if (lintLines(source).faults.some(({ rule }) => rule === 'yaml-unclosed-quote')) return text
  const { mended, verbatim } = lintLines(source, { sureOnly: true })
  let inPeople = false
  const entries = mended.split('\n').map((line, index) => {
    if (verbatim.has(index)) return line
    if (/^\S/u.test(line) && !line.startsWith('-')) inPeople = /^(?:people|人物|人名)\s*:/iu.test(line)
    else if (inPeople) return mendPerson(line)
    return mendEntry(line)
  })
  return [...lines.slice(0, 1), ...entries, ...lines.slice(end)].join('\n')
}

const ENTRY = /^(\s*(?:- +)?)([^\s:'"[\]{}#][^:'"[\]{}#]*?)(:(?: +|$))(.*)$/u

function mendEntry(line: string): string {
  const [, before = '', written = '', colon = '', value = ''] = ENTRY.exec(line) ?? []
  if (written === '') return line
  const key = KEYS.includes(written) ? written : meantKey(written, KEYS)?.key ?? written
  return `${before}${key}${colon}${mendValue(key, value)}`
}

function mendValue(key: string, value: string): string {
  switch (key) {
    case 'date': case 'eventDate': {
      const [, written = '', after = ''] = /^(.*?)(\s+#.*)?$/u.exec(value) ?? []
      return `${meantDate(key, written)}${after}`
    }
    case 'page': case 'order': return String(meantCount(value) ?? value)
    case 'topics': case 'aliases': case 'formerly': return /^\[[^"']*\]$/u.test(value) ? value.replace(/\s*[，、]\s*/gu, ', ') : value
    default: return value
  }
}

function meantDate(key: 'date' | 'eventDate', written: string): string {
  const read = key === 'date' ? readDate(written) : readInterval(written)
  return 'meant' in read && read.meant !== undefined ? read.meant : written
}

/** `- 王 伟: 局长`: a name of Chinese characters has no space; in `- 甄一二 区委书记` a colon was forgotten. */
function mendPerson(line: string): string {
  const [, before = '', name = '', rest = ''] = /^(\s*- +)([\p{Script=Han}\s]+?)(\s*(?::.*)?)$/u.exec(line) ?? []
  return isSpreadName(name) ? `${before}${name.replace(/\s+/gu, '')}${rest}` : line
}

/** Whether a mended file says below its frontmatter what it said, and has no error by itself that it had not, or that could not be seen. */
export function isSafelyMended(file: string, before: string, after: string): boolean {
  const { value, diagnostics } = parsed(file, before)
  const had = errorsAmong(diagnostics)
  return bodyOf(before) === bodyOf(after) && [...errorsOf(file, after)].every((rule) => had.has(rule) || (value === undefined && RULES_OF_CONTENTS.has(rule)))
}

/** Rules that a Markdown file breaks, whatever other files say. */
export function errorsOf(file: string, text: string): Set<RuleName> {
  return errorsAmong(parsed(file, text).diagnostics)
}

function errorsAmong(diagnostics: Parsed<unknown>['diagnostics']): Set<RuleName> {
  return new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))
}

const parsed = (file: string, text: string): Parsed<unknown> => parserOf(file)(file, new TextEncoder().encode(text))

function parserOf(file: string): (file: string, bytes: Uint8Array) => Parsed<unknown> {
  if (file.startsWith('people/')) return parsePerson
  if (file.startsWith('topics/')) return parseTopic
  return file.endsWith('/issue.md') ? parseIssue : parseReport
}

function bodyOf(text: string): string {
  const lines = text.replace(INVISIBLE, '').split('\n')
  return lines.slice(Math.max(0, closingLine(lines))).join('\n')
}
