import { closest, distance } from 'fastest-levenshtein'
import type { GenericSchema } from 'valibot'
import type { Report } from './diagnostic'
import { meantKey } from './keys'
import type { YamlEntry, YamlMap, YamlValue } from './yaml'

export interface NamedKeys<T extends YamlValue = YamlValue> {
  readonly value: T
  /** No key had to be renamed or left out. */
  readonly clean: boolean
}

/**
 * Holds the keys of a value, at any depth, to those a schema knows. What was surely meant is reported and renamed, so
 * that what follows does not also find it missing; what was not is reported and left out.
 */
export function nameKeys(schema: GenericSchema, value: YamlMap, report: Report): NamedKeys<YamlMap>
export function nameKeys(schema: GenericSchema, value: YamlValue, report: Report): NamedKeys
export function nameKeys(schema: GenericSchema, value: YamlValue, report: Report): NamedKeys {
  const shape = shapeOf(schema)
  if (value.kind === 'list' && shape.item) {
    const items = value.items.map((item) => nameKeys(shape.item as GenericSchema, item, report))
    return { value: { ...value, items: items.map((item) => item.value) }, clean: items.every(({ clean }) => clean) }
  }
  if (value.kind === 'map' && shape.entries) return nameEntries(shape.entries, value, report)
  return { value, clean: true }
}

interface Shape {
  readonly item?: GenericSchema
  readonly entries?: Readonly<Record<string, GenericSchema>>
}

/** The array's item or the object's entries, through `optional`. */
function shapeOf(schema: GenericSchema): Shape {
  return 'wrapped' in schema ? shapeOf(schema.wrapped as GenericSchema) : schema as Shape
}

function nameEntries(entries: Readonly<Record<string, GenericSchema>>, map: YamlMap, report: Report): NamedKeys<YamlMap> {
  const named = new Map<string, YamlEntry>()
  let clean = true
  for (const entry of map.entries) {
    const key = keyOf(entry, Object.keys(entries), report)
    if (key !== entry.key) clean = false
    if (key === undefined) continue
    if (named.has(key)) {
      report('key-duplicate', entry.keyAt, `键“${key}”写了两次`)
      clean = false
      continue
    }
    const schema = entries[key]
    const below = schema ? nameKeys(schema, entry.value, report) : { value: entry.value, clean: true }
    clean &&= below.clean
    named.set(key, { ...entry, key, value: below.value })
  }
  return { value: { ...map, entries: [...named.values()] }, clean }
}

const WHAT = {
  'key-invisible': '里有看不见的字符',
  'key-fullwidth': '用了全角字母',
  'key-case': '的大小写不对',
  'key-chinese': '是汉字',
} as const

/** Names other programs and other languages give to our keys. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(Object.entries({
  author: 'byline', authors: 'byline', writer: 'byline', reporter: 'byline', tags: 'topics', tag: 'topics', categories: 'topics', category: 'topics', keywords: 'topics',
  headline: 'title', heading: 'title', subhead: 'subtitle', image: 'photos', images: 'photos', img: 'photos', picture: 'photos', persons: 'people', names: 'people', person: 'people',
  pubdate: 'date', published: 'date', time: 'date', day: 'eventDate', number: 'order', position: 'order', section: 'column', summary: 'subtitle', comment: 'note', remark: 'note', from: 'source',
}))

/** A known key within two slips of the pen, one in a short word. */
function nearestKey(key: string, known: readonly string[]): string | undefined {
  const lower = key.toLowerCase().replace(/[_\s-]/gu, '')
  const synonym = SYNONYMS.get(lower)
  if (synonym !== undefined && known.includes(synonym)) return synonym
  const near = closest(lower, known.map((name) => name.toLowerCase()))
  return distance(lower, near) <= (near.length < 5 ? 1 : 2) ? known.find((name) => name.toLowerCase() === near) : undefined
}

function keyOf({ key, keyAt, value }: YamlEntry, known: readonly string[], report: Report): string | undefined {
  if (known.includes(key)) return key
  const meant = meantKey(key, known)
  if (meant) report(meant.rule, keyAt, `键名“${key}”${WHAT[meant.rule]}`, `改成 ${meant.key}`)
  else if (key.includes('：')) report('yaml-fullwidth-colon', keyAt, `“${key.slice(0, 20)}”里用了全角冒号`)
  else if (value.kind === 'text' && value.text === '' && /\p{Script=Han}/u.test(key)) {
    report('key-unknown', keyAt, `“${key.slice(0, 20)}”被当成了一个键`, '花括号里的内容带有半角逗号的，给整个内容加一对半角引号，例如 {caption: "左起:甲,乙"}；列表的每一项前面要有“- ”')
  } else {
    const near = nearestKey(key, known)
    report('key-unknown', keyAt, `没有“${key.slice(0, 30)}”这个键${near ? `，是不是想写 ${near}？` : ''}`, near ? `改成 ${near}` : `可以用的键：${known.join('、')}`)
  }
  return meant?.key
}
