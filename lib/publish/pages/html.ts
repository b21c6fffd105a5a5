import type { HtmlValidate } from 'html-validate'

/** A page to be validated. */
export interface Rendered {
  readonly route: string
  readonly read: () => Promise<string>
}

/**
 * As many pages of a build are validated: all that an edit changes, and of a full export every kind and a spread of the
 * rest. Validation takes about half as long as Next takes to render, while every page's parse errors, ids, headings and
 * links cost little beside.
 */
const MOST = 150

/** The pages to validate: one of each kind, then evenly spread over the list. */
export function chosen<T extends Pick<Rendered, 'route'>>(pages: readonly T[], most = MOST): T[] {
  if (pages.length <= most) return [...pages]
  const kinds = new Set<string>()
  const first = pages.filter(({ route }) => !kinds.has(route) && kinds.add(route))
  const rest = pages.filter((page) => !first.includes(page))
  const room = Math.max(0, most - first.length)
  return [...first, ...Array.from({ length: room }, (_, index) => rest[Math.floor(index * rest.length / room)]).filter((page) => page !== undefined)]
}

let validator: Promise<HtmlValidate> | undefined

/** Loads the library, and lets it put its rules together, which it does for its first page: 0.5 s, called while Next renders. */
export function prepareValidator(): Promise<HtmlValidate> {
  validator ??= import('html-validate').then(async ({ HtmlValidate: Validator, StaticConfigLoader }) => {
    /** The library puts its rules together anew for every page, which takes longer than the page (8 of 13 ms). */
    class OneConfiguration extends StaticConfigLoader {
      #resolved: ReturnType<InstanceType<typeof StaticConfigLoader>['getConfigFor']> | undefined

      override getConfigFor(page: string): ReturnType<InstanceType<typeof StaticConfigLoader>['getConfigFor']> {
        return (this.#resolved ??= super.getConfigFor(page))
      }
    }
    // The standard's rules, not a style guide's: what browsers and readers' tools may trip over. Ids are looked at on every
    // page. Text may hold `>` (HTML §13.1.2), which the library's set forbids; `<` in the wrong place is a parse error.
    const rules = { 'no-dup-id': 'off', 'no-raw-characters': 'off' } as const
    const ready = new Validator(new OneConfiguration({ root: true, extends: ['html-validate:standard'], rules }))
    await ready.validateString('')
    return ready
  })
  return validator
}

/** What the HTML standard forbids and the page does. */
export async function invalidities(html: string): Promise<string[]> {
  const { results } = await (await prepareValidator()).validateString(html)
  return [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${message}（${ruleId}）`)))]
}
