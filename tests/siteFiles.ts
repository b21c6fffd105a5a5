import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

/** All files below a folder, as paths with forward slashes. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort()
}

/** A page of a built site, parsed. */
export interface ParsedPage {
  /** `/people/wang-hui-jie/` */
  readonly address: string
  readonly html: string
  readonly elements: readonly Element[]
}

export function pagesBelow(folder: string): ParsedPage[] {
  return filesBelow(folder).filter((path) => path.endsWith('.html')).map((path) => {
    const html = readFileSync(join(folder, path), 'utf8')
    return { address: `/${path.replace(/(^|\/)index\.html$/, '$1')}`, html, elements: elementsOf(parse(html)) }
  })
}

export function elementsOf(node: Node): Element[] {
  const own = 'tagName' in node ? [node] : []
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : [])]
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

/** What an element says to a reader. */
export function textOf(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

