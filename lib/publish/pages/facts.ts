import type { DefaultTreeAdapterTypes } from 'parse5'

type Element = DefaultTreeAdapterTypes.Element

/** An address a page names, and for what. */
export interface Reference {
  /** As written. */
  readonly target: string
  readonly kind: 'link' | 'image' | 'feed' | 'file'
}

/** What a finished page is held to. */
export interface PageFacts {
  readonly language: string
  readonly titles: readonly string[]
  readonly headings: number
  readonly ids: ReadonlySet<string>
  /** Ids that stand on more than one element. */
  readonly repeated: readonly string[]
  readonly references: readonly Reference[]
  /** Codes of the parse errors of the HTML standard §13.2.2. */
  readonly parseErrors: readonly string[]
  /** Bytes of its HTML. */
  readonly bytes: number
}

/** Reads off the elements of a page what can be wrong with it. */
export function factsOf(elements: readonly Element[], parseErrors: readonly string[], html: string): PageFacts {
  const ids = new Set<string>()
  const repeated = new Set<string>()
  for (const { attrs } of elements) {
    const id = attrs.find(({ name }) => name === 'id')?.value
    if (id === undefined) continue
    if (ids.has(id)) repeated.add(id)
    ids.add(id)
  }
  const title = (element: Element): string => element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  return {
    language: attribute(elements.find(({ tagName }) => tagName === 'html'), 'lang'),
    // An SVG has titles of its own.
    titles: elements.filter(({ tagName, namespaceURI }) => tagName === 'title' && namespaceURI.endsWith('xhtml')).map(title),
    headings: elements.filter(({ tagName }) => tagName === 'h1').length,
    ids,
    repeated: [...repeated],
    references: elements.flatMap(referencesOf),
    parseErrors: [...new Set(parseErrors)],
    bytes: Buffer.byteLength(html),
  }
}

const attribute = (element: Element | undefined, name: string): string => element?.attrs.find((candidate) => candidate.name === name)?.value ?? ''

function referencesOf(element: Element): Reference[] {
  switch (element.tagName) {
    case 'a': case 'area': return all('link', values(element, 'href'))
    case 'link': return all(/atom|rss|feed/u.test(attribute(element, 'type')) ? 'feed' : 'file', values(element, 'href'))
    case 'img': case 'source': return all('image', [...values(element, 'src'), ...values(element, 'srcset').flatMap(candidates)])
    case 'image': case 'use': return all('image', values(element, 'href'))
    case 'script': case 'iframe': case 'embed': case 'audio': case 'video': return all('file', [...values(element, 'src'), ...values(element, 'poster')])
    case 'form': return all('link', values(element, 'action'))
    case 'meta': return /^og:(?:image|url)$/u.test(attribute(element, 'property')) ? all('file', values(element, 'content')) : []
    default: return []
  }
}

const values = ({ attrs }: Element, name: string): string[] => attrs.filter((candidate) => candidate.name === name).map(({ value }) => value)
const all = (kind: Reference['kind'], targets: readonly string[]): Reference[] => targets.map((target) => ({ kind, target }))

/** Addresses of a `srcset` (HTML §4.8.4.2.1). */
const candidates = (srcset: string): string[] => srcset.split(',').map((candidate) => candidate.trim().split(/\s+/u)[0] ?? '').filter(Boolean)
