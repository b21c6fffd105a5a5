import { encode } from 'uqr'
import type { Archive, Article } from '../archive'
import { citationOf, gbt2015, gbt2025, textDigest } from '../cite'
import type { CitationView } from './model'

/** How to cite a report and take it along. */
export function citationView(archive: Archive, article: Article): CitationView {
  const citation = citationOf(archive, article)
  return {
    gbt2025: gbt2025(citation),
    gbt2015: gbt2015(citation),
    ...(article.text && { digest: textDigest(article) }),
    paragraphs: article.blocks.filter(({ kind }) => kind === 'paragraph').map(({ anchor }) => anchor),
    qr: qrCode(citation.url),
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
