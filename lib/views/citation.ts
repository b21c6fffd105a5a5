import { encode } from 'uqr'
import { articleAddress, type Archive, type Article } from '../archive'
import { citationOf, gbt2015, gbt2025 } from '../cite'
import type { CitationView } from './model'

/** How to cite a report, take it along, and say that something in it is wrong. */
export function citationView(archive: Archive, article: Article): CitationView {
  const citation = citationOf(archive, article)
  return {
    gbt2025: gbt2025(citation),
    gbt2015: gbt2015(citation),
    qr: qrPath(citation.url),
    report: reportAddress(archive.site.contact, `纠错 ${article.id}`, `${archive.site.url}${articleAddress(article.id)}\n误：\n正：`),
  }
}

/** A QR code (ISO/IEC 18004) as a path of one unit a module, error correction L: it is read from a screen or a clean print. */
function qrPath(text: string): CitationView['qr'] {
  const { data, size } = encode(text, { ecc: 'L', border: 0 })
  const path = data.map((row, y) => rowPath(row, y)).join('')
  return { path, size }
}

/** Dark runs of a row, as strokes along its middle. */
function rowPath(row: readonly boolean[], y: number): string {
  const runs = [...row.map((dark) => (dark ? '1' : '0')).join('').matchAll(/1+/g)]
  let at = 0
  return runs.map(({ index, 0: run }, number) => {
    const move = number === 0 ? `M${index} ${y}` : `m${index - at} 0`
    at = index + run.length
    return `${move}h${run.length}`
  }).join('')
}

/** A mail or an issue with subject and text filled in; another address as it is; nothing where the newsroom gives none. */
export function reportAddress(contact: string | undefined, subject: string, body: string): string | undefined {
  if (contact === undefined) return undefined
  const values = [encodeURIComponent(subject), encodeURIComponent(body)]
  if (!/^https?:/.test(contact)) return `mailto:${contact}?subject=${values[0]}&body=${values[1]}`
  const url = new URL(contact)
  const isForge = /(?:^|\.)(?:github\.com|gitee\.com|gitlab\.com|codeberg\.org)$/.test(url.hostname) && /\/issues(?:\/new)?\/?$/.test(url.pathname)
  if (!isForge) return contact
  const form = `${url.origin}${url.pathname.replace(/\/(?:new\/?)?$/, '')}/new`
  const [title, text] = url.hostname.endsWith('gitlab.com') ? ['issue[title]', 'issue[description]'] : url.hostname.endsWith('gitee.com') ? ['issue[title]', 'issue[description]'] : ['title', 'body']
  return `${form}?${title}=${values[0]}&${text}=${values[1]}`
}
