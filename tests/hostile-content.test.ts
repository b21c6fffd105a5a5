import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { understand } from '../lib/content'
import { check, fix } from '../lib/desk'
import { elementsOf } from './siteFiles'
import { folderOf } from './syntheticContent'

/** Pieces that mean something to a parser somewhere, to be strung together at random. */
const PIECES = [
  '---', '---\n', '---js\n', '+++', '\n', '\n\n', '\r\n', '\t', ' ', '\u3000', ': ', '：', '- ', '  - ', '[', ']', '{', '}', '&a ', '*a', '!!js/function ', '<<: ', '|', '>', '"', "'", '#', '%', '@', '`', '```\n',
  'title', 'date', 'people', 'topics', 'photos', 'corrections', 'constructor', '__proto__', 'prototype', 'toString', '标题', '2020-05-04', '2021-02-30', '云山', '春耕。', '“', '”', '《',
  '**', '__', '~~', '~', '[^1]', '[^1]: ', '![x](y)', '[x](javascript:1)', '<script>', '<!--', '-->', '</p>', '&amp;', '&#0;', '| a | b |\n|---|---|\n', '> ', '1. ', '# ', '===\n', '    ', '\\', '$', '\u0000', '\ufffd', '\ufeff', '\u202e', '\u200b', '𠮷', '\ud800', 'è¡¢',
]
/** What an editor may write, and every so often a piece an editor may not. */
const inline = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom('今天，', '云山', '春耕。', '𠮷田', '甄一二', '“', '”', '**重点**', '~~旧~~', '`甲`', '[此](https://a.example/?a=1&b=2)', '[`甲`](/about/)', '![田](field.png)', '&amp;', '&lt;script&gt;', '\\*', '\\<', '3~5', '<https://a.example/>', '[^1]', '  \n', '\n', '< ', '> ', '& ') },
  { weight: 1, arbitrary: fc.constantFrom(...PIECES) },
)
const start = fc.constantFrom('', '', '', '- ', '1. ', '> ', '## ', '> - ', '| 甲 | 乙 |\n|:--|--:|\n| 1 | ', '```\n', '[^1]: ')
const paragraph = fc.tuple(start, fc.array(inline, { minLength: 1, maxLength: 6 })).map(([first, rest]) => {
  const text = first + rest.join('')
  return first.startsWith('```') ? `${text}\n\`\`\`` : text
})
const written = fc.array(paragraph, { minLength: 1, maxLength: 5 }).map((paragraphs) => (
  `---\ntitle: 云山\ndate: 2020-05-04\npeople: [甄一二]\n${paragraphs.join('').split('重点').length === 2 ? 'corrections: [{printed: 重占, corrected: 重点, reason: 字形}]\n' : ''}---\n\n${paragraphs.join('\n\n')}\n${paragraphs.join('').includes('[^1]') ? '\n[^1]: 注。\n' : ''}`
))
const file = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  written,
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => `---\ntitle: 云山\n${pieces.join('')}\n---\n\n正文。\n`),
  fc.uint8Array({ maxLength: 200 }),
)

const HARMLESS = ['p', 'a', 'em', 'strong', 'del', 'code', 'pre', 'span', 'sup', 'br', 'hr', 'img', 'figure', 'figcaption', 'ul', 'ol', 'li', 'blockquote', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'section', 'div']

test('no file crashes the reader, changes what objects are made of, or gets past it unsafe', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).sort()
  const seen = { archives: 0, marked: 0 }
  const tags = new Set<string>()
  fc.assert(fc.property(fc.oneof({ weight: 1, arbitrary: fc.array(file, { minLength: 1, maxLength: 3 }) }, { weight: 1, arbitrary: written.map((text) => [text]) }), (files) => {
    const folder = folderOf({ 'issues/2020-05-04/field.png': new Uint8Array([0x89]), ...Object.fromEntries(files.map((text, index) => [`issues/2020-05-04/case-${index}.md`, text])) })
    const { archive, diagnostics } = understand(folder, { today: '2020-06-01' })
    expect(archive === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'))
    for (const { line, column } of diagnostics) expect(line >= 1 && column >= 1).toBe(true)
    const html = archive?.articles.flatMap(({ blocks }) => blocks).map((block) => block.html) ?? []
    if (archive) seen.archives++
    if (html.some((text) => /<(?!\/?p[ >])/u.test(text))) seen.marked++
    for (const text of html) {
      for (const element of elementsOf(parseFragment(text))) {
        tags.add(element.tagName)
        expect(HARMLESS).toContain(element.tagName)
        for (const { name, value } of element.attrs) expect(`${name}=${value}`).toMatch(/^(?:id|class|href|src|alt|title|start|align|width|height|datetime|aria-label|data-[a-z]+)=(?!\s*(?:javascript|data|vbscript):)/iu)
      }
    }
  }), { numRuns: 10_000 })
  // What nothing gets through proves nothing.
  expect(seen.archives).toBeGreaterThan(2000)
  expect(seen.marked).toBeGreaterThan(1500)
  expect([...tags]).toEqual(expect.arrayContaining(['a', 'blockquote', 'code', 'del', 'figure', 'h2', 'img', 'li', 'pre', 'span', 'strong', 'sup', 'td']))
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before)
}, 600_000)

test('checking and fixing any folder ends, and fixing twice changes nothing more', () => {
  fc.assert(fc.property(file, (text) => {
    const folder = folderOf({ 'issues/2020-05-04/case.md': text })
    check(folder, { today: '2020-06-01' })
    const mended = fix(folder, { today: '2020-06-01' })
    const again = fix(folderOf(Object.fromEntries([['issues/2020-05-04/case.md', text], ...mended.map(({ file: path, text: fixed }) => [path, fixed])]) as Record<string, string>), { today: '2020-06-01' })
    expect(again).toEqual([])
  }), { numRuns: 1000 })
}, 300_000)
