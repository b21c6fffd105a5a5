import type { Reference } from './facts'

/** What a reference within the site comes to. */
export interface Resolved {
  /** Path below `out/`. */
  readonly file: string
  /** Id on that page; absent where none is asked for. */
  readonly anchor?: string
}

/** Resolves what pages name against their address; what leads out of the site is nothing of ours. */
export class Resolver {
  readonly #origin: string
  /** Most pages name the same few addresses. */
  readonly #known = new Map<string, Resolved | undefined>()

  constructor(site: string) {
    this.#origin = new URL(site).origin
  }

  /** `undefined` for mail, other sites, and addresses no browser understands. */
  resolve({ target }: Reference, page: string): Resolved | undefined {
    const key = target.startsWith('/') && !target.startsWith('//') ? target : `${page}\n${target}`
    if (!this.#known.has(key)) this.#known.set(key, this.#resolved(target, page))
    return this.#known.get(key)
  }

  #resolved(target: string, page: string): Resolved | undefined {
    const base = this.#origin + page
    const url = URL.canParse(target, base) ? new URL(target, base) : undefined
    if (url?.origin !== this.#origin) return undefined
    const path = decoded(url.pathname).slice(1)
    const anchor = decoded(url.hash.slice(1))
    return { file: path === '' || path.endsWith('/') ? `${path}index.html` : path, ...(anchor !== '' && { anchor }) }
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
