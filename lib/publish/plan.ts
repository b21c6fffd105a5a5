import type { Archive, Redirect } from '../archive'
import { once } from '../content'
import { Inputs, frame, inputsOf, listPages, viewOf, type BaseView, type PageRef } from '../views'
import { artefactGroups, reportOf, type ArtefactGroup } from './artefacts'
import { bagGroups, type Sources } from './bag'
import { NOT_FOUND } from './notFound'
import { redirectGroup, redirectsOf } from './redirects'
import { hashOf, type PublishState, type Unit } from './state'

/** A page and what it is made of. */
export interface PlannedPage {
  readonly page: PageRef
  /** Hash of everything the view is made of; `undefined` where only the view itself tells. */
  readonly inputs: string | undefined
  /** All the page shows. Made when it is asked for: of 25,000 pages it would not be kept. */
  readonly view: () => BaseView
}

/** All the site is made of. */
export interface SitePlan {
  readonly code: string
  readonly pages: readonly PlannedPage[]
  /** Fingerprint of the not-found page. */
  readonly notFound: string
  readonly groups: readonly ArtefactGroup[]
  /** Former addresses and where they lead. */
  readonly redirects: readonly Redirect[]
  /** Text gets `.br` and `.gz` beside it. */
  readonly precompress: boolean
}

/** What the content folder holds beside the archive itself. */
export interface Surroundings {
  /** Every address ever published: those that are no pages now lead on. */
  readonly ledger: readonly string[]
  /** The newsroom's own pictures. */
  readonly pictures: readonly ArtefactGroup[]
  /** What is to be taken home. */
  readonly sources?: Sources
}

export function planSite(archive: Archive, code: string, { ledger, pictures, sources }: Surroundings): SitePlan {
  const inputs = new Inputs(archive)
  const pages = planPages(archive, inputs)
  const redirects = redirectsOf(archive, ledger, new Set(pages.map(({ page }) => page.address)))
  return {
    code, pages, redirects,
    notFound: hashOf(JSON.stringify(frame(archive))),
    groups: [...artefactGroups(archive, { inputs }), redirectGroup(archive, redirects), ...pictures, ...(sources ? bagGroups(archive, sources) : [])],
    precompress: archive.site.precompress ?? false,
  }
}

export function planPages(archive: Archive, inputs: Inputs): PlannedPage[] {
  return listPages(archive).map((page): PlannedPage => {
    const madeOf = inputsOf(archive, page, inputs)
    const view = (): BaseView => viewOf(archive, page)
    // The few pages without are asked for their views both to compare and to render.
    return { page, inputs: madeOf, view: madeOf === undefined ? once(view) : view }
  })
}

export const viewFingerprint = (view: BaseView): string => hashOf(JSON.stringify(view))

/** What has to be done to make `out/` what the plan says. */
export interface Changes {
  readonly render: readonly PlannedPage[]
  /** The not-found page is to be taken from Next's build. */
  readonly notFound: boolean
  readonly make: readonly ChangedGroup[]
  /** Ids of reports that say something else than before, or are new. */
  readonly reports: ReadonlySet<string>
  /** Units that stay as they are, by id. */
  readonly keep: ReadonlyMap<string, Unit>
  /** Ids of units that are no more. */
  readonly remove: readonly string[]
}

/** Files to be made; with what they were, if they were there. */
export interface ChangedGroup {
  readonly group: ArtefactGroup
  readonly before: Unit | undefined
}

export function changesBetween(plan: SitePlan, last: PublishState | undefined): Changes {
  const known: PublishState['units'] = last && last.code === plan.code ? last.units : new Map()
  const keep = new Map<string, Unit>()
  const isKept = (id: string, unit: Unit | undefined): boolean => {
    if (unit) keep.set(id, unit)
    return unit !== undefined
  }
  const render = plan.pages.filter((planned) => !isKept(planned.page.address, keptPage(planned, known.get(planned.page.address))))
  const same = (id: string, fingerprint: string): Unit | undefined => {
    const unit = known.get(id)
    return unit?.fingerprint === fingerprint ? unit : undefined
  }
  const make = plan.groups.filter(({ id, fingerprint }) => !isKept(id, same(id, fingerprint))).map((group) => ({ group, before: known.get(group.id) }))
  const reports = new Set(make.flatMap(({ group: { id } }) => reportOf(id) ?? []))
  const notFound = !isKept(NOT_FOUND, same(NOT_FOUND, plan.notFound))
  const all = new Set([...plan.pages.map(({ page }) => page.address), ...plan.groups.map(({ id }) => id), NOT_FOUND])
  return { render, make, reports, notFound, keep, remove: [...last?.units.keys() ?? []].filter((id) => !all.has(id)) }
}

/** A page is what it was while what it is made of is the same, or its view is. */
function keptPage({ page, inputs, view }: PlannedPage, unit: Unit | undefined): Unit | undefined {
  if (!unit) return undefined
  if (inputs !== undefined && inputs === unit.inputs) return unit
  if (page.isCostly) return undefined
  return viewFingerprint(view()) === unit.fingerprint ? unit.madeOf(inputs) : undefined
}

/** Where former addresses lead, by address. */
export function leadsOf({ redirects }: SitePlan): ReadonlyMap<string, string> {
  return new Map(redirects.map(({ from, to }) => [from, to]))
}

/** Path below `out/` of a page's HTML. */
export function pageFile(page: Pick<PageRef, 'address'>): string {
  return `${page.address.slice(1)}index.html`
}
