import type { Element, ElementContent, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { articleAddress, asSentence, FIELD_NAMES, noteSign, type Article, type Photo, type Site } from '../archive'

/** A whole report without its title, as one tree that feeds write as HTML and `index.md` as Markdown. Addresses are absolute. */
export interface ReportTree {
  /** 栏题, 引题, 副题 and byline, each a paragraph. */
  readonly head: readonly Element[]
  /** Pictures, text, and where text is lost the words that say so; then the footnotes. */
  readonly body: readonly ElementContent[]
  /** Notes on corrections and sources; those of corrections carry their number. */
  readonly notes: readonly { readonly number?: number; readonly text: string }[]
}

export function reportTree(site: Site, article: Article): ReportTree {
  const { column, kicker, subtitle, byline, incomplete, photos, blocks } = article
  const signed = byline.map(({ role, names }) => [role, ...names].filter(Boolean).join(' ')).join('　')
  const contents = (ofNotes: boolean): ElementContent[] => {
    const tree = fromHtml(blocks.filter(({ kind }) => (kind === 'notes') === ofNotes).map((block) => block.html).join('\n'), { fragment: true })
    makeAbsolute(tree, site.url + articleAddress(article.id))
    return tree.children as ElementContent[]
  }
  return {
    head: [column, kicker, subtitle, signed].flatMap((line) => (line ? [element('p', {}, line)] : [])),
    body: [
      ...(incomplete === 'start' || incomplete === 'both' ? [element('p', {}, '〔上文未存〕')] : []),
      ...photos.map((photo) => figure(site, photo)),
      ...contents(false),
      ...(incomplete === 'end' || incomplete === 'both' ? [element('p', {}, '〔下文未存〕')] : []),
      ...contents(true),
    ],
    notes: notesOf(article),
  }
}

function notesOf({ corrections, note, source }: Article): ReportTree['notes'] {
  return [
    ...corrections.map(({ number, in: field, printed, corrected, reason }) => ({
      number, text: `${corrected}：${FIELD_NAMES[field]}，底本作“${printed}”。${asSentence(reason)}`,
    })),
    ...(note ? [{ text: note }] : []),
    ...(source ? [{ text: `底本：${source}` }] : []),
  ]
}

/** The tree as one fragment, notes as a list at its end. */
export function asFragment({ head, body, notes }: ReportTree): Root {
  const list = notes.map(({ number, text }) => element('p', {}, number === undefined ? text : `${noteSign(number)}${text}`))
  return { type: 'root', children: [...head, ...body, ...(list.length > 0 ? [element('hr', {}), ...list] : [])] }
}

/** A picture that did not survive leaves its words. */
function figure(site: Site, { src, alt, caption, credit }: Photo): Element {
  const words = [caption, credit].filter(Boolean).join('　')
  if (src === undefined) return element('p', {}, `〔照片未存〕${words}`)
  const image = element('img', { src: new URL(src, site.url).href, alt: alt ?? caption ?? '' })
  return element('figure', {}, image, ...(words ? [element('figcaption', {}, words)] : []))
}

export function element(tagName: string, properties: Element['properties'], ...children: (ElementContent | string)[]): Element {
  return {
    type: 'element', tagName, properties,
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
  }
}

/** Feed readers show the text far from its page: root-relative addresses and fragments are resolved against it. */
function makeAbsolute(root: Root, page: string): void {
  visit(root, 'element', ({ properties }) => {
    for (const name of ['href', 'src'] as const) {
      const value = properties[name]
      if (typeof value === 'string' && /^[/#]/.test(value)) properties[name] = new URL(value, page).href
    }
  })
}
