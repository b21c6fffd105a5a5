import type { PhrasingContent, Root, RootContent, Text } from 'mdast'
import { remark } from 'remark'
import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import { visit } from 'unist-util-visit'
import { changedSpan, noteSign, personAddress, type Block, type Correction } from '../archive'
import type { BodyBlock } from './body'

/** A name to link at its first mention. */
export interface LinkedName {
  /** As it may stand in the text: the printed name and aliases. */
  readonly names: readonly string[]
  readonly slug: string
}

export interface Marking {
  readonly people: readonly LinkedName[]
  /** Corrections of the text. */
  readonly corrections: readonly Correction[]
  /** Opening words to set apart: 本报讯. */
  readonly agency?: string
}

/** The elements and attributes a text may hold; classes and ids come from this file alone, as raw HTML is refused. */
const ALLOWED = {
  tagNames: ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'pre', 'code', 'hr', 'br', 'em', 'strong', 'del', 'a', 'img', 'figure', 'span', 'b', 'sup'],
  attributes: {
    '*': ['id'], a: ['href', 'ariaLabel'], img: ['src', 'alt'], ol: ['start'], th: ['align'], td: ['align'],
    span: [['className', 'em']] as [string, string][], b: [['className', 'src']] as [string, string][],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  clobberPrefix: '',
  strip: ['script', 'style'],
}

const writer = remark().use(remarkGfm).use(remarkHtml, { sanitize: ALLOWED as never }).freeze()

/**
 * The blocks of a report as safe HTML: each listed name linked where it first stands, corrections marked.
 * `imageAddress` turns an image's source into its address on the site.
 */
export function renderBlocks(blocks: readonly BodyBlock[], marking: Marking, imageAddress: (src: string) => string): Block[] {
  const unlinked = new Set(marking.people)
  return blocks.map(({ kind, text, line, node }, index) => {
    const anchor = `p${index + 1}`
    const copy = structuredClone(node)
    setId(copy, anchor)
    markText(copy, unlinked, marking.corrections, index === 0 ? marking.agency : undefined)
    visit(copy, 'image', (image) => { image.url = imageAddress(image.url) })
    const root: Root = { type: 'root', children: [copy] }
    return { anchor, kind, text, line, html: writer.stringify(root).trim() }
  })
}

function setId(node: RootContent, id: string): void {
  node.data = { ...node.data, hProperties: { ...(node.data as { hProperties?: object } | undefined)?.hProperties, id } } as RootContent['data']
}

/** What a stretch of a block's text becomes. Offsets are into the block's text nodes joined. */
interface Range {
  readonly start: number
  readonly end: number
  readonly as: 'link' | 'corrected' | 'agency'
  readonly slug?: string
}

interface Note {
  readonly at: number
  readonly number: number
}

function markText(block: RootContent, unlinked: Set<LinkedName>, corrections: readonly Correction[], agency: string | undefined): void {
  const pieces = textNodes(block)
  const whole = pieces.map(({ node }) => node.value).join('')
  const ranges = [...linkRanges(whole, pieces, unlinked), ...agencyRange(whole, agency)]
  const notes: Note[] = []
  for (const correction of corrections) {
    const at = whole.indexOf(correction.corrected)
    if (at === -1) continue
    const { start, end } = changedSpan(correction)
    ranges.push({ start: at + start, end: at + end, as: 'corrected' })
    notes.push({ at: at + end, number: correction.number })
  }
  if (ranges.length === 0) return
  // From the last text node to the first, so that earlier indexes in a shared parent stay true.
  for (const { node, parent, offset } of pieces.reverse()) {
    const replaced = cut(node.value, offset, ranges, notes)
    const index = parent.children.indexOf(node as never)
    parent.children.splice(index, 1, ...(replaced as never[]))
  }
}

interface TextPiece {
  readonly node: Text
  readonly parent: { children: unknown[] }
  readonly offset: number
  readonly linked: boolean
}

