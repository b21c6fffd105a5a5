import {
  articleAddress, companionsOf, dayOf, personAddress, titlesOf, type Appearance, type Archive, type Person,
} from '../archive'
import { dayMonth, listedDays } from '../typography'
import { frame, head } from './frame'
import { headline } from './headline'
import { personLinks } from './machine'
import type { AppearanceView, PersonView } from './model'
import { groupBy, paginate, periodLabel, periodViews, type ListPage } from './periods'

/** Companions shown: those met most often. */
const COMPANIONS = 24
/** Days listed behind a title: the first under it. */
const DAYS = 6

const pagesByPerson = new WeakMap<Person, ListPage<Appearance>[]>()

/** The pages of a person's timeline. */
export function personPages(person: Person): ListPage<Appearance>[] {
  const known = pagesByPerson.get(person)
  if (known) return known
  const pages = paginate(person.appearances, ({ article }) => dayOf(article))
  pagesByPerson.set(person, pages)
  return pages
}

/** `/people/wang-hui-jie/`, and `/people/wang-hui-jie/2021/` of a long list, which tells of that year alone. */
export function personView(archive: Archive, person: Person, period = ''): PersonView {
  const pages = personPages(person)
  const page = pages.find((candidate) => candidate.period === period)
  if (!page) throw new Error(`${person.slug} has no page for the period "${period}"`)
  const { name } = person
  const appearances = period === '' ? person.appearances : page.items
  return {
    head: head(archive, {
      address: personAddress(person.slug, period || undefined),
      title: `${name}｜人物${period ? `｜${periodLabel(period)}` : ''}`,
      description: `${name}在本库所存报纸中${period && `所记${periodLabel(period)}的事`}见报${appearances.length}次，附当日职务称谓与原句。`,
      kind: 'profile',
      noindex: person.noindex || undefined,
      ...personLinks(archive, { ...person, appearances }),
    }),
    frame: frame(archive, 'people'),
    name,
    slug: person.slug,
    aliases: person.aliases,
    count: appearances.length,
    span: spanOf(appearances),
    years: [...groupBy(page.items, ({ article }) => dayOf(article).slice(0, 4))].map(([year, inYear]) => ({
      year,
      appearances: inYear.map((appearance) => appearanceView(appearance)),
    })),
    periods: periodViews(pages, period, (other) => personAddress(person.slug, other)),
    titles: titleViews(appearances),
    companions: companionsOf(person, appearances).slice(0, COMPANIONS).map(({ person: other, count }) => ({
      address: personAddress(other.slug), text: other.name, count,
    })),
  }
}

/** Months of the issues the person is in, while the list is ordered by what happened when: `2021年12月`, `2019年3月至2021年12月` */
function spanOf(appearances: readonly Appearance[]): string {
  const months = appearances.map(({ article }) => article.issue.date.slice(0, 7)).sort()
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return ''
  return first === last ? periodLabel(first) : `${periodLabel(first)}至${periodLabel(last)}`
}

function appearanceView(appearance: Appearance): AppearanceView {
  const { article, title, sentence, named, anchor } = appearance
  return {
    address: articleAddress(article.id) + (anchor ? `#${anchor}` : ''),
    day: { iso: dayOf(article), text: dayMonth(dayOf(article)) },
    title,
    headline: headline(article),
    sentence: sentence !== undefined && named ? cutAt(sentence, named) : undefined,
  }
}

function cutAt(sentence: string, [start, end]: NonNullable<Appearance['named']>): AppearanceView['sentence'] {
  return [sentence.slice(0, start), sentence.slice(start, end), sentence.slice(end)]
}

/** A page that tells of one year alone has said it above. */
function titleViews(appearances: readonly Appearance[]): PersonView['titles'] {
  const years = new Set(appearances.map(({ article }) => dayOf(article).slice(0, 4)))
  const known = years.size === 1 ? [...years][0] : undefined
  return titlesOf({ appearances }).map(({ title, appearances: held }) => {
    const days = [...new Set(held.map(({ article }) => dayOf(article)))].sort()
    return {
      title,
      count: held.length,
      days: listedDays(days.slice(0, DAYS), known) + (days.length > DAYS ? '等' : ''),
      address: held[0] ? articleAddress(held[0].article.id) : '',
    }
  })
}
