import type { Paragraph } from 'mdast'
import type { Place } from './lines'

/**
 * A line that is a paragraph and nothing else in CommonMark 0.31 and GFM: without a sign that could mark anything, and
 * begun neither by a space nor by what begins a block. Most reports of a newspaper hold no other lines.
 */
const PLAIN = /^(?![ \t!-/:-@[-`{-~\ufeff]|\d{1,9}[.)])[^\\`*_[\]<>&~|@\u0000-\u001f]*(?<! )$/u
/** GFM makes links of addresses nobody marked. */
const ADDRESS = /www|:\/\//iu

/** A paragraph of one line. */
interface PlainBlock {
  readonly kind: 'paragraph'
  readonly text: string
  readonly line: number
  readonly places: readonly Place[]
  readonly node: Paragraph
}

/**
 * The blocks of a text of plain paragraphs of one line each, as the Markdown parser would read them, in a tenth
 * of its time. `undefined` for any other text: that is the parser's to read.
 */
export function plainBlocks(markdown: string, firstLine: number): PlainBlock[] | undefined {
  if (ADDRESS.test(markdown)) return undefined
  const lines = markdown.split('\n')
  const isPlain = lines.every((line, index) => line === '' || (PLAIN.test(line) && (lines[index - 1] ?? '') === ''))
  if (!isPlain) return undefined
  return lines.flatMap((text, index) => (text === '' ? [] : [{
    kind: 'paragraph', text, line: index + firstLine,
    places: [{ offset: 0, line: index + firstLine, column: 1 }],
    node: { type: 'paragraph', children: [{ type: 'text', value: text }] },
  }]))
}
