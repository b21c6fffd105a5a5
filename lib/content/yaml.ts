import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair, type Scalar } from 'yaml'
import { checkUnescaped, positionIn } from './decode'
import type { Position, Report } from './diagnostic'
import { lintLines, reportLines } from './lint'

/** YAML in which every scalar is text: dates, numbers and times are typed by our schema, never by YAML's guesses. */
export type YamlValue = YamlText | YamlList | YamlMap

interface Placed {
  readonly at: Position
}

export interface YamlText extends Placed {
  readonly kind: 'text'
  readonly text: string
}

export interface YamlList extends Placed {
  readonly kind: 'list'
  readonly items: readonly YamlValue[]
}

export interface YamlMap extends Placed {
  readonly kind: 'map'
  readonly entries: readonly YamlEntry[]
}

export interface YamlEntry {
  readonly key: string
  readonly keyAt: Position
  readonly value: YamlValue
}

/** Deeper than any frontmatter of ours. */
const DEEPEST = 8

/** Frontmatter is some dozen lines; the parser calls itself for every level, so levels are counted before it is let loose. */
const LONGEST = 64 * 1024
const DEEPEST_FLOW = 24
const DEEP_BLOCK = /(?:[-?:][ \t]+){24}|^ {48}/mu

function isDeep(source: string): boolean {
  let depth = 0
  for (const character of source) {
    if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
    if (depth > DEEPEST_FLOW) return true
  }
  return DEEP_BLOCK.test(source)
}

/**
 * Reads the map in `source`, which stands at `offset` in `text`. `undefined` after reporting when it is no plain map.
 * Lines an editor mistyped are reported and then read as they were meant, so that one run finds everything.
 * Anchors, aliases, tags and merges are refused, so nothing can refer, expand or execute.
 */
export function readYaml(source: string, offset: number, text: string, report: Report): YamlMap | undefined {
  const start = positionIn(text, offset)
  if (source.length > LONGEST || isDeep(source)) return void report('yaml-nesting', start, '开头部分嵌套太深，或者太长')
  const { faults, mended } = lintLines(source)
  reportLines(faults, start.line, report)
  const lineCounter = new LineCounter()
  const document = parseDocument(mended, { schema: 'failsafe', merge: false, uniqueKeys: true, prettyErrors: false, logLevel: 'silent', lineCounter })
  const at = (position: number): Position => {
    const { line, col } = lineCounter.linePos(position)
    return { line: line + start.line - 1, column: line === 1 ? col + start.column - 1 : col }
  }
  if (document.errors.length > 0 && !reportErrors(document, mended, at, report)) return undefined
  if (!isMap(document.contents)) return void report('yaml-syntax', at(Math.max(0, source.search(/\S/u))), '这里应当是一行行的“键: 内容”')
  const value = convert(document.contents, { at, source: mended, report }, 0)
  return value?.kind === 'map' ? value : undefined
}

/** Whether the document can be read all the same: a key written twice hides nothing else. */
function reportErrors(document: Document, source: string, at: (offset: number) => Position, report: Report): boolean {
  const other = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY')
  for (const { code, pos } of other ? [other] : document.errors) {
    const position = at(pos[0])
    switch (code) {
      case 'DUPLICATE_KEY': report('key-duplicate', position, `键“${/^[^:：\n]*/u.exec(source.slice(pos[0]))?.[0].trim() ?? ''}”写了两次`); break
      case 'TAB_AS_INDENT': report('yaml-tab', position, '行首用了制表符（Tab）'); break
      case 'BAD_ALIAS': report('yaml-alias', position, '* 引用了没有的东西'); break
      case 'TAG_RESOLVE_FAILED': report('yaml-tag', position, '内容里用了标签（!）'); break
      default: report('yaml-syntax', position, `“${lineAround(source, pos[0]).trim().slice(0, 30)}”读不懂`)
    }
  }
  return other === undefined
}

function lineAround(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', Math.max(0, offset - 1)) + 1
  const end = source.indexOf('\n', start)
  return source.slice(start, end === -1 ? undefined : end)
}

/** What converting needs to know at every level. */
interface Context {
  readonly at: (offset: number) => Position
  readonly source: string
  readonly report: Report
}

function convert(node: Node | null, context: Context, depth: number): YamlValue | undefined {
  const { at, report } = context
  const position = at(node?.range?.[0] ?? 0)
  if (node === null) return { kind: 'text', text: '', at: position }
  if (!isPlain(node, context)) return undefined
  if (depth > DEEPEST) return void report('yaml-nesting', position, '这里嵌套太深')
  if (isScalar(node)) return { kind: 'text', text: readScalar(node, context).trim(), at: position }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node | null, context, depth + 1))
    return items.includes(undefined) ? undefined : { kind: 'list', items: items as YamlValue[], at: position }
  }
  if (isMap(node)) return convertMap(node.items as Pair<Node, Node | null>[], position, context, depth)
  return void report('yaml-syntax', position, '这里的写法读不懂')
}

/** As far back from a value as its anchor or tag may stand. */
const BEFORE_VALUE = 200

function isPlain(node: Node, { at, source, report }: Context): boolean {
  const start = node.range?.[0] ?? 0
  // A node begins after its anchor and tag.
  const signAt = (sign: string): number => {
    const found = source.slice(Math.max(0, start - BEFORE_VALUE), start).lastIndexOf(sign)
    return found === -1 ? start : Math.max(0, start - BEFORE_VALUE) + found
  }
  if (isAlias(node)) report('yaml-alias', at(start), `“*${node.source.slice(0, 20)}”是引用`)
  else if ('anchor' in node && node.anchor) report('yaml-anchor', at(signAt(`&${node.anchor}`)), `“&${node.anchor.slice(0, 20)}”是锚点`)
  else if (node.tag) {
    const tagAt = source[start] === '!' ? start : signAt(/^!/u.test(node.tag) ? node.tag.slice(0, 2) : '!!')
    report('yaml-tag', at(tagAt), `“${/^\S{1,30}/u.exec(source.slice(tagAt))?.[0] ?? '!'}”是标签`)
  } else return true
  return false
}

function convertMap(pairs: readonly Pair<Node, Node | null>[], position: Position, context: Context, depth: number): YamlMap | undefined {
  const { at, report } = context
  const entries: YamlEntry[] = []
  let isWhole = true
  for (const { key, value } of pairs) {
    const keyAt = at(key.range?.[0] ?? 0)
    const name = isScalar(key) && isPlain(key, context) ? readScalar(key, context) : undefined
    const converted = name === undefined ? undefined : convert(value ?? null, context, depth + 1)
    if (name === '<<') report('yaml-merge', keyAt, '“<<”是合并')
    else if (name !== undefined && FORBIDDEN.has(name)) report('key-forbidden', keyAt, `不能用“${name}”作键`)
    else if (name === undefined && !isScalar(key)) report('yaml-syntax', keyAt, '键只能是文字')
    else if (name !== undefined && converted) {
      if (entries.some((entry) => entry.key === name)) continue
      entries.push({ key: name, keyAt, value: value === null && converted.kind === 'text' ? { ...converted, at: keyAt } : converted })
      continue
    }
    isWhole = false
  }
  return isWhole ? { kind: 'map', entries, at: position } : undefined
}

/** The failsafe schema reads every scalar as text; nothing written is null. */
function readScalar({ value, range }: Scalar, { at, source, report }: Context): string {
  if (typeof value !== 'string') return ''
  const [start, end] = range ?? [0, 0]
  checkUnescaped(value, source.slice(start, end), at(start), report)
  return value
}

/** Names that reach an object's prototype. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