function textNodes(block: RootContent): TextPiece[] {
  const found: TextPiece[] = []
  let offset = 0
  const walk = (node: RootContent, linked: boolean): void => {
    if (!('children' in node)) return
    for (const child of node.children) {
      if (child.type === 'text') {
        found.push({ node: child, parent: node, offset, linked })
        offset += child.value.length
      } else walk(child, linked || child.type === 'link')
    }
  }
  walk(block, block.type === 'code')
  return found
}

/** First mentions in this block, the longest name first where several begin at one place; found names leave `unlinked`. */
function linkRanges(whole: string, pieces: readonly TextPiece[], unlinked: Set<LinkedName>): Range[] {
  const ranges: Range[] = []
  const candidates = [...unlinked].flatMap((person) => person.names.map((name) => ({ person, name })))
    .sort((a, b) => b.name.length - a.name.length)
  for (const { person, name } of candidates) {
    if (!unlinked.has(person)) continue
    const start = freePlace(whole, name, pieces, ranges)
    if (start === -1) continue
    ranges.push({ start, end: start + name.length, as: 'link', slug: person.slug })
    unlinked.delete(person)
  }
  return ranges
}

function freePlace(whole: string, name: string, pieces: readonly TextPiece[], taken: readonly Range[]): number {
  for (let start = whole.indexOf(name); start !== -1; start = whole.indexOf(name, start + 1)) {
    const end = start + name.length
    const inOneNode = pieces.some(({ node, offset, linked }) => !linked && offset <= start && end <= offset + node.value.length)
    if (inOneNode && !taken.some((range) => start < range.end && range.start < end)) return start
  }
  return -1
}

function agencyRange(whole: string, agency: string | undefined): Range[] {
  return agency && whole.startsWith(agency) ? [{ start: 0, end: agency.length, as: 'agency' }] : []
}

function cut(value: string, offset: number, ranges: readonly Range[], notes: readonly Note[]): PhrasingContent[] {
  const inside = (position: number): boolean => position > offset && position < offset + value.length
  const places = [...ranges.flatMap(({ start, end }) => [start, end]), ...notes.map(({ at }) => at)].filter(inside)
  const bounds = [...new Set([offset, ...places, offset + value.length])].sort((a, b) => a - b)
  const result: PhrasingContent[] = []
  let openLink: { slug: string; children: PhrasingContent[] } | undefined
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const end = bounds[index + 1] ?? start
    const covering = ranges.filter((range) => range.start <= start && end <= range.end)
    const piece = styled(value.slice(start - offset, end - offset), covering)
    const slug = covering.find((range) => range.as === 'link')?.slug
    if (slug === undefined) {
      openLink = undefined
      result.push(piece)
    } else if (openLink?.slug === slug) openLink.children.push(piece)
    else {
      openLink = { slug, children: [piece] }
      result.push({ type: 'link', url: personAddress(slug), children: openLink.children as never })
    }
    result.push(...notes.filter(({ at }) => at === end).map(({ number }) => noteMark(number)))
  }
  return result
}

function styled(value: string, covering: readonly Range[]): PhrasingContent {
  const text: Text = { type: 'text', value }
  if (covering.some((range) => range.as === 'corrected')) return element('span', { className: ['em'] }, [text])
  if (covering.some((range) => range.as === 'agency')) return element('b', { className: ['src'] }, [text])
  return text
}

function noteMark(number: number): PhrasingContent {
  const link = element('a', { href: `#n${number}`, id: `r${number}`, ariaLabel: `校勘记${number}` }, [{ type: 'text', value: noteSign(number) }])
  return element('sup', {}, [link])
}

/** An inline element of our own: mdast's emphasis under another name (mdast-util-to-hast `hName`). */
function element(name: string, properties: object, children: PhrasingContent[]): PhrasingContent {
  return { type: 'emphasis', data: { hName: name, hProperties: properties as never }, children }
}
