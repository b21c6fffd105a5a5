import type { Element } from 'hast'
import { toMdast } from 'hast-util-to-mdast'
import type { FootnoteReference, Paragraph, Root, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { articleAddress, type Archive, type Article } from '../archive'
import { citationOf, gbt2025 } from '../cite'
import { reportTree } from './reportTree'

/** A report as Markdown (CommonMark with GFM footnotes): title, text, and each correction as a footnote where it stands. */
export function reportMarkdown(archive: Archive, article: Article): string {
  const { head, body, notes } = reportTree(archive.site, article)
  const content = toMdast({ type: 'root', children: [...head, ...body] }, { handlers: { sup: footnote } }) as Root
  const placed = new Set(footnotesIn(content))
  const root: Root = {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [{ type: 'text', value: article.title }] },
      ...content.children,
      { type: 'thematicBreak' },
      ...notes.map(({ number, text }): RootContent => (number !== undefined && placed.has(String(number))
        ? { type: 'footnoteDefinition', identifier: String(number), children: [paragraph(text)] }
        : paragraph(text))),
      // As code: a reference is copied as it stands, without Markdown's escapes.
      { type: 'code', value: gbt2025(citationOf(archive, article)) },
      { type: 'paragraph', children: [{ type: 'link', url: archive.site.url + articleAddress(article.id), children: [{ type: 'text', value: archive.site.name }] }] },
    ],
  }
  return toMarkdown(root, { extensions: [gfmToMarkdown()], bullet: '-' })
}

const paragraph = (value: string): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] })

/** The mark of a correction, `<sup><a href="…#n1">`, becomes the footnote it points to. */
function footnote(_state: unknown, node: Element): FootnoteReference | undefined {
  const [link] = node.children
  const href = link?.type === 'element' ? link.properties.href : undefined
  const identifier = /#n(\d+)$/.exec(typeof href === 'string' ? href : '')?.[1]
  return identifier === undefined ? undefined : { type: 'footnoteReference', identifier }
}

function footnotesIn(node: Root | RootContent): string[] {
  if (node.type === 'footnoteReference') return [node.identifier]
  return 'children' in node ? node.children.flatMap((child) => footnotesIn(child)) : []
}
