import type { Run } from '../snippet'

/** An element with its children; text is only ever text. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

/** The element the page was published with. Throws where it is missing: then page and script are not of one build. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

export function runsOf(runs: readonly Run[]): (Node | string)[] {
  return runs.map(({ text, marked }) => (marked ? element('mark', {}, text) : text))
}

/** `2021-12-17` → `2021年12月17日` */
export function dayText(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year ?? ''}年${month ?? ''}月${day ?? ''}日`
}
