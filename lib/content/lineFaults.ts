import type { RuleName } from './rules'

/** What is wrong with one line of frontmatter as an editor typed it, and the line as it was meant. */
export interface LineFault {
  readonly rule: RuleName
  /** 0-based, in the line. */
  readonly column: number
  readonly message: string
  /** How to mend it, where the rule's own cure is too general. */
  readonly hint?: string
  /** The line with this fault mended; the rest of the frontmatter is read as if it stood so. */
  readonly mended: string
  /** There is only one way this can have been meant, so that `check --fix` may write it. */
  readonly sure: boolean
}

/** A line `key: value`, `- key: value` or `- item`, cut apart. */
interface Line {
  readonly indent: string
  readonly dash: string
  readonly key: string
  readonly colon: string
  readonly value: string
}

const ENTRY = /^(\s*)((?:- +)*)([^\s:：'"[\]{}#,&*!|>%@`-][^:：'"[\]{}#]{0,60}?)(\s*[:：][ \t\u3000]*)(.*)$/u

/** Keys whose values are one line of text, where a comma, bracket or colon is only text. */
const TEXT_KEYS = new Set(['title', 'kicker', 'subtitle', 'column', 'byline', 'note', 'caption', 'credit', 'alt', 'reason', 'printed', 'corrected', 'name', 'description', 'publisher', 'rights', 'contact', 'dateReason', 'number', 'disambiguation'])

/** Longer lines are left to YAML: no editor typed them, and some of these patterns take the square of the length. */
const LONGEST_LINE = 8192

/**
 * Looks at one line of frontmatter for what YAML would misread without a word, or blame on another line.
 * `isKey` tells whether a word may be a key here: in the list of people any name may.
 */
export function lineFault(line: string, isKey: (word: string) => boolean): LineFault | undefined {
  if (line.length > LONGEST_LINE || /^\s*(?:#|$)/u.test(line)) return undefined
  return indentFault(line) ?? dashFault(line) ?? itemFault(line) ?? entryFault(line, isKey)
}

/** What looks like an indent and is none to YAML; no-break spaces come along when text is copied from web pages and Word. */
const SPACES: Readonly<Record<string, string>> = { '\t': '制表符（Tab）', '\u3000': '全角空格', '\u00a0': '不换行空格' }

function indentFault(line: string): LineFault | undefined {
  const [indent = ''] = /^[ \t\u3000\u00a0]*/u.exec(line) ?? []
  const at = indent.search(/[\t\u3000\u00a0]/u)
  const what = SPACES[indent[at] ?? '']
  if (what === undefined) return undefined
  const mended = indent.replace(/[\t\u3000]/gu, '  ').replaceAll('\u00a0', ' ') + line.slice(indent.length)
  return { rule: 'yaml-tab', column: at, message: `行首用了${what}`, hint: `把行首的${what}改成半角空格`, mended, sure: true }
}

function dashFault(line: string): LineFault | undefined {
  const [, indent = '', dash = '', gap = '', item = ''] = /^( *)([-－—–•●·・])([ \u3000]*)(.*)$/u.exec(line) ?? []
  if (dash === '' || (dash === '-' && (gap.startsWith(' ') || item === '')) || /^[-\d]/u.test(item)) return undefined
  const what = dash === '-' ? '横线后面少一个半角空格' : `列表的横线写成了“${dash}”`
  return { rule: 'yaml-list-dash', column: indent.length, message: what, mended: `${indent}- ${item}`, sure: dash === '-' || dash === '－' }
}

/** An item of a list by itself: `- "甄一二`, `- {caption: 春耕`. */
function itemFault(line: string): LineFault | undefined {
  const [, before = '', item = ''] = /^( *(?:- +)+)(["'[{].*)$/u.exec(line) ?? []
  if (item === '') return undefined
  if (/^[[{]/u.test(item)) return flowFault(item, before)
  const whole = wholeQuoted(item)
  return whole === undefined ? { rule: 'yaml-unclosed-quote', column: before.length, message: unclosed(item[0] ?? ''), mended: before + item.slice(1), sure: false } : undefined
}

function entryFault(line: string, isKey: (word: string) => boolean): LineFault | undefined {
  const [, indent = '', dash = '', key = '', colon = '', value = ''] = ENTRY.exec(line) ?? []
  if (key === '' || !isKey(key.trim())) return undefined
  return colonFault({ indent, dash, key, colon, value }) ?? valueFault({ indent, dash, key, colon, value })
}

function colonFault(line: Line): LineFault | undefined {
  const { indent, dash, key, colon, value } = line
  const mended = `${indent}${dash}${key}: ${value}`
  const column = indent.length + dash.length + key.length
  if (colon.includes('：')) return { rule: 'yaml-fullwidth-colon', column, message: `“${key}”后面用了全角冒号“：”`, mended, sure: true }
  const gap = colon.slice(colon.indexOf(':') + 1)
  if (gap.includes('\u3000')) return { rule: 'yaml-colon-space', column: column + 1, message: `“${key}:”后面的空格是全角的`, mended, sure: true }
  if (gap === '' && value !== '') return { rule: 'yaml-colon-space', column: column + 1, message: `“${key}:”后面少一个半角空格`, mended, sure: true }
  return undefined
}

function valueFault(line: Line): LineFault | undefined {
  const { indent, dash, key, colon, value } = line
  const column = indent.length + dash.length + key.length + colon.length
  const isText = TEXT_KEYS.has(key)
  const text = value.replace(/\s+#(?:\s.*)?$/u, '').trimEnd()
  const quoted = `${indent}${dash}${key}${colon}${quote(text)}`
  const fault = (rule: RuleName, message: string, at = 0): LineFault => ({ rule, column: column + at, message, mended: quoted, sure: isText && rule !== 'yaml-unclosed-quote' })
  const first = text[0] ?? ''
  if (first === '"' || first === "'") return quoteFault(value.trimEnd(), first, fault)
  if (isText && value.startsWith('#')) return { ...fault('yaml-special-start', `内容以“#”开头，会被当成注释丢掉`), mended: `${indent}${dash}${key}${colon}${quote(value)}` }
  if (/^[&*!]/u.test(text)) return referenceFault(text, isText, fault)
  if (/^[|>]/u.test(text)) return /^[|>][-+\d]*$/u.test(text) ? undefined : fault('yaml-special-start', `内容以“${first}”开头，会被当成特殊写法`)
  const isList = /^\[[^\]]*,[^\]]*\]$/u.test(text)
  if (/^[%@`]/u.test(text) || (isText && (/^(?:\{|[-?] |,)/u.test(text) || (text.startsWith('[') && !isList)))) return fault('yaml-special-start', `内容以“${first}”开头，会被当成特殊写法`)
  if (/^[[{]/u.test(text)) return flowFault(text, line.indent + dash + key + colon)
  // In a line of text one space before # is a space of the text; comments stand further off.
  const hash = value.search(isText ? /\s#\S|(?<=\S) # / : /\s#\S/u)
  if (hash !== -1) return { ...fault('yaml-hash', `“#”后面的文字会被当成注释丢掉：“${value.slice(hash + 1, hash + 21)}”`, hash + 1), mended: `${indent}${dash}${key}${colon}${quote(value.trimEnd())}` }
  const inner = text.search(/:(?:\s|$)/u)
  return inner === -1 ? undefined : fault('yaml-inner-colon', '内容里有半角冒号加空格，会被当成另一个键', inner)
}

type MakeFault = (rule: RuleName, message: string, at?: number) => LineFault

const wholeQuoted = (text: string): string | undefined => (text.startsWith('"') ? /^"(?:[^"\\]|\\.)*"/u : /^'(?:[^']|'')*'/u).exec(text)?.[0]

const unclosed = (sign: string): string => `这里的 ${sign} 没有配对的另一半`

function quoteFault(text: string, sign: string, fault: MakeFault): LineFault | undefined {
  const whole = wholeQuoted(text)
  if (whole === undefined) return fault('yaml-unclosed-quote', unclosed(sign))
  if (/^\s*(?:#.*)?$/u.test(text.slice(whole.length))) return undefined
  return fault('yaml-special-start', `内容以 ${sign} 开头，引号后面的文字会读错`)
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/** A list or map in one line whose quotes or brackets do not close in it. `before` is what stands before it. */
function flowFault(text: string, before: string): LineFault | undefined {
  const open: { sign: string; at: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (/["']/u.test(sign) && /[[{,:]\s*$/u.test(text.slice(Math.max(0, at - 8), at))) {
      const whole = wholeQuoted(text.slice(at))
      if (whole === undefined) return { rule: 'yaml-unclosed-quote', column: before.length + at, message: unclosed(sign), mended: before + text.slice(0, at) + text.slice(at + 1), sure: false }
      at += whole.length - 1
    } else if (CLOSING[sign]) open.push({ sign, at })
    else if (sign === CLOSING[open.at(-1)?.sign ?? '']) open.pop()
  }
  const last = open.at(-1)
  if (!last || open.length > 4) return undefined
  const closing = open.map(({ sign }) => CLOSING[sign] ?? '').reverse().join('')
  return { rule: 'yaml-syntax', column: before.length + last.at, message: `这里的 ${last.sign} 没有配对的 ${CLOSING[last.sign] ?? ''}`, hint: `在这一行末尾补上 ${closing}`, mended: before + text + closing, sure: false }
}

function referenceFault(text: string, isText: boolean, fault: MakeFault): LineFault | undefined {
  const isName = /^[&*!]+[A-Za-z_][\w.:/-]*(?:\s|$)/u.test(text)
  if (isName || !isText) return undefined
  return fault('yaml-special-start', `内容以“${text[0] ?? ''}”开头，会被当成特殊写法`)
}

/** A YAML scalar that is read as exactly this text (YAML 1.2 §7.3.2: only the quote itself is doubled). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
