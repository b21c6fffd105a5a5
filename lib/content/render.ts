import type { ElementContent } from 'hast'
import type { Parents, PhrasingContent, Root, RootContent, Text } from 'mdast'
import { remark } from 'remark'
import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import { visit } from 'unist-util-visit'
import { changedSpan, noteSign, personAddress, type Block, type Correction, type Dateline } from '../archive'
import type { BodyBlock } from './body'
import { indentOf } from './byline'
import { flatten, type LinkSpan, type TextPiece } from './flatten'
import { mentionFinder, type ListedPerson, type Mention } from './mentions'

export interface Marking {
  readonly people: readonly ListedPerson[]
  /** Corrections of the text. */
  readonly corrections: readonly Correction[]
  /** Opening words, of which 本报讯 is set apart and no name linked. */
  readonly dateline?: Dateline
}

/** Where a person is first named. */
export interface FirstMention {
  readonly block: number
  readonly start: number
  readonly end: number
}

export interface Rendered {
  readonly blocks: readonly Block[]
  /** By slug; people the text does not name are absent. */
  readonly firstMentions: ReadonlyMap<string, FirstMention>
}

/** The elements and attributes a text may hold; classes and ids come from this file alone, as raw HTML is refused. */
const ALLOWED = {
  tagNames: ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'pre', 'code', 'hr', 'br', 'em', 'strong', 'del', 'a', 'img', 'figure', 'figcaption', 'span', 'b', 'sup'],
  attributes: {
    '*': ['id'], a: ['href', 'ariaLabel'], img: ['src', 'alt'], ol: ['start'],
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
export function renderBlocks(blocks: readonly BodyBlock[], marking: Marking, imageAddress: (src: string) => string): Rendered {
  const find = mentionFinder(marking.people)
  const firstMentions = new Map<string, FirstMention>()
  const linked = new Set<string>()
  const rendered = blocks.map(({ kind, text, line, node }, index): Block => {
    const anchor = `p${index + 1}`
    // Who wrote the report may have the name of somebody in it.
    const from = index === 0 ? marking.dateline?.printed.length ?? 0 : 0
    const mentions = find(text.slice(from)).map(({ slug, start, end }) => ({ slug, start: start + from, end: end + from }))
    for (const { slug, start, end } of mentions) {
      if (!firstMentions.has(slug)) firstMentions.set(slug, { block: index, start, end })
    }
    const copy = structuredClone(node)
    markText(copy, mentions, linked, marking.corrections, index === 0 ? marking.dateline?.agency : undefined)
    return { anchor, kind, text, line, html: toHtml(copy, anchor, imageAddress) }
  })
  return { blocks: rendered, firstMentions }
}

/** Blocks that carry no anchors and link no names, such as the note of an issue. */
export function renderPlain(blocks: readonly BodyBlock[], imageAddress: (src: string) => string): string {
  return blocks.map(({ node }) => toHtml(structuredClone(node), undefined, imageAddress)).join('\n')
}

function toHtml(node: RootContent, id: string | undefined, imageAddress: (src: string) => string): string {
  visit(node, 'image', (image) => { image.url = imageAddress(image.url) })
  const block = asFigure(node)
  if (id) setProperties(block, { id })
  const root: Root = { type: 'root', children: [block] }
  return writer.stringify(root).trim()
}

/** A picture standing alone is a figure; its Markdown title is the caption. */
function asFigure(node: RootContent): RootContent {
  const [image, ...others] = node.type === 'paragraph' ? node.children : []
  if (image?.type !== 'image' || others.length > 0 || node.type !== 'paragraph') return node
  const caption = image.title ? [element('figcaption', {}, [{ type: 'text', value: image.title }])] : []
  delete image.title
  return { ...node, data: { hName: 'figure' }, children: [image, ...caption] }
}

function setProperties(node: RootContent, properties: object): void {
  const data = node.data as { hProperties?: object } | undefined
  node.data = { ...data, hProperties: { ...data?.hProperties, ...properties } }
}

/** What a stretch of a block's text becomes. Offsets are into the block's text. */
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

function markText(block: RootContent, mentions: readonly Mention[], linked: Set<string>, corrections: readonly Correction[], agency: string | undefined): void {
  const { text, pieces, codes, links } = flatten(block)
  const ranges = [...linkRanges(mentions, pieces, linked), ...agencyRange(text, agency)]
  const notes: Note[] = []
  for (const correction of corrections) {
    const at = text.indexOf(correction.corrected)
    if (at === -1) continue
    const { start, end } = changedSpan(correction)
    // A link cannot stand in a link: inside a name the mark follows the whole name, and inside a link the whole link.
    const link = ranges.find((range) => range.as === 'link' && range.start < at + end && at + end < range.end)
    notes.push({ at: link?.end ?? at + end, number: correction.number })
    ranges.push({ start: at + start, end: at + end, as: 'corrected' })
  }
  if (ranges.length === 0) return
  const linkAround = ({ at }: Note): LinkSpan | undefined => links.find(({ start, end }) => start < at && at <= end)
  const inPlace = notes.filter((note) => !linkAround(note))
  for (const { node, parent, offset } of pieces) replace(node, parent, cut(node.value, offset, ranges, inPlace))
  for (const { node, offset } of codes) {
    const marked = cut(node.value, offset, ranges.filter(({ as }) => as === 'corrected'), inPlace).map(asHast)
    // As mdast-util-to-hast ends a block of code.
    if (marked.some(({ type }) => type === 'element')) node.data = { hChildren: node.type === 'code' ? [...marked, { type: 'text', value: '\n' }] : marked }
  }
  for (const note of notes.toReversed()) {
    const link = linkAround(note)
    if (link) replace(link.node, link.parent, [link.node, noteMark(note.number)])
  }
}

function replace(node: PhrasingContent, { children }: Parents, by: readonly PhrasingContent[]): void {
  children.splice(children.indexOf(node as never), 1, ...(by as never[]))
}

/** Our own elements as they are in HTML: what is in code is not Markdown. */
function asHast(node: PhrasingContent): ElementContent {
  if (node.type !== 'emphasis') return { type: 'text', value: 'value' in node ? node.value : '' }
  const { hName = 'em', hProperties = {} } = node.data ?? {}
  return { type: 'element', tagName: hName, properties: hProperties, children: node.children.map(asHast) }
}

/** The first mention of each person that stands whole in one text node outside any link. */
function linkRanges(mentions: readonly Mention[], pieces: readonly TextPiece[], linked: Set<string>): Range[] {
  return mentions.flatMap(({ slug, start, end }): Range[] => {
    if (linked.has(slug)) return []
    const linkable = pieces.some(({ node, offset, closed }) => !closed && offset <= start && end <= offset + node.value.length)
    if (!linkable) return []
    linked.add(slug)
    return [{ start, end, as: 'link', slug }]
  })
}

function agencyRange(text: string, agency: string | undefined): Range[] {
  const start = indentOf(text)
  return agency && text.startsWith(agency, start) ? [{ start, end: start + agency.length, as: 'agency' }] : []
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
      result.push({ type: 'link', url: personAddress(slug), children: openLink.children })
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
