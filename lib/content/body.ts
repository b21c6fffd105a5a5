import type { Definition, FootnoteDefinition, Link, ListItem, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast'
import { remark } from 'remark'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import { visit } from 'unist-util-visit'
import type { BlockKind } from '../archive'
import { linkAddresses, withoutAutolinks } from './bareAddresses'
import { reportBodyFaults } from './bodyFaults'
import type { Position, Report } from './diagnostic'
import { flatten } from './flatten'
import { joinLines, type Place } from './lines'
import { plainBlocks } from './plainBody'

/** A block of the text before names are linked and corrections marked. Plain JSON. */
export interface BodyBlock {
  readonly kind: BlockKind
  readonly text: string
  /** 1-based line in the file. */
  readonly line: number
  /** Where the pieces of the text stand in the file. */
  readonly places: readonly Place[]
  readonly node: RootContent
}

/** Where in the file a character of a block's text stands. */
export function positionInBlock({ line, places }: BodyBlock, offset: number): Position {
  const place = places.findLast((candidate) => candidate.offset <= offset)
  return place ? { line: place.line, column: place.column + offset - place.offset } : { line, column: 1 }
}

/** An address written in the text, for what can only be checked once all files are known. */
export interface Reference extends Position {
  readonly target: string
}

export interface Body {
  readonly blocks: readonly BodyBlock[]
  readonly images: readonly Reference[]
  readonly links: readonly Reference[]
}

// singleTilde off: 3~5天，10~20人 is a range, not struck out.
const parser = remark().use(remarkGfm, { singleTilde: false }).use(withoutAutolinks).use(remarkCjkFriendly).freeze()

const KINDS: Partial<Record<RootContent['type'], BlockKind>> = {
  paragraph: 'paragraph', heading: 'heading', list: 'list', blockquote: 'quote', table: 'table', code: 'code', thematicBreak: 'rule',
}

/** The parser and the tree's walkers call themselves for every level, be it marked in one line or set in under others. */
const DEEP_BLOCKS = /^[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){12}.*$|^(?: {32}|\t{8})[ \t]*(?:[-*+>]|\d{1,9}[.)])[ \t].*$/gmu
const THEMATIC_BREAK = /^[ \t]*(?:[-\s]+|[*\s]+)$/u

/**
 * What costs the parser more than its length, and how much of it is a second's work: open brackets and emphasis, cells
 * of a table, headings underlined or not, items of lists, lines quoted, mail and web addresses, escapes, lines at all.
 */
