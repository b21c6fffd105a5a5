import { dateRemark, fullTitle, type Citation } from './citation'

/** One RIS record (Research Information Systems format, type `NEWS`): two letters, two spaces, a hyphen, a space; CRLF. */
export function ris(citation: Citation): string {
  const { authors, newspaper, date, page, url, language, abstract } = citation
  const fields: [tag: string, value: string | undefined][] = [
    ['TY', 'NEWS'],
    ['TI', fullTitle(citation)],
    ...authors.map((name): [string, string] => ['AU', name]),
    ['T2', newspaper],
    ['PY', date.slice(0, 4)],
    ['DA', date.replaceAll('-', '/')],
    ['SP', page?.toString()],
    ['AB', abstract || undefined],
    ['N1', dateRemark(citation)],
    ['LA', language],
    ['UR', url],
    ['ER', ''],
  ]
  return fields.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${value}\r\n`])).join('')
}
