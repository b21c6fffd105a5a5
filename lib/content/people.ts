import type { PersonRecord, TopicRecord } from '../archive'
import type { Position, Report } from './diagnostic'
import { parseName, slugOf, syllables } from './names'

/** A person or topic as its own file describes it. */
export interface PersonFile {
  readonly slug: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly disambiguation?: string
  readonly noindex: boolean
}

export interface TopicFile {
  readonly slug: string
  readonly name: string
  readonly description?: string
}

/** Where a name is first used, for messages. */
export interface Usage {
  readonly name: string
  readonly report: Report
  readonly at: Position
}

/** Everyone named: by file where there is one (name or alias), else by the pinyin of the name. */
export function resolvePeople(files: readonly PersonFile[], usages: readonly Usage[]): Map<string, PersonRecord> {
  const byName = new Map<string, PersonRecord>()
  for (const file of files) {
    const record = { ...personRecord(file.name, file.slug), ...file }
    for (const name of [file.name, ...file.aliases]) byName.set(name, record)
  }
  resolve(byName, usages, (name) => personRecord(name), (name, other, slug) => ({
    rule: 'person-collision' as const,
    message: `“${name}”与“${other}”的网址都会是 people/${slug}`,
    hint: `新建 content/people/${slug}-2.md，内容三行：---、name: ${name}、---`,
  }))
  return byName
}

export function resolveTopics(files: readonly TopicFile[], usages: readonly Usage[]): Map<string, TopicRecord> {
  const byName = new Map<string, TopicRecord>(files.map((file) => [file.name, { ...file, pinyin: syllables(file.name, 'topic') }]))
  resolve(byName, usages, topicRecord, (name, other, slug) => ({
    rule: 'topic-collision' as const,
    message: `专题“${name}”与“${other}”的网址都会是 topics/${slug}`,
    hint: `新建 content/topics/${slug}-2.md，内容三行：---、name: ${name}、---`,
  }))
  return byName
}

/** Two names on one address are the editor's to tell apart: never a silent suffix that another import order would change. */
function resolve<T extends { slug: string; name: string }>(
  byName: Map<string, T>,
  usages: readonly Usage[],
  make: (name: string) => T,
  collision: (name: string, other: string, slug: string) => { rule: 'person-collision' | 'topic-collision'; message: string; hint: string },
): void {
  const bySlug = new Map([...byName.values()].map((record) => [record.slug, record]))
  for (const { name, report, at } of usages) {
    if (byName.has(name)) continue
    const record = make(name)
    const other = bySlug.get(record.slug)
    if (other) {
      const { rule, message, hint } = collision(name, other.name, record.slug)
      report(rule, at, message, hint)
    } else bySlug.set(record.slug, record)
    byName.set(name, record)
  }
}

function personRecord(name: string, slug?: string): PersonRecord {
  const { printedName, disambiguation } = parseName(name)
  const pinyin = syllables(printedName, 'person')
  return { slug: slug ?? slugOf(name, 'person'), name, printedName, disambiguation, pinyin, aliases: [], noindex: false }
}

function topicRecord(name: string): TopicRecord {
  const pinyin = syllables(name, 'topic')
  return { slug: slugOf(name, 'topic'), name, pinyin }
}

