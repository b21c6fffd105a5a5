/** A page's text as other programs hand it on. */

/** Pasted from Word: CRLF, no blank lines, paragraphs set in. */
export function wordOf(text: string): string {
  return linesOf(text).map((line) => (isText(line) ? `　　${line}` : line)).join('\r\n')
}

/**
 * From a PDF: lines broken to a measure, a head on every page, a number at its foot, in the middle of sentences or
 * between paragraphs. Not after a sentence inside a paragraph: there nobody could tell.
 */
export function pdfOf(text: string, measure: number): string {
  const lines = linesOf(text).flatMap((line) => (isText(line) ? [...broken(line, measure), ''] : [line, '']))
  const out: string[] = []
  let page = 1
  let since = 45
  for (const [index, line] of lines.entries()) {
    if (since++ >= 45 && !/[。！？”]$/u.test(lines[index - 1] ?? '')) {
      since = 0
      if (index > 0) out.push('', `- ${page++} -`, '\f')
      out.push('虚构日报', '2021年12月17日 星期五', '')
    }
    out.push(line)
  }
  return [...out, '', `- ${page} -`].join('\n')
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

const isText = (line: string): boolean => /[。，]/u.test(line)

function broken(text: string, measure: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const character of text) {
    if (width(line + character) > measure && !/[，。、；：”）]/u.test(character)) {
      lines.push(line)
      line = ''
    }
    line += character
  }
  return [...lines, line]
}

const width = (text: string): number => [...text].reduce((sum, character) => sum + (character < '\u0250' ? 0.5 : 1), 0)
