import type { Link, Root, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'

/** A parser's lists of extensions, as remark plugins share them. */
interface Extended {
  readonly data: () => { micromarkExtensions?: object[] | undefined; fromMarkdownExtensions?: object[] | undefined }
}

/**
 * Takes GFM's own links of bare addresses (GFM 0.29, 6.9) out of the parser. They end at white space, of which Chinese
 * has none: the rest of the paragraph would be part of the address.
 */
export function withoutAutolinks(this: Extended): void {
  const data = this.data()
  data.micromarkExtensions?.push({ disable: { null: ['wwwAutolink', 'protocolAutolink', 'emailAutolink'] } })
  data.fromMarkdownExtensions = data.fromMarkdownExtensions?.flat().filter((extension) => !('transforms' in extension))
}

/** A web address of the characters of RFC 3986, or a mail address, where no other word runs into it. */
const ADDRESS = /(?<![\w.+/@-])(?:(?:https?:\/\/|www\.)[\w.~:/?#[\]@!$&'()*+,;=%-]+|[\w.+-]+@(?:[a-z\d-]+\.)+[a-z]{2,})/gi
/** What GFM calls a valid domain: names with points between, and no user before them. */
const DOMAIN = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?=[:/?#]|$)/i

type Point = NonNullable<Text['position']>['start']

/** Links the web and mail addresses that stand in a text as they are. The text stays the same, to the character. */
export function linkAddresses(root: Root, markdown: string): void {
  visit(root, (node, index, parent) => {
    if (node.type === 'link' || node.type === 'linkReference') return SKIP
    if (node.type !== 'text' || !parent || index === undefined) return undefined
    const pieces = piecesOf(node, markdown)
    parent.children.splice(index, 1, ...pieces)
    return [SKIP, index + pieces.length]
  })
}

function piecesOf(node: Text, markdown: string): (Text | Link)[] {
  const found = [...node.value.matchAll(ADDRESS)].flatMap(({ 0: run, index }) => {
    const url = urlOf(wholeOf(run))
    return url === undefined ? [] : [{ address: wholeOf(run), url, index }]
  })
  const pieces: (Text | Link)[] = []
  let from = 0
  let point = node.position?.start ?? { line: 1, column: 1, offset: 0 }
  const add = (to: number, url?: string): void => {
    const text: Text = { type: 'text', value: node.value.slice(from, to), position: { start: point, end: point } }
    if (to > from) pieces.push(url === undefined ? text : { type: 'link', url, children: [text], position: { start: point, end: point } })
    from = to
  }
  for (const { address, url, index } of found) {
    add(index)
    point = moved(point, address, markdown, node)
    add(index + address.length, url)
    point = { ...point, column: point.column + address.length, offset: (point.offset ?? 0) + address.length }
  }
  if (found.length === 0) return [node]
  add(node.value.length)
  return pieces
}

/** Where in the file an address stands; one that is written there with escapes is taken to stand where the last piece does. */
function moved(from: Point, address: string, markdown: string, node: Text): Point {
  const offset = markdown.indexOf(address, from.offset)
  if (offset === -1 || offset >= (node.position?.end.offset ?? 0)) return from
  const lines = markdown.slice(from.offset, offset).split('\n')
  const last = lines.at(-1) ?? ''
  return { line: from.line + lines.length - 1, column: lines.length > 1 ? last.length + 1 : from.column + last.length, offset }
}

/** An address without what follows it: a bracket it did not open, signs of the sentence. */
function wholeOf(run: string): string {
  let open = 0
  const end = [...run].findIndex((character) => {
    if (character === '(' || character === '[') open++
    else if (character === ')' || character === ']') open--
    return open < 0
  })
  return run.slice(0, end === -1 ? undefined : end).replace(/[?!.,:;*_~']+$/u, '')
}

function urlOf(address: string): string | undefined {
  if (!/^(?:https?:|www\.)/iu.test(address)) return `mailto:${address}`
  if (!DOMAIN.test(address)) return undefined
  return /^www\./iu.test(address) ? `http://${address}` : address
}
