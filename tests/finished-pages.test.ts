import { describe, expect, test } from 'vitest'
import { finishPage as finish, type FinishOptions } from '../lib/publish/finishing/finishPage'

const finishPage = async (html: string, options: FinishOptions): Promise<string> => (await finish(html, options)).html
const stylesheet = async (named: readonly string[]): Promise<string> => `/styles/${named.length}.css`
const page = (head: string, body: string): string => `<!DOCTYPE html><html lang="zh"><head><meta charSet="utf-8"/>${head}</head><body>${body}</body></html>`
const policy = /<meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy" content="default-src 'none'[^"]*"\/>/

describe('a published page', () => {
  test('keeps everything but what only a script would use', async () => {
    const html = await finishPage(page(
      '<link rel="preload" as="script" href="/_next/a.js"/><link rel="stylesheet" href="/_next/a.css" data-precedence="next"/><link rel="stylesheet" href="/_next/b.css"/><script src="/_next/a.js" async=""></script><title>云山</title><link rel="canonical" href="https://x.example/"/>',
      '<!--$--><p>云山 &amp; “春耕”</p><!--/$--><script>self.__next_f.push([1,"<p>云山</p>"])</script><script type="application/ld+json">{"a":"<!-- -->"}</script>',
    ), { stylesheet })
    expect(html).toMatch(policy)
    expect(html.replace(policy, '')).toBe('<!DOCTYPE html><html lang="zh"><head><link rel="stylesheet" href="/styles/2.css"/><title>云山</title><link rel="canonical" href="https://x.example/"/></head><body><p>云山 &amp; “春耕”</p><script type="application/ld+json">{"a":"<!-- -->"}</script></body></html>')
  })

  test('lets only the search page run a script, and only ours', async () => {
    const given = page('', '<script src="/search/x.js" type="module"></script><script src="/_next/a.js"></script>')
    expect(await finishPage(given, { stylesheet, runsSearch: true })).toContain("script-src 'self'; connect-src 'self'")
    expect(await finishPage(given, { stylesheet, runsSearch: true })).not.toContain('_next')
    expect(await finishPage(page('', '<p>1</p>'), { stylesheet })).not.toContain('script-src')
  })
})
