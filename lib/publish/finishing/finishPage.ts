import type { DefaultTreeAdapterTypes } from 'parse5'
import { PAGE_POLICY, SEARCH_POLICY } from '../policies'
import type { PageFacts } from '../pages/facts'
import { inspectPage } from '../pages/inspect'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

export interface FinishOptions {
  /** The search page runs our own module and fetches the index; no other page runs anything. */
  readonly runsSearch?: boolean
  /** Address of the one stylesheet that stands for those a page names, in order. */
  readonly stylesheet: (stylesheets: readonly string[]) => Promise<string>
}

/** A page as it is published, and what can be wrong with it. */
export interface FinishedPage {
  readonly html: string
  readonly facts: PageFacts
}

/** Scripts that are data: never executed, so no policy has to allow them. */
const DATA_SCRIPTS = new Set(['application/ld+json', 'speculationrules'])
/** Where our own scripts are published. */
const OWN_SCRIPTS = '/search/'

interface Cut {
  readonly start: number
  readonly end: number
  readonly insert?: string
}

/**
 * Makes a plain page of Next's export: scripts, preloads, flight payloads and React's comments are cut out, the
 * stylesheets become one, and the policy is set right after the charset. Everything else stays byte for byte.
 */
export async function finishPage(html: string, { runsSearch = false, stylesheet }: FinishOptions): Promise<FinishedPage> {
  const { nodes, facts } = inspectPage(html, (node) => isLeftover(node) || isStylesheet(node))
  const elements = nodes.filter((node): node is Element => 'tagName' in node)
  const links = elements.filter(isStylesheet)
  const address = await stylesheet(links.map((link) => attribute(link, 'href') ?? ''))
  const cuts = [
    ...nodes.filter((node) => isLeftover(node)).map((node) => cutOf(node)),
    ...links.map((link, index) => cutOf(link, index === 0 ? `<link rel="stylesheet" href="${address}"/>` : '')),
    ...elements.filter(isCharset).slice(0, 1).map((charset) => policyAfter(charset, runsSearch ? SEARCH_POLICY : PAGE_POLICY)),
  ]
  const finished = apply(html, cuts)
  return { html: finished, facts: { ...facts, bytes: Buffer.byteLength(finished) } }
}

const isStylesheet = (node: Node): boolean => 'tagName' in node && node.tagName === 'link' && attribute(node, 'rel') === 'stylesheet'

function isLeftover(node: Node): boolean {
  if (node.nodeName === '#comment') return true
  if (!('tagName' in node)) return false
  if (node.tagName === 'script') {
    return !DATA_SCRIPTS.has(attribute(node, 'type') ?? '') && !attribute(node, 'src')?.startsWith(OWN_SCRIPTS)
  }
  if (node.tagName === 'link') return /^(?:preload|modulepreload|expect)$/.test(attribute(node, 'rel') ?? '')
  // Next repeats Open Graph for Twitter, which reads Open Graph itself.
  if (node.tagName === 'meta') return /^(?:next-size-adjust$|twitter:)/.test(attribute(node, 'name') ?? '')
  return node.tagName === 'div' && node.attrs.length === 1 && attribute(node, 'hidden') !== undefined && node.childNodes.every((child) => child.nodeName === '#comment')
}

const isCharset = (element: Element): boolean => element.tagName === 'meta' && attribute(element, 'charset') !== undefined

function policyAfter(charset: Element, policy: string): Cut {
  const end = charset.sourceCodeLocation?.endOffset ?? 0
  return { start: end, end, insert: `<meta http-equiv="Content-Security-Policy" content="${policy}"/>` }
}

function cutOf(node: Node, insert = ''): Cut {
  const location = node.sourceCodeLocation
  if (!location) throw new Error(`a ${node.nodeName} the parser made up cannot be cut out of the page`)
  return { start: location.startOffset, end: location.endOffset, insert }
}

/** A cut inside another goes with it; an insertion where a cut begins goes before it. */
function apply(html: string, cuts: readonly Cut[]): string {
  let result = ''
  let at = 0
  for (const { start, end, insert = '' } of [...cuts].sort((a, b) => a.start - b.start || Number(b.start === b.end) - Number(a.start === a.end) || b.end - a.end)) {
    if (start < at) continue
    result += html.slice(at, start) + insert
    at = end
  }
  return result + html.slice(at)
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}
