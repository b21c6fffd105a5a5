import { encode } from 'uqr'
import { articleAddress, contactOf, type Archive, type Article } from '../archive'
import { citationOf, gbt2015, gbt2025, textDigest } from '../cite'
import type { CitationView } from './model'

/** How to cite a report, take it along, and say that something in it is wrong. */
export function citationView(archive: Archive, article: Article): CitationView {
  const citation = citationOf(archive, article)
  return {
    gbt2025: gbt2025(citation),
    gbt2015: gbt2015(citation),
    ...(article.text && { digest: textDigest(article) }),
    paragraphs: article.blocks.filter(({ kind }) => kind === 'paragraph').map(({ anchor }) => anchor),
    qr: qrCode(citation.url),
    report: reportAddress(archive.site.contact, `纠错 ${article.id}`, `${archive.site.url}${articleAddress(article.id)}\n误：\n正：`),
  }
}

/**
 * A QR code (ISO/IEC 18004), error correction L: it is read from a screen or a clean print. One line runs through all
 * rows, there and back, and its dashes are the dark modules: two thirds of the bytes of a path of runs. The step from
 * row to row is made beside the code and counts as a light module.
 */
function qrCode(text: string): CitationView['qr'] {
  const { data, size } = encode(text, { ecc: 'L', border: 0 })
  const modules = data.flatMap((row, y) => [...(y % 2 === 0 ? row : row.toReversed()), false])
  const dashes: number[] = []
  let dark = true
  let run = 0
  for (const module of modules) {
    if (module !== dark) {
      dashes.push(run)
      dark = module
      run = 0
    }
    run++
  }
  // The number of rows is odd (4 × version + 17).
  return { size, path: `M0 0${`h${size}v1h-${size}v1`.repeat((size - 1) / 2)}h${size}`, dashes: [...dashes, run].join(' ') }
}

/** A mail or an issue with subject and text filled in; another address, or a telephone number, as it is; nothing where the newsroom gives none. */
export function reportAddress(contact: string | undefined, subject: string, body: string): string | undefined {
  const { kind, address } = (contact === undefined ? undefined : contactOf(contact)) ?? {}
  if (address === undefined) return undefined
  // Lines of a mail end with CRLF (RFC 6068 §5).
  if (kind === 'mail') return `${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`
  const url = new URL(address)
  const fields = FORGES[url.hostname]
  if (!fields || !/\/issues(?:\/new)?\/?$/.test(url.pathname)) return address
  const form = `${url.origin}${url.pathname.replace(/(?:\/new)?\/?$/, '')}/new`
  return `${form}?${fields[0]}=${encodeURIComponent(subject)}&${fields[1]}=${encodeURIComponent(body)}`
}

/** What forges call the title and the text of a new issue in its address. */
const FORGES: Readonly<Record<string, readonly [title: string, text: string]>> = {
  'github.com': ['title', 'body'],
  'codeberg.org': ['title', 'body'],
  'gitlab.com': ['issue[title]', 'issue[description]'],
  'gitee.com': ['issue[title]', 'issue[description]'],
}
