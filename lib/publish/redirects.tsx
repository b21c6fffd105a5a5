import { renderToStaticMarkup } from 'react-dom/server'
import { issueAddress, type Archive, type Redirect } from '../archive'
import type { ArtefactGroup } from './artefacts'
import { hashOf } from './state'

/** Where an address of a kind leads that has no page above it. */
const ABOVE: Readonly<Record<string, string>> = { '/issues/': '/calendar/', '/articles/': '/calendar/' }

/**
 * Where every address leads that was once published and is no page now: as the content says, else to the page above it.
 * Reports never come to that (their loss is an error), but pages that follow from them do: of a name that was
 * corrected, of a month of a list that grew shorter.
 */
export function redirectsOf(archive: Archive, ledger: readonly string[], pages: ReadonlySet<string>): Redirect[] {
  const told = new Map(archive.redirects.map(({ from, to }) => [from, to]))
  const issues = movedIssues(archive.redirects)
  const next = (address: string): string => told.get(address) ?? issues.get(address) ?? above(address)
  const target = (address: string): string => {
    let at = next(address)
    // A target that has gone too leads on; every step of `above` is shorter, so this ends.
    for (let steps = 0; !pages.has(at) && at !== '/' && steps < 100; steps++) at = next(at)
    return at
  }
  const gone = new Set([...told.keys(), ...ledger].filter((address) => !pages.has(address)))
  return [...gone].sort().map((from) => ({ from, to: target(from) }))
}

function above(address: string): string {
  const parent = address.slice(0, address.lastIndexOf('/', address.length - 2) + 1) || '/'
  return ABOVE[parent] ?? parent
}

/** An issue whose reports all moved to one other day moved there itself. */
function movedIssues(redirects: readonly Redirect[]): Map<string, string> {
  const days = new Map<string, Set<string>>()
  for (const { from, to } of redirects) {
    const [[, before], [, after]] = [/^\/articles\/([^/]+)\//u.exec(from) ?? [], /^\/articles\/([^/]+)\//u.exec(to) ?? []]
    if (before === undefined || after === undefined || before === after) continue
    days.set(before, (days.get(before) ?? new Set()).add(after))
  }
  return new Map([...days].flatMap(([before, after]) => (after.size === 1 ? [[issueAddress(before), issueAddress([...after][0] ?? '')] as const] : [])))
}

/** The body of a `map` of nginx: old address, new address. `hosts/nginx.conf` includes it. */
const NGINX_MAP = '.redirects-nginx.map'

/** A page at each former address, for any host, and lists for hosts that answer 301 by them: `_redirects` for Netlify, Cloudflare Pages and Caddy, and one for nginx. */
export function redirectGroup({ site }: Archive, redirects: readonly Redirect[]): ArtefactGroup {
  return {
    id: 'redirects',
    fingerprint: hashOf(JSON.stringify([site.url, site.name, site.language, redirects])),
    make: async () => [
      { path: '_redirects', bytes: redirects.map(({ from, to }) => `${from} ${to} 301\n`).join('') },
      { path: NGINX_MAP, bytes: redirects.map(({ from, to }) => `${from} ${to};\n`).join('') },
      ...redirects.map((redirect) => ({
        path: `${redirect.from.slice(1)}index.html`,
        bytes: `<!DOCTYPE html>${renderToStaticMarkup(<RedirectPage {...redirect} site={site} />)}`,
      })),
    ],
  }
}

/** Browsers go on at once (HTML §4.2.5.3); search engines take the canonical address; where neither is known there is a link. */
function RedirectPage({ from, to, site }: Redirect & Pick<Archive, 'site'>) {
  return (
    <html lang={site.language}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`网址已改：${from} - ${site.name}`}</title>
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={site.url + to} />
        <meta httpEquiv="refresh" content={`0; url=${to}`} />
      </head>
      <body>
        <h1>网址已改</h1>
        <p>这一页现在在：<a href={to}>{site.url + to}</a></p>
      </body>
    </html>
  )
}
