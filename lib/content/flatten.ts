import type { Code, InlineCode, Link, ListItem, Nodes, Parents, RootContent, Text } from 'mdast'

/** A text node of a block, and where its value begins in the block's text. */
export interface TextPiece {
  readonly node: Text
  readonly parent: Parents
  readonly offset: number
  /** Inside a link already, or in code: no name may be linked there. */
  readonly closed: boolean
}

/** Code has its text in itself, not in a node below it. */
export interface CodePiece {
  readonly node: Code | InlineCode
  readonly offset: number
}

/** A link, and where its text begins and ends in the block's text. */
export interface LinkSpan {
  readonly node: Link
  readonly parent: Parents
  readonly start: number
  readonly end: number
}

/** An item of a numbered list, and where its number stands in the block's text. */
export interface NumberedItem {
  readonly node: ListItem
  readonly offset: number
}

/** The plain text of a block, and what it is made of. Offsets into one are offsets into the other. */
export interface FlatText {
  readonly text: string
  readonly pieces: readonly TextPiece[]
  readonly codes: readonly CodePiece[]
  readonly links: readonly LinkSpan[]
  readonly items: readonly NumberedItem[]
}

/**
 * Reads a block as text. Cells and list items are set apart, for on the page they are: in search and excerpts they
 * must not run together. The numbers of a list are words of the paper, though Markdown's tree has them only as a count.
 * The marks and numbers of footnotes and the descriptions of pictures are no part of the printed text.
 */
export function flatten(block: RootContent): FlatText {
  const pieces: TextPiece[] = []
  const codes: CodePiece[] = []
  const links: LinkSpan[] = []
  const items: NumberedItem[] = []
  let text = ''
  const walk = (node: Nodes, parent: Parents | undefined, closed: boolean): void => {
    if (isFootnoteMark(node)) return
    if (node.type === 'text' && parent) {
      pieces.push({ node, parent, offset: text.length, closed })
      text += node.value
    } else if (node.type === 'inlineCode' || node.type === 'code') {
      codes.push({ node, offset: text.length })
      text += node.value
    } else if (node.type === 'break') text += '\n'
    else if ('children' in node) {
      const gap = separator(node)
      const start = text.length
      for (const [index, child] of node.children.entries()) {
        if (index > 0) text += gap
        if (node.type === 'list' && node.ordered && child.type === 'listItem' && !isFootnote(child)) {
          items.push({ node: child, offset: text.length })
          text += `${(node.start ?? 1) + index}. `
        }
        walk(child, node, closed || node.type === 'link')
      }
      if (node.type === 'link' && parent) links.push({ node, parent, start, end: text.length })
    }
  }
  walk(block, undefined, false)
  return { text, pieces, codes, links, items }
}

function separator(node: Parents): string {
  switch (node.type) {
    case 'tableRow': return ' '
    case 'list': case 'listItem': case 'blockquote': case 'table': return '\n'
    default: return ''
  }
}

function isFootnoteMark(node: Nodes): boolean {
  return node.type === 'link' && isFootnote(node)
}

function isFootnote({ data }: Nodes): boolean {
  return data !== undefined && 'footnote' in data
}
