import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFolder } from '../lib/content'
import { readMarkdown } from '../lib/content/body'
import { plainBlocks } from '../lib/content/plainBody'
import { BULLETIN } from './newsrooms'

/** What the Markdown parser makes of a text that is taken for plain; `undefined` where it is not. */
function both(markdown: string): { plain: unknown; parsed: unknown; faults: string[] } | undefined {
  const blocks = plainBlocks(markdown, 7)
  if (!blocks) return undefined
  const faults: string[] = []
  const parsed = readMarkdown(markdown, 7, (rule) => { faults.push(rule) })
  return { plain: { blocks, images: [], links: [] }, parsed: JSON.parse(JSON.stringify(parsed)), faults }
}

const CHARACTERS = [...'云山春耕，。：；“”（）——…·　、１Ａ〇𠮷é', ...'abz019 .,:;!?\'"()+-=#$%^{}/', '\u00a0', '\u200b', '\u2028', '\u0085', '\u007f', '\ufffd', '\ufeff', '\r', '\t', '\v', '\f']
const MARKS = ['*', '_', '`', '~~', '[', ']', '<b>', '<', '>', '&amp;', '&', '\\', '|', '@', 'www.a.cn', 'http://a.cn', 'a@b.cn', '1. ', '2) ', '- ', '+ ', '# ', '> ', '===', '---', ':-:', '    ', '[^1]', '![', 'xmpp:a@b.cn', 'mailto:a@b.cn', '  ']
const line = fc.array(fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...CHARACTERS) }, { weight: 1, arbitrary: fc.constantFrom(...MARKS) }), { maxLength: 12 }).map((parts) => parts.join(''))
const texts = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n\n', '\n\n', '\n\n\n', '\n \n')), { maxLength: 5 }).map((parts) => parts.flat().join(''))

test('a text taken for plain is read as the Markdown parser reads it', () => {
  let plain = 0
  fc.assert(fc.property(texts, (markdown) => {
    const read = both(markdown)
    if (!read) return
    plain++
    expect(read.plain).toEqual(read.parsed)
    expect(read.faults).toEqual([])
  }), { numRuns: 20_000 })
  expect(plain).toBeGreaterThan(1000)
}, 120_000)

test('every sign that can stand before, in or after a line is tried', () => {
  const signs = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)).filter((sign) => sign !== '\n')
  for (const sign of [...signs, ...CHARACTERS, ...MARKS]) {
    for (const markdown of [`${sign}云山`, `云${sign}山`, `云山${sign}`, sign, `${sign} 云山`, `云山\n\n${sign}云山${sign}`, `a${sign}b`, `a ${sign}b${sign} c`, `云山\n${sign}`, `1${sign}2`]) {
      const read = both(markdown)
      if (read) expect(read.plain, JSON.stringify(markdown)).toEqual(read.parsed)
    }
  }
})

test('the real reports without a sign of Markdown are taken for plain', async () => {
  const { files, bytes } = await readFolder(BULLETIN)
  const reports = files.filter((file) => /^issues\/[^/]+\/(?!issue\.md)[^/]+\.md$/u.test(file))
  const bodies = reports.map((file) => new TextDecoder().decode(bytes.get(file)).split(/^---\n/mu).slice(2).join(''))
  const read = bodies.flatMap((body) => both(body) ?? [])
  for (const { plain, parsed } of read) expect(plain).toEqual(parsed)
  expect(read.length).toBe(bodies.filter((body) => !/[*_[\]<>|`#]/u.test(body)).length)
})
