import type { CitationView } from '@/lib/views'

interface CitationProps {
  readonly citation: CitationView
}

/** How to cite the report: two editions of the standard to copy, the address of each paragraph, files for reference managers, its address as a QR code. */
export function Citation({ citation: { gbt2025, gbt2015, digest, paragraphs, qr } }: CitationProps) {
  return (
    <section className="cite">
      <h2>引用本文</h2>
      <p>{gbt2025}</p>
      <details>
        <summary>2015 版格式</summary>
        <p>{gbt2015}</p>
      </details>
      {digest && <p>SHA-256 <code>{digest}</code></p>}
      {paragraphs.length > 1 && (
        <details>
          <summary>引用某一段</summary>
          <p className="tags">{paragraphs.map((anchor, index) => <a key={anchor} href={`#${anchor}`}>{`第${index + 1}段`}</a>)}</p>
        </details>
      )}
      <p className="tags">
        <a href="cite.ris" download>RIS</a>
        <a href="cite.bib" download>BibTeX</a>
        <a href="cite.json" download>CSL</a>
        <a href="index.md">Markdown</a>
      </p>
      <svg className="qr" role="img" aria-label="二维码" viewBox={`-4 -4.5 ${qr.size + 8} ${qr.size + 8}`}><path d={qr.path} strokeDasharray={qr.dashes} /></svg>
    </section>
  )
}
