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
const file = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => `---\ntitle: 云山\ndate: 2020-05-04\n---\n\n${pieces.join('')}`),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => `---\ntitle: 云山\n${pieces.join('')}\n---\n\n正文。\n`),
  fc.uint8Array({ maxLength: 200 }),
)

const HARMLESS = ['p', 'a', 'em', 'strong', 'del', 'code', 'pre', 'span', 'sup', 'br', 'hr', 'img', 'figure', 'figcaption', 'ul', 'ol', 'li', 'blockquote', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'section', 'div']

test('no file crashes the reader, changes what objects are made of, or gets past it unsafe', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).sort()
  fc.assert(fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
    const folder = folderOf(Object.fromEntries(files.map((text, index) => [`issues/2020-05-04/case-${index}.md`, text])))
    const { archive, diagnostics } = understand(folder, { today: '2020-06-01' })
    expect(archive === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'))
    for (const { line, column } of diagnostics) expect(line >= 1 && column >= 1).toBe(true)
    for (const { html } of archive?.articles.flatMap(({ blocks }) => blocks) ?? []) {
      for (const element of elementsOf(parseFragment(html))) {
        expect(HARMLESS).toContain(element.tagName)
        for (const { name, value } of element.attrs) expect(`${name}=${value}`).toMatch(/^(?:id|class|href|src|alt|title|start|align|width|height|datetime|aria-label|data-[a-z]+)=(?!\s*(?:javascript|data|vbscript):)/iu)
      }
    }
  }), { numRuns: 10_000 })
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before)
}, 300_000)

test('checking and fixing any folder ends, and fixing twice changes nothing more', () => {
  fc.assert(fc.property(file, (text) => {
    const folder = folderOf({ 'issues/2020-05-04/case.md': text })
    check(folder, { today: '2020-06-01' })
    const mended = fix(folder, { today: '2020-06-01' })
    const again = fix(folderOf(Object.fromEntries([['issues/2020-05-04/case.md', text], ...mended.map(({ file: path, text: fixed }) => [path, fixed])]) as Record<string, string>), { today: '2020-06-01' })
    expect(again).toEqual([])
  }), { numRuns: 1000 })
}, 300_000)
