import type { Parents, RootContent, Text } from 'mdast'
import { toString } from 'mdast-util-to-string'
import type { Position } from './diagnostic'

/** Where in the file a stretch of text begins. */
export interface Place extends Position {
  /** Offset into the text. */
  readonly offset: number
}

/** Variation selectors belong to the ideograph before them (Unicode, Ideographic Variation Database). */
const CJK = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}\u{e0100}-\u{e01ef}“”‘’—…·]/u

/**
 * A line end inside a paragraph is a space, but between Chinese characters it is nothing. Joins the lines of a text
 * node and tells where each of them began, so that a place in the joined text can be found again in the file.
 */
export function joinLines(node: Text, index: number, parent: Parents, rawLines: readonly string[]): { value: string; places: Place[] } {
  const { line = 1, column = 1 } = node.position?.start ?? {}
  const lines = node.value.split('\n')
  const before = characterBefore(parent.children[index - 1])
  const after = characterAfter(parent.children[index + 1])
  const parts: string[] = []
  let length = 0
  let left = before
  const places: Place[] = []
  const add = (part: string): void => {
    parts.push(part)
    length += part.length
    left = last(part) ?? left
  }
  for (const [nth, raw] of lines.entries()) {
    const content = nth === 0 && nth === lines.length - 1 ? raw : trimmed(raw, nth > 0, nth < lines.length - 1)
    if (nth > 0) {
      const right = first(content) ?? after
      if (!(CJK.test(left) && CJK.test(right))) add(' ')
    }
    const found = nth === 0 ? column - 1 : Math.max(0, (rawLines[line + nth - 1] ?? '').indexOf(content))
    places.push({ offset: length, line: line + nth, column: found + 1 })
    add(content)
  }
  return { value: parts.join(''), places }
}

function trimmed(text: string, atStart: boolean, atEnd: boolean): string {
  const from = atStart ? text.replace(/^[ \t]+/u, '') : text
  return atEnd ? from.replace(/[ \t]+$/u, '') : from
}

/** Whole characters, of two code units where they are beyond the BMP. */
const first = (text: string): string | undefined => [...text.slice(0, 2)][0]
const last = (text: string): string | undefined => [...text.slice(-2)].at(-1)

const characterBefore = (sibling: RootContent | undefined): string => (sibling ? last(toString(sibling)) ?? '' : '')
const characterAfter = (sibling: RootContent | undefined): string => (sibling ? first(toString(sibling)) ?? '' : '')
