import type { Definition, FootnoteDefinition, Nodes, PhrasingContent, Root, RootContent, Text } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { remark } from 'remark'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import { visit } from 'unist-util-visit'
import type { BlockKind } from '../archive'
import type { Position, Report } from './diagnostic'

/** A block of the text before names are linked and corrections marked. */
export interface BodyBlock {
  readonly kind: BlockKind
  readonly text: string
  readonly line: number
  readonly node: RootContent
}

export interface Body {
  readonly blocks: readonly BodyBlock[]
  /** Sources of images, as written. */
  readonly images: readonly { readonly src: string; readonly at: Position }[]
}

// singleTilde off: 3~5天，10~20人 is a range, not struck out.
const parser = remark().use(remarkGfm, { singleTilde: false }).use(remarkCjkFriendly).freeze()

const KINDS: Partial<Record<RootContent['type'], BlockKind>> = {
  paragraph: 'paragraph', heading: 'heading', list: 'list', blockquote: 'quote', table: 'table', code: 'code', thematicBreak: 'rule',
}

/** Parses a report's text. `firstLine` is the 1-based line of the file the text begins on. */
export function readBody(markdown: string, firstLine: number, report: Report): Body {
  const root = parser.parse(markdown)
  const images: { src: string; at: Position }[] = []
  const at = (node: Nodes): Position => ({ line: (node.position?.start.line ?? 1) + firstLine - 1, column: node.position?.start.column ?? 1 })
  visit(root, (node) => {
    if (node.type === 'html') report('body-html', at(node), `正文里有代码：${node.value.slice(0, 40)}`)
    else if (node.type === 'heading' && node.depth === 1) report('body-heading', at(node), '正文里有一级标题（#），一页只能有一个')
    else if (node.type === 'image') images.push({ src: node.url, at: at(node) })
    else if ((node.type === 'link' || node.type === 'definition') && !isSafe(node.url)) report('body-link', at(node), `链接“${node.url.slice(0, 60)}”不能用`)
    else if (node.type === 'text') node.value = joinLines(node.value)
  })
  resolveDefinitions(root)
  const notes = numberFootnotes(root)
  const contents = notes ? [...root.children, notes] : root.children
  const blocks = contents.filter((node) => node.type !== 'definition').map((node): BodyBlock => ({
    kind: node === notes ? 'notes' : isFigure(node) ? 'figure' : KINDS[node.type] ?? 'paragraph',
    text: blockText(node),
    line: at(node).line,
    node,
  }))
  return { blocks, images }
}

function isSafe(url: string): boolean {
  return /^(https?:|mailto:)/i.test(url) || /^[/#](?!\/)/.test(url)
}

const CJK = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u{20000}-\\u{3ffff}“”‘’—…·]'
const BETWEEN_CJK = new RegExp(`(?<=${CJK})[ \\t]*\\n[ \\t]*(?=${CJK})`, 'gu')

/** A line end in a paragraph is a space, but between Chinese characters it is nothing. */
function joinLines(value: string): string {
  return value.includes('\n') ? value.replace(BETWEEN_CJK, '').replace(/[ \t]*\n[ \t]*/g, ' ') : value
}

/** Table cells and list items are apart on the page; their texts must not run together in search and excerpts. */
function blockText(node: RootContent): string {
  if (node.type === 'table') return node.children.map((row) => row.children.map((cell) => toString(cell)).join(' ')).join('\n')
  if (node.type === 'list' || node.type === 'blockquote') return node.children.map((child) => toString(child)).join('\n')
  return toString(node)
}

function isFigure(node: RootContent): boolean {
  return node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'image'
}

/** `[text][ref]` → plain links, so that every block can be rendered alone. */
function resolveDefinitions(root: Root): void {
  const definitions = new Map<string, Definition>()
  visit(root, 'definition', (node) => { definitions.set(node.identifier, node) })
  visit(root, 'linkReference', (node, index, parent) => {
    const url = definitions.get(node.identifier)?.url
    if (url !== undefined && parent && index !== undefined) parent.children[index] = { type: 'link', url, children: node.children }
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
  return {
    type: 'list', ordered: true, spread: false,
    children: used.map((identifier, index) => ({
      type: 'listItem', spread: false, data: { hProperties: { id: `note${index + 1}` } },
      children: definitions.get(identifier)?.children ?? [],
    })),
  }
}

function footnoteMark(number: number): PhrasingContent {
  const text: Text = { type: 'text', value: `注${number}` }
  return { type: 'link', url: `#note${number}`, children: [text] }
}
