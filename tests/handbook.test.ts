import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RULES, understand } from '../lib/content'
import { issueSchema, personSchema, reportSchema, siteSchema, topicSchema } from '../lib/content/schema'
import { folderOf } from './syntheticContent'

const file = join(import.meta.dirname, '../content/README.md')
const handbook = existsSync(file) ? readFileSync(file, 'utf8') : ''
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '\\<')

interface Shape {
  readonly wrapped?: object
  readonly item?: object
  readonly entries?: Readonly<Record<string, object>>
}

/** The keys of a schema and of all below it. */
function keysOf(schema: object): string[] {
  const { wrapped, item, entries = {} } = schema as Shape
  return [...Object.entries(entries).flatMap(([key, below]) => [key, ...keysOf(below)]), ...[wrapped, item].flatMap((below) => (below ? keysOf(below) : []))]
}

// A newspaper that brings its whole content/ may have left the handbook behind.
describe.skipIf(!handbook.startsWith('# 编辑手册'))('the editors’ handbook', () => {
  test.each(Object.entries(RULES))('names %s with its cure', (name, { severity, title, cure }) => {
    expect(handbook).toContain(`| \`${name}\` | ${severity === 'error' ? '错误' : '警告'} | ${cell(title)} | ${cell(cure)} |`)
  })

  test('names no rule that does not exist', () => {
    const named = [...handbook.matchAll(/^\| `([a-z0-9-]+)` \| (?:错误|警告) \|/gm)].map(([, name]) => name)
    expect(named.sort()).toEqual(Object.keys(RULES).sort())
  })

  test('names every key that can be written', () => {
    const keys = [reportSchema, issueSchema, personSchema, topicSchema, siteSchema].flatMap((schema) => keysOf(schema))
    expect(keys).toEqual(expect.arrayContaining(['title', 'alt', 'printed', 'dateReason', 'slug', 'precompress']))
    expect(keys.filter((key) => !new RegExp(`\`${key}\`|^\\s*${key}: |[{ \`]${key}: `, 'mu').test(handbook))).toEqual([])
  })

  test('its shortest example is a report that can be published', () => {
    const example = /最短的一篇[\s\S]*?```\n([\s\S]*?)```/u.exec(handbook)?.[1] ?? ''
    const date = /^date: (\S+)$/m.exec(example)?.[1] ?? ''
    expect(understand(folderOf({ [`issues/${date}/example.md`]: example })).diagnostics).toEqual([])
  })

  test('its list of keys is a frontmatter that can be read', () => {
    const keys = /## 四、所有的键\s+```yaml\n([\s\S]*?)```/u.exec(handbook)?.[1] ?? ''
    const text = '王慧杰、徐彪到会。'
    const { diagnostics } = understand(folderOf({ 'issues/2021-12-17/example.md': `${keys}\n${text}\n`, 'sources/2021-12-17.txt': '' }))
    expect(diagnostics.filter(({ rule }) => rule !== 'source-differs')).toEqual([])
  })
})
