import { lookup } from 'mrmime'
import { SPECULATION_RULES } from '../feeds'
import { PAGE_POLICY, SEARCH_POLICY } from './policies'

type Headers = Readonly<Record<string, string>>

/** What a host sends with every file whose address a pattern covers. */
export interface HeaderRule {
  /** With at most one `*`, which stands for any characters, slashes too: all that Netlify and Cloudflare Pages share. */
  readonly pattern: string
  readonly headers: Headers
}

/** A page's own policy as a header; `frame-ancestors` has no effect in a `<meta>` (CSP 3 §3.3). */
const policy = (text: string): Headers => ({ 'Content-Security-Policy': `${text}; frame-ancestors 'none'` })

/** RFC 9111, RFC 8246: a name made of the content never means another content. */
const FOR_GOOD: Headers = { 'Cache-Control': 'public, max-age=31536000, immutable' }
/** A correction is seen at once; what has not changed costs one short answer. */
const ASK_AGAIN: Headers = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
/** The sections of pages; `tests/hosts.site.test.ts` finds one that is missing. */
const SECTIONS = ['about', 'articles', 'calendar', 'corrections', 'data', 'figures', 'issues', 'people', 'topics']

/** Types that hosts guess wrong, or send without the encoding that RFC 7763 and RFC 7111 leave open. */
const TYPES: readonly (readonly [pattern: string, type: string])[] = [
  ['/*feed.xml', 'application/atom+xml; charset=utf-8'],
  ['/*feed.json', 'application/feed+json; charset=utf-8'],
  ['/*cite.json', 'application/vnd.citationstyles.csl+json; charset=utf-8'],
  [SPECULATION_RULES, 'application/speculationrules+json'],
  ['/data/schemas/*', 'application/schema+json; charset=utf-8'],
  ['/*.bib', 'application/x-bibtex; charset=utf-8'],
  ['/*.ris', 'application/x-research-info-systems; charset=utf-8'],
  ['/*.md', 'text/markdown; charset=utf-8'],
  ['/*.csv', 'text/csv; charset=utf-8'],
  ['/*.txt', 'text/plain; charset=utf-8'],
  ['/*.jsonl', 'application/jsonl; charset=utf-8'],
  ['/*.webmanifest', 'application/manifest+json'],
  ['/*.bin', 'application/octet-stream'],
]

/**
 * Headers by address: the one place that says them. Where several rules cover an address, hosts differ: Cloudflare
 * Pages joins the values of a header with commas, others take the last or the closest. So no address gets a header
 * twice, but for the policy: two are both enforced (CSP 3 §3.1), which is the stricter one either way.
 */
export const HEADER_RULES: readonly HeaderRule[] = [
  {
    pattern: '/*',
    headers: {
      ...policy(SEARCH_POLICY),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Strict-Transport-Security': 'max-age=31536000',
      // Feeds and data are for programs on other sites too; nothing here depends on who asks.
      'Access-Control-Allow-Origin': '*',
      // HTML §7.6.3: rules by which a browser may fetch a page ahead. Named by a header, they need no leave of the policy.
      'Speculation-Rules': `"${SPECULATION_RULES}"`,
    },
  },
  ...['/', '/index.html', '/404.html', ...SECTIONS.map((section) => `/${section}/*`)].map((pattern) => ({ pattern, headers: { ...policy(PAGE_POLICY), ...ASK_AGAIN } })),
  // Page, script and index: an edited report changes files of the index whose names stay.
  { pattern: '/search/*', headers: ASK_AGAIN },
  { pattern: '/styles/*', headers: FOR_GOOD },
  ...TYPES.map(([pattern, type]) => ({ pattern, headers: { 'Content-Type': type } })),
]

/** The headers of an address below the site's root, `/people/`; of two policies the page's own. */
export function headersOf(address: string): Headers {
  return Object.assign({}, ...HEADER_RULES.filter(({ pattern }) => covers(pattern, address)).map(({ headers }) => headers)) as Headers
}

function covers(pattern: string, address: string): boolean {
  const [start = '', end] = pattern.split('*')
  if (end === undefined) return address === pattern
  return address.length >= start.length + end.length && address.startsWith(start) && address.endsWith(end)
}

/** The media type of a file by its address. */
export function mediaTypeOf(address: string): string {
  return headersOf(address)['Content-Type'] ?? lookup(address) ?? 'application/octet-stream'
}

/** `_headers`, as Netlify and Cloudflare Pages read it: at most 100 rules, lines of at most 2000 characters. */
export function headersFile(): string {
  return HEADER_RULES.map(({ pattern, headers }) => `${pattern}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`).join('\n')
}
