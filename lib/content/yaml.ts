import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair, type Scalar } from 'yaml'
import { positionIn } from './decode'
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
  if (document.errors.length > 0) return void reportErrors(document, mended, at, report)
  if (!isMap(document.contents)) return void report('yaml-syntax', at(Math.max(0, source.search(/\S/u))), '这里应当是一行行的“键: 内容”')
  const value = convert(document.contents, at, report, 0)
  return value?.kind === 'map' ? value : undefined
}

function reportErrors(document: Document, source: string, at: (offset: number) => Position, report: Report): void {
  const [first] = document.errors
  if (!first) return
  const position = at(first.pos[0])
  const line = lineAround(source, first.pos[0])
  switch (first.code) {
    case 'DUPLICATE_KEY': return report('key-duplicate', position, `键“${line.split(':')[0]?.trim() ?? ''}”写了两次`)
    case 'TAB_AS_INDENT': return report('yaml-tab', position, '行首用了制表符（Tab）')
    case 'BAD_ALIAS': return report('yaml-alias', position, '* 引用了没有的东西')
    case 'TAG_RESOLVE_FAILED': return report('yaml-tag', position, '内容里用了标签（!）')
    default: return report('yaml-syntax', position, `“${line.trim().slice(0, 30)}”读不懂`)
  }
}

function lineAround(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', Math.max(0, offset - 1)) + 1
  const end = source.indexOf('\n', start)
  return source.slice(start, end === -1 ? undefined : end)
}

type PlaceAt = (offset: number) => Position

function convert(node: Node | null, at: PlaceAt, report: Report, depth: number): YamlValue | undefined {
  const position = at(node?.range?.[0] ?? 0)
  if (node === null) return { kind: 'text', text: '', at: position }
  if (!isPlain(node, position, report)) return undefined
  if (depth > DEEPEST) return void report('yaml-nesting', position, '这里嵌套太深')
  if (isScalar(node)) return { kind: 'text', text: scalarText(node).trim(), at: position }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node | null, at, report, depth + 1))
    return items.includes(undefined) ? undefined : { kind: 'list', items: items as YamlValue[], at: position }
  }
  if (isMap(node)) return convertMap(node.items as Pair<Node, Node | null>[], position, at, report, depth)
  return void report('yaml-syntax', position, '这里的写法读不懂')
}

function isPlain(node: Node, position: Position, report: Report): boolean {
  if (isAlias(node)) report('yaml-alias', position, `“*${node.source.slice(0, 20)}”是引用`)
  else if ('anchor' in node && node.anchor) report('yaml-anchor', position, `“&${node.anchor.slice(0, 20)}”是锚点`)
  else if (node.tag) report('yaml-tag', position, `“${node.tag.slice(0, 30)}”是标签`)
  else return true
  return false
}

function convertMap(pairs: readonly Pair<Node, Node | null>[], position: Position, at: PlaceAt, report: Report, depth: number): YamlMap | undefined {
  const entries: YamlEntry[] = []
  let isWhole = true
  for (const { key, value } of pairs) {
    const keyAt = at(key.range?.[0] ?? 0)
    const name = isScalar(key) && isPlain(key, keyAt, report) ? scalarText(key) : undefined
    const converted = name === undefined ? undefined : convert(value ?? null, at, report, depth + 1)
    if (name === '<<') report('yaml-merge', keyAt, '“<<”是合并')
    else if (name !== undefined && FORBIDDEN.has(name)) report('key-forbidden', keyAt, `不能用“${name}”作键`)
    else if (name === undefined && !isScalar(key)) report('yaml-syntax', keyAt, '键只能是文字')
    else if (name !== undefined && converted) {
      entries.push({ key: name, keyAt, value: value === null && converted.kind === 'text' ? { ...converted, at: keyAt } : converted })
      continue
    }
    isWhole = false
  }
  return isWhole ? { kind: 'map', entries, at: position } : undefined
}

/** The failsafe schema reads every scalar as text; nothing written is null. */
const scalarText = ({ value }: Scalar): string => (typeof value === 'string' ? value : '')

/** Names that reach an object's prototype. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
