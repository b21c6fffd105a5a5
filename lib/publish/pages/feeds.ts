import type { Artefact } from '../artefacts'
import type { Reference } from './facts'
import type { Fault } from './faults'
import { Resolver } from './references'

/** Where XML has addresses, Atom (RFC 4287) in its HTML too, whose quotes stand there as they are: a text may name one, with a comma after it. */
const ADDRESSES = /(?:href|src)="([^"]*)"|<(?:loc|id|icon|logo)>([^<]*)</gu

/** Every address of this site that feeds and sitemaps name. */
export function feedFaults(made: readonly Artefact[], url: string, has: (file: string) => boolean): Fault[] {
  const resolver = new Resolver(url)
  return made.filter(({ path }) => path.endsWith('.xml')).flatMap(({ path, bytes }) => {
    const named = new Set([...String(bytes).matchAll(ADDRESSES)].map(([, inAttribute, inElement]) => inAttribute ?? inElement ?? ''))
    return [...named].filter((address) => address.startsWith(`${url}/`)).flatMap((target): Fault[] => {
      const reference: Reference = { kind: 'feed', target }
      const file = resolver.resolve(reference, '/')?.file
      if (file === undefined || has(file)) return []
      return [{ page: { address: `/${path}`, route: 'feed', sources: [] }, rule: 'page-link', message: `里的网址 ${target} 不存在` }]
    })
  })
}
