import { SearchEngine, type Answer, type FacetCounts } from '../engine'
import { MOST_TERMS, TooManyTerms } from '../query'
import { SearchFailure } from '../source'
import { Suggester } from '../suggest'
import { addressOf, filtersIn, stateOf, STEP, type PageState } from './address'
import { byId, element } from './elements'
import { chosenFilters, facetSections, FilterNames } from './filters'
import { hitItem } from './hits'

/** Typing is over when nothing has been typed for this long, in milliseconds. */
const PAUSE = 150

async function read(path: string): Promise<Uint8Array> {
  // An edited report changes files whose names stay, so a cache has to ask.
  const response = await fetch(`/${path}`, { cache: 'no-cache' })
  if (!response.ok) throw new Error(`${response.status} ${path}`)
  return new Uint8Array(await response.arrayBuffer())
}

const form = byId('search-form') as HTMLFormElement
const words = byId('search-words') as HTMLInputElement
const status = byId('search-status')
const hits = byId('search-hits')
const more = byId('search-more')
const chosen = byId('search-chosen')
const names = byId('search-names')
const filters = byId('search-filters') as HTMLDetailsElement
const facets = byId('search-facets')
/** What the page says, and is called, before anything is asked. */
const greeting = status.textContent
const heading = document.title

let engine = new SearchEngine(read)
const called = new FilterNames()
const suggester = new Suggester(read)
/** Answers to earlier questions may come later; only the last question counts. */
let asked = 0

/** `again` after a failure: the site may have been published anew since the page was opened, so everything is read once more. */
async function show(again = false): Promise<void> {
  if (again) engine = new SearchEngine(read)
  const turn = ++asked
  const state = stateOf(location.search)
  if (!again) fillForm(state, turn === 1)
  dropSuggestions()
  more.hidden = true
  chosen.replaceChildren(...chosenFilters(state, called.of))
  facets.replaceChildren()
  if (!state.query.text.trim() && filtersIn(state).length === 0) {
    hits.replaceChildren()
    status.textContent = greeting
    return
  }
  status.textContent = '正在检索……'
  try {
    const answer = await engine.search(state.query)
    const items = await itemsOf(answer, 0, state.shown)
    if (turn !== asked) return
    hits.replaceChildren(...items)
    status.replaceChildren(...summary(answer, state))
    more.hidden = answer.total <= state.shown
    more.firstElementChild?.replaceWith(moreButton(answer, state))
    if (filters.open || filtersIn(state).length > 0) await showFacets(answer, state, turn)
    filters.ontoggle = () => { if (filters.open) showFacets(answer, state, turn).catch(tellIfAsked(turn)) }
  } catch (error) {
    if (turn !== asked) return
    // A segment of before is gone when the site has been published; without a network nothing else can be had either.
    if (error instanceof SearchFailure && !again && (error.kind !== 'unreachable' || navigator.onLine)) await show(true)
    else tellFailure(error)
  }
}

/** At first, what a reader typed before this script was there stays where the address says nothing else. */
function fillForm({ query }: PageState, isFirst: boolean): void {
  for (const [name, value = ''] of [['q', query.text], ['from', query.from], ['to', query.to]] as const) {
    if (value !== '' || !isFirst) (form.elements.namedItem(name) as HTMLInputElement).value = value
  }
  document.title = query.text ? heading.replace('检索', (word) => `${word}“${query.text.slice(0, 20)}”`) : heading
}

const itemsOf = async (answer: Answer, from: number, to: number): Promise<HTMLElement[]> => (
  (await answer.hits(from, to)).map((hit) => hitItem(hit, answer.terms))
)

function summary({ total, terms }: Answer, state: PageState): (Node | string)[] {
  if (total === 0) return [terms.wanted.length === 0 && state.query.text ? '请输入要找的字。' : '没有找到。换一个说法，或者少写几个字试试。']
  if (total === 1) return ['找到1篇。']
  // Without words, reports are by date in either order.
  if (terms.wanted.length === 0) return [`找到${total}篇，新的在前。`]
  const newest = state.query.order === 'newest'
  const other: PageState = { query: { ...state.query, order: newest ? 'best' : 'newest' }, shown: STEP }
  return [`找到${total}篇，${newest ? '新的在前' : '标题中有的在前'}。`, element('a', { href: addressOf(other) }, newest ? '改按相关排列' : '改按日期排列')]
}

