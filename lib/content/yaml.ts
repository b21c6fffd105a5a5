import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair, type YAMLError } from 'yaml'
import { positionIn } from './decode'
import type { Position, Report } from './diagnostic'

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

/** Deeper than any frontmatter, far below where recursion or a collection bomb would hurt. */
const DEEPEST = 8

/**
 * Reads the map in `source`, which stands at `offset` in `text`. `undefined` after reporting when it is no plain map:
 * anchors, aliases, tags and merges are refused, so nothing can refer, expand or execute.
 */
export function readYaml(source: string, offset: number, text: string, report: Report): YamlMap | undefined {
  const at = (position: number): Position => positionIn(text, offset + position)
  const document = parseDocument(source, { schema: 'failsafe', merge: false, uniqueKeys: true, prettyErrors: false, stringKeys: false })
  if (document.errors.length > 0) {
    reportErrors(document, source, at, report)
    return undefined
  }
  if (!isMap(document.contents)) {
    report('yaml-syntax', at(0), '这里应当是一行行的“键: 内容”')
    return undefined
  }
  const value = convert(document.contents, at, report, 0)
  return value?.kind === 'map' ? value : undefined
}

function reportErrors(document: Document, source: string, at: (offset: number) => Position, report: Report): void {
  const [first] = document.errors
  if (!first) return
  const position = at(first.pos[0])
  const line = lineAround(source, first.pos[0])
  const colon = /^\s*(?:-\s+)?[\w\u4e00-\u9fff]+：|^\s*[a-zA-Z]+:[^\s]/.exec(line)
  if (first.code === 'DUPLICATE_KEY') report('key-duplicate', position, '这个键写了两次')
  else if (first.code === 'TAB_AS_INDENT') report('yaml-tab', position, '行首用了制表符（Tab）')
  else if (colon) report('yaml-colon', position, /：/.test(colon[0]) ? '键后面用了全角冒号' : '冒号后面少一个空格')
  else if (needsQuotes(first, line)) report('yaml-quote', position, `“${line.trim().slice(0, 30)}”里有特殊符号`)
  else report('yaml-syntax', position, `“${line.trim().slice(0, 30)}”读不懂`)
}

function needsQuotes(error: YAMLError, line: string): boolean {
  return /^\s*(?:-\s+)?[^:]+:\s*[[{&*!|>%@`#"']/.test(line) || error.code === 'BLOCK_AS_IMPLICIT_KEY' || /:\s.*:\s/.test(line)
}

function lineAround(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', Math.max(0, offset - 1)) + 1
  const end = source.indexOf('\n', start)
  return source.slice(start, end === -1 ? undefined : end)
}

function convert(node: Node | null, at: (offset: number) => Position, report: Report, depth: number): YamlValue | undefined {
  const position = at(node?.range?.[0] ?? 0)
  if (node === null) return { kind: 'text', text: '', at: position }
  if (isAlias(node) || ('anchor' in node && node.anchor) || node.tag) {
    return void report('yaml-feature', position, '内容以 &、* 或 ! 开头，会被当成特殊写法')
  }
  if (depth > DEEPEST) return void report('yaml-syntax', position, '嵌套太深')
  if (isScalar(node)) return { kind: 'text', text: String(node.value ?? '').trim(), at: position }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node | null, at, report, depth + 1))
    return items.includes(undefined) ? undefined : { kind: 'list', items: items as YamlValue[], at: position }
  }
  if (isMap(node)) return convertMap(node.items as Pair<Node, Node | null>[], position, at, report, depth)
  return void report('yaml-syntax', position, '这里的写法读不懂')
}

function convertMap(pairs: readonly Pair<Node, Node | null>[], position: Position, at: (offset: number) => Position, report: Report, depth: number): YamlMap | undefined {
  const entries: YamlEntry[] = []
  for (const { key, value } of pairs) {
    const keyAt = at(key.range?.[0] ?? 0)
    if (!isScalar(key)) return void report('yaml-syntax', keyAt, '键只能是文字')
    const name = String(key.value)
    if (name === '__proto__' || name === '<<') return void report('key-unknown', keyAt, `不能用“${name}”作键`)
    const converted = convert(value, at, report, depth + 1)
    if (!converted) return undefined
    entries.push({ key: name, keyAt, value: converted })
  }
  return { kind: 'map', entries, at: position }
}
