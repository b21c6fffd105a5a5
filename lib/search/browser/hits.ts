import type { Hit } from '../engine'
import type { Terms } from '../query'
import { marked, snippetOf } from '../snippet'
import { dayText, element, runsOf } from './elements'

/** Persons named under a hit. */
const PERSONS = 4

/** One answer as a reader sees it: title, kicker, the words around the find, when and where it was printed, who is in it. */
export function hitItem({ report }: Hit, { wanted }: Terms): HTMLElement {
  const { id, title, kicker, date, page, persons } = report
  const printed = [dayText(date), page === undefined ? '' : `第${page}版`, persons.slice(0, PERSONS).join('、') + (persons.length > PERSONS ? '等' : '')]
  return element('li', {},
    ...(kicker === undefined ? [] : [element('p', { className: 'yin' }, ...runsOf(marked(kicker, wanted, report)))]),
    element('h2', { className: 'hd' }, element('a', { href: `/articles/${id}/` }, ...runsOf(marked(title, wanted, report)))),
    element('p', { className: 'q' }, ...runsOf(snippetOf(report, wanted))),
    element('p', { className: 'meta' }, printed.filter(Boolean).join('　')))
}