function moreButton(answer: Answer, state: PageState): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    onclick: () => {
      // A second click, before the first is answered, would bring the same once more.
      button.disabled = true
      const shown = state.shown + STEP
      const next = { ...state, shown }
      const turn = asked
      void itemsOf(answer, state.shown, shown).then((items) => {
        if (turn !== asked) return
        history.replaceState(null, '', addressOf(next))
        hits.append(...items)
        items[0]?.querySelector('a')?.focus()
        more.hidden = answer.total <= shown
        more.firstElementChild?.replaceWith(moreButton(answer, next))
      }).catch(tellIfAsked(turn))
    },
  }, '再看十条')
  return button
}

async function showFacets(answer: Answer, state: PageState, turn: number): Promise<void> {
  const counts: FacetCounts = await answer.facets()
  called.learn(counts)
  // Where nothing is found, no count tells what the filters are called.
  for (const filter of called.unknownIn(state)) called.learn(await (await engine.search({ text: '', ...filter })).facets())
  if (turn !== asked) return
  facets.replaceChildren(...facetSections(counts, state))
  // In place: a link that is replaced loses the keyboard that may stand on it by now.
  chosenFilters(state, called.of).forEach(({ textContent }, nth) => { chosen.children.item(nth)?.replaceChildren(textContent) })
}

/** Of a question that is no longer the last, nobody wants to know. */
const tellIfAsked = (turn: number) => (error: unknown): void => { if (turn === asked) tellFailure(error) }

function tellFailure(error: unknown): void {
  hits.replaceChildren()
  more.hidden = true
  const again = element('button', { type: 'button', onclick: () => { void show(true) } }, '再试一次')
  if (!navigator.onLine) status.replaceChildren('现在没有网络，连上之后', again)
  else if (error instanceof SearchFailure && error.kind === 'outdated') status.replaceChildren('报库刚刚更新，请', element('a', { href: location.href }, '刷新这一页'), '。')
  else if (error instanceof TooManyTerms) status.replaceChildren(`一次最多找${MOST_TERMS}个词，请少写几个。`)
  else if (error instanceof SearchFailure) status.replaceChildren(`检索数据没能完整读到（${error.path}），没有结果可以显示。`, again)
  else {
    status.replaceChildren('检索出了错。', again)
    throw error
  }
}

function go(address: string): void {
  history.pushState(null, '', address)
  void show()
}

/** Answers come in place; without a modifier key a link within the page's address needs no new page. */
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.getAttribute('href')?.startsWith('?') || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  go(link.getAttribute('href') ?? '')
  // The link may be gone from the page with the next answer; the keyboard goes on from what is said of that.
  status.focus()
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const data = new FormData(form)
  const value = (name: string): string | undefined => [data.get(name)].find((entry) => typeof entry === 'string') || undefined
  const { query } = stateOf(location.search)
  const { from: _from, to: _to, ...kept } = query
  const [from, to] = [value('from'), value('to')]
  go(addressOf({ query: { ...kept, text: value('q') ?? '', ...(from && { from }), ...(to && { to }) }, shown: STEP }))
})

let typing: ReturnType<typeof setTimeout> | undefined
/** Suggestions for what was typed before come later too, and after Enter or Escape they would cover what was found. */
let suggesting = 0

function dropSuggestions(): void {
  clearTimeout(typing)
  suggesting++
  names.hidden = true
}

words.addEventListener('input', () => {
  clearTimeout(typing)
  suggesting++
  typing = setTimeout(() => { void suggest(words.value) }, PAUSE)
})

async function suggest(typed: string): Promise<void> {
  const turn = suggesting
  // Suggestions are a help, not an answer: when they fail, the reader goes on without.
  const found = await suggester.suggest(typed).catch(() => [])
  if (turn !== suggesting) return
  names.replaceChildren(...found.map(({ kind, name, slug, reports }) => (
    element('li', {}, element('a', { href: kind === 'person' ? `/people/${slug}/` : `/topics/${slug}/` }, name, element('small', {}, `${kind === 'person' ? '人物' : '专题'}，${reports}篇`)))
  )))
  names.hidden = found.length === 0
}

document.addEventListener('keydown', (event) => { if (event.key === 'Escape') dropSuggestions() })
window.addEventListener('popstate', () => { void show() })
void show()
if (document.activeElement === words && words.value !== stateOf(location.search).query.text) words.dispatchEvent(new Event('input'))