const COSTLY: readonly (readonly [pattern: RegExp, most: number])[] = [
  [/[[\]*_~`<!]/gu, 2000], [/\|/gu, 4000], [/^ {0,3}(?:-+|=+)[ \t]*$/gmu, 50], [/^ {0,3}#{1,6}[ \t]/gmu, 2000], [/^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/gmu, 2000],
  [/^ {0,3}>/gmu, 2000], [/@/gu, 2000], [/:\/\/|www\./giu, 2000], [/[&\\]/gu, 10_000], [/\n/gu, 20_000],
]

function isCostly(markdown: string): boolean {
  const deep = markdown.match(DEEP_BLOCKS) ?? []
  return deep.some((line) => !THEMATIC_BREAK.test(line)) || COSTLY.some(([pattern, most]) => (markdown.match(pattern)?.length ?? 0) > most)
}

/**
 * Parses a report's text. `firstLine` is the 1-based line of the file the text begins on. `undefined` after reporting
 * a text that would stall the parser.
 */
export function readBody(markdown: string, firstLine: number, report: Report): Body | undefined {
  if (isCostly(markdown)) {
    const blankLines = markdown.slice(0, markdown.search(/\S/u)).split('\n').length - 1
    return void report('body-nesting', { line: firstLine + blankLines, column: 1 }, '正文里的行、引用、列表或符号（[ * _ | 等）多得不像一篇报道')
  }
  const blocks = plainBlocks(markdown, firstLine)
  return blocks ? { blocks, images: [], links: [] } : readMarkdown(markdown, firstLine, report)
}

/** Any text that does not stall the parser. */
export function readMarkdown(markdown: string, firstLine: number, report: Report): Body {
  const root = parser.parse(markdown)
  const rawLines = markdown.split('\n')
  const at = (node: Nodes): Position => ({ line: (node.position?.start.line ?? 1) + firstLine - 1, column: node.position?.start.column ?? 1 })
  reportBodyFaults({ root, markdown, rawLines, at }, report)
  linkAddresses(root, markdown)
  const { images, links } = references(root, at)
  const places = joinAllLines(root, rawLines, firstLine)
  resolveDefinitions(root)
  const notes = numberFootnotes(root)
  const contents = (notes ? [...root.children, notes] : root.children).filter((node) => node.type !== 'definition' && node.type !== 'html')
  const blocks = contents.map((node): BodyBlock => {
    const line = at(node).line
    const kind = node === notes ? 'notes' : isFigure(node) ? 'figure' : KINDS[node.type] ?? 'paragraph'
    const { text, pieces, items } = flatten(node)
    const ofPieces = pieces.flatMap((piece) => (places.get(piece.node) ?? []).map((place) => ({ ...place, offset: place.offset + piece.offset })))
    const ofNumbers = items.map((item) => ({ ...at(item.node), offset: item.offset }))
    return { kind, text, line, places: [...ofPieces, ...ofNumbers].sort((a, b) => a.offset - b.offset), node: withoutPositions(node) }
  })
  return { blocks, images, links }
}

function references(root: Root, at: (node: Nodes) => Position): Pick<Body, 'images' | 'links'> {
  const images: Reference[] = []
  const links: Reference[] = []
  visit(root, (node) => {
    if (node.type === 'image') images.push({ target: node.url, ...at(node) })
    else if ((node.type === 'link' || node.type === 'definition') && /^(?:\/(?!\/)|#|https?:\/\/)/iu.test(node.url)) links.push({ target: node.url, ...at(node) })
  })
  return { images, links }
}

function joinAllLines(root: Root, rawLines: readonly string[], firstLine: number): Map<Nodes, Place[]> {
  const found = new Map<Nodes, Place[]>()
  const joined: { node: { value: string }; value: string }[] = []
  visit(root, 'text', (node, index, parent) => {
    const { value, places } = joinLines(node, index ?? 0, parent as Parents, rawLines)
    found.set(node, places.map((place) => ({ ...place, line: place.line + firstLine - 1 })))
    joined.push({ node, value })
  })
  // Only now, since each node looks at its neighbours as they were written.
  for (const { node, value } of joined) node.value = value
  return found
}

function isFigure(node: RootContent): boolean {
  return node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'image'
}

/** `[text][ref]` and `![alt][ref]` → plain links and images, so that every block can be rendered alone. */
function resolveDefinitions(root: Root): void {
  const definitions = new Map<string, Definition>()
  visit(root, 'definition', (node) => { if (!definitions.has(node.identifier)) definitions.set(node.identifier, node) })
  visit(root, (node, index, parent) => {
    if ((node.type !== 'linkReference' && node.type !== 'imageReference') || !parent || index === undefined) return
    const url = definitions.get(node.identifier)?.url
    if (url === undefined) return
    parent.children[index] = node.type === 'linkReference' ? { type: 'link', url, children: node.children } : { type: 'image', url, alt: node.alt }
  })
}

/** Footnotes as one list at the end with ids of our own; a reference becomes a link to its note. */
function numberFootnotes(root: Root): RootContent | undefined {
  const definitions = new Map<string, FootnoteDefinition>()
  visit(root, 'footnoteDefinition', (node) => { definitions.set(node.identifier, node) })
  const used: string[] = []
  visit(root, 'footnoteReference', (node, index, parent) => {
    if (!definitions.has(node.identifier) || !parent || index === undefined) return
    if (!used.includes(node.identifier)) used.push(node.identifier)
    parent.children[index] = footnoteMark(used.indexOf(node.identifier) + 1)
  })
  root.children = root.children.filter((node) => node.type !== 'footnoteDefinition')
  if (used.length === 0) return undefined
  const items = used.map((identifier, index): ListItem => ({
    type: 'listItem',
    data: Object.assign({ hProperties: { id: `note${index + 1}` } }, { footnote: index + 1 }),
    children: definitions.get(identifier)?.children ?? [],
  }))
  const first = definitions.get(used[0] ?? '')
  return { type: 'list', ordered: true, spread: false, children: items, position: first?.position }
}

function footnoteMark(number: number): PhrasingContent {
  const mark: Link = { type: 'link', url: `#note${number}`, children: [{ type: 'text', value: `注${number}` }] }
  return Object.assign(mark, { data: { footnote: number } })
}

/** Positions are half of a tree's size and of no use once places are known. */
function withoutPositions<T extends Nodes>(node: T): T {
  const copy = { ...node }
  delete copy.position
  if ('children' in copy) copy.children = copy.children.map((child) => withoutPositions(child))
  return copy
}
