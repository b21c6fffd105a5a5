import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pRetry from 'p-retry'
import type { Manifest } from '../manifest'
import type { Copy } from './compare'

/** As browsers do at most with one host over HTTP/1.1, plus two. */
const AT_ONCE = 8
const TRIES = 4
const FIRST_WAIT = 500
/** A host that asks for more patience is given up. */
const LONGEST_WAIT = 60_000
const TIMEOUT = 60_000

const HEADERS = { 'user-agent': 'newspaper-archive-verify', 'cache-control': 'no-cache' }

/** A published site on a host; `site` is its address. Answers that ask for patience get it (RFC 9110 §10.2.3). */
export function hostCopy(site: string, { firstWait = FIRST_WAIT }: { readonly firstWait?: number } = {}): Copy {
  const base = site.endsWith('/') ? site : `${site}/`
  const get = (path: string, encoding?: string): Promise<Answer> => pRetry(() => fetchOnce(new URL(addressOf(path), base), encoding), {
    retries: TRIES - 1, minTimeout: firstWait, shouldRetry: ({ error }) => !(error instanceof Refused),
  })
  return {
    atOnce: AT_ONCE,
    isServed,
    files: async () => [],
    text: async (path) => {
      const { status, bytes } = await get(path).catch((error: unknown) => { throw new Error(reasonOf(error)) })
      return status < 300 ? new TextDecoder().decode(bytes) : undefined
    },
    fault: async (path, digest, manifest) => {
      for (const encoding of encodingsOf(path, manifest)) {
        try {
          const { status, found, at } = await get(path, encoding)
          if (found === digest || leadsOn(path, at, found, base, manifest)) continue
          return status >= 300 ? { path, kind: 'missing', detail: `HTTP ${status}` } : { path, kind: 'altered', ...(TWINS.has(encoding ?? '') && { detail: `压缩的一份（${encoding ?? ''}）` }) }
        } catch (error) {
          return { path, kind: 'unreachable', detail: reasonOf(error) }
        }
      }
      return undefined
    },
  }
}

/** Content codings (RFC 9110 §8.4.1) a file may have been compressed with beforehand, by the end of that copy's name. */
const TWINS: ReadonlyMap<string, string> = new Map([['br', '.br'], ['gzip', '.gz']])

/** What to ask for so as to see every copy a host has of a file: one answer, where it has but the file itself. */
function encodingsOf(path: string, manifest: Manifest): readonly (string | undefined)[] {
  const twins = [...TWINS].flatMap(([encoding, end]) => (manifest.has(`${path}${end}`) ? [encoding] : []))
  return twins.length === 0 ? [undefined] : ['identity', ...twins]
}

/** Hosts serve no names that begin with a dot, keep their own settings to themselves, and choose a compressed copy by themselves. */
function isServed(path: string, manifest: Manifest): boolean {
  if (/(?:^|\/)\.|^_(?:headers|redirects)$/u.test(path)) return false
  return !(/\.(?:br|gz)$/u.test(path) && manifest.has(path.replace(/\.(?:br|gz)$/u, '')))
}

/** Relative to the site: `index.html` of a folder is what its address shows. */
function addressOf(path: string): string {
  return `./${path.replace(/(^|\/)index\.html$/u, '$1').split('/').map(encodeURIComponent).join('/')}`
}

/** A former address for which the host answers 301 shows another page of the site, whole. */
function leadsOn(path: string, at: string, found: string, base: string, manifest: Manifest): boolean {
  if (!at.startsWith(base)) return false
  const shown = decodeURI(new URL(at).pathname.slice(new URL(base).pathname.length))
  const file = shown === '' || shown.endsWith('/') ? `${shown}index.html` : shown
  return file !== path && manifest.get(file) === found && path.endsWith('index.html')
}

interface Answer {
  readonly status: number
  /** Address the answer came from, after redirects. */
  readonly at: string
  readonly found: string
  readonly bytes: Uint8Array
}

/** The host will say the same again. */
class Refused extends Error {}

async function fetchOnce(url: URL, encoding?: string): Promise<Answer> {
  const response = await fetch(url, { headers: { ...HEADERS, ...(encoding !== undefined && { 'accept-encoding': encoding }) }, signal: AbortSignal.timeout(TIMEOUT) })
  if (response.status === 429 || response.status >= 500) {
    await response.body?.cancel()
    const patience = patienceOf(response.headers.get('retry-after'))
    if (patience > LONGEST_WAIT) throw new Refused(`HTTP ${response.status}`)
    await wait(patience)
    throw new Error(`HTTP ${response.status}`)
  }
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, at: response.url, bytes, found: createHash('sha256').update(bytes).digest('hex') }
}

/** Milliseconds a `Retry-After` of seconds or of a date asks for. */
function patienceOf(header: string | null): number {
  if (header === null) return 0
  const seconds = Number(header)
  return Math.max(0, Number.isNaN(seconds) ? Date.parse(header) - Date.now() || 0 : seconds * 1000)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if (error.name === 'TimeoutError') return `${TIMEOUT / 1000} 秒没有回应`
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return 'code' in cause ? String(cause.code) : cause.message
}
