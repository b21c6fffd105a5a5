import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { factsOf, type PageFacts } from './facts'

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

export interface Inspected {
  readonly nodes: readonly Node[]
  readonly facts: PageFacts
}

/** Parses a page as browsers do. `isCut` tells which of its nodes will not be published. */
export function inspectPage(html: string, isCut: (node: Node) => boolean = () => false): Inspected {
  const errors: string[] = []
  const nodes = nodesOf(parse(html, { sourceCodeLocationInfo: true, onParseError: ({ code }) => { errors.push(code) } }))
  const elements = nodes.filter((node): node is Element => 'tagName' in node && !isCut(node))
  return { nodes, facts: factsOf(elements, errors, html) }
}

/** A node and all within it, in the order they stand in. One list for all: a page has thousands. */
function nodesOf(node: Node, found: Node[] = []): Node[] {
  found.push(node)
  if ('childNodes' in node) for (const child of node.childNodes) nodesOf(child, found)
  return found
}
