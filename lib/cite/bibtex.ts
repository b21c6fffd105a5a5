import { dateRemark, fullTitle, type Citation } from './citation'

/** Characters TeX reads as commands, and how it prints them. BibTeX counts braces, whatever stands before them. */
const ESCAPES: Record<string, string> = {
  '\\': '{\\textbackslash}', '{': '{\\textbraceleft}', '}': '{\\textbraceright}', '~': '{\\textasciitilde}', '^': '{\\textasciicircum}',
  '&': '\\&', '%': '\\%', '$': '\\$', '#': '\\#', _: '\\_',
}

/** A biblatex entry (biblatex manual §2.1.1: a newspaper article is `@article` with `entrysubtype`). UTF-8, ends with a newline. */
export function bibtex(citation: Citation): string {
  const { key, authors, newspaper, date, page, url, language } = citation
  const remark = dateRemark(citation)
  const fields: [name: string, value: string | undefined][] = [
    // Braced names are taken whole: neither `欧阳` nor `本报评论员` can be cut by rule.
    ['author', authors.length > 0 ? authors.map((name) => `{${escape(name)}}`).join(' and ') : undefined],
    ['title', `{${escape(fullTitle(citation))}}`],
    ['journaltitle', `{${escape(newspaper)}}`],
    ['entrysubtype', 'newspaper'],
    ['date', date],
    ['pages', page?.toString()],
    // An address is read verbatim: nothing in it may be escaped.
    ['url', url],
    ['langid', language.startsWith('zh') ? 'chinese' : undefined],
    ['note', remark && escape(remark)],
  ]
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}},`]))
  return `@article{${key},\n${lines.join('\n')}\n}\n`
}

function escape(text: string): string {
  return text.replace(/[\\{}~^&%$#_]/g, (sign) => ESCAPES[sign] ?? sign)
}
