import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageRef } from '../views'
import { leadsOf, type Changes, type SitePlan } from './plan'
import type { PublishState } from './state'

/** Parts of a report's open data, in an editor's words. */
const PART_NAMES: Readonly<Record<string, string>> = {
  title: '标题', kicker: '引题', subtitle: '副题', column: '栏题', page: '版次', order: '次序', byline: '署名', eventDate: '事件日期', people: '人物', topics: '专题',
  photos: '照片', corrections: '校勘', incomplete: '缺文', note: '编者说明', text: '正文', formerly: '旧网址', source: '底本', issueNumber: '期号', dateCertainty: '日期',
}

const REPORT = /^articles\/(.+)$/u

/**
 * Why pages are to be made again. What changed in a report is found by comparing the open data published beside its
 * page with what it would be now.
 */
export async function reasonsOf(plan: SitePlan, last: PublishState | undefined, changes: Changes, out: string): Promise<(page: PageRef) => string> {
  if (!last) return () => '没有上一次发布的记录'
  if (last.code !== plan.code) return () => '程序或样式变了'
  const changed = new Map<string, string>()
  const leads = leadsOf(plan)
  for (const id of changes.remove) {
    const to = leads.get(`/${id}/`)
    if (REPORT.test(id)) changed.set(fileOf(id), to === undefined ? '撤下了' : `改到 ${to} 了`)
  }
  for (const { group: { id, make } } of changes.make) {
    if (!REPORT.test(id)) continue
    const what = last.units.has(id) ? changeOf(await publishedData(out, id), dataIn(await make())) : '是新加的'
    if (what !== undefined) changed.set(fileOf(id), what)
  }
  return (page) => {
    if (!last.units.has(page.address)) return '新的一页'
    const own = page.sources.flatMap((file) => (changed.has(file) ? [`报道 ${file} ${changed.get(file) ?? ''}`] : []))
    if (own.length > 0) return own.slice(0, 3).join('；')
    const ofDay = [...changed].filter(([file]) => dayOf(file) === dayOf(page.address))
    const [[file, what] = [], ...others] = ofDay.length > 0 ? ofDay : [...changed]
    if (file === undefined) return '报库说明、人物或专题文件变了'
    return `受 ${file} ${others.length > 0 ? `等 ${others.length + 1} 篇` : ''}影响（${what ?? ''}）`
  }
}

/** The issue a file, or a page, is of; `undefined` where a page is of none. */
const dayOf = (path: string): string | undefined => /\d{4}-\d{2}-\d{2}/u.exec(path)?.[0]

const fileOf = (id: string): string => id.replace(REPORT, 'issues/$1.md')

type Data = Readonly<Record<string, unknown>>

/** `undefined` where somebody has damaged it. */
async function publishedData(out: string, id: string): Promise<Data | undefined> {
  try {
    return JSON.parse(await readFile(join(out, id, 'index.json'), 'utf8')) as Data
  } catch {
    return undefined
  }
}

function dataIn(files: readonly { readonly path: string; readonly bytes: string | Uint8Array }[]): Data {
  const file = files.find(({ path }) => path.endsWith('/index.json'))
  return JSON.parse(Buffer.from(file?.bytes ?? '{}').toString()) as Data
}

function changeOf(before: Data | undefined, after: Data): string | undefined {
  if (!before) return '上一次发布的文件不完整'
  const parts = Object.keys(PART_NAMES).filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
  return parts.length === 0 ? undefined : `改了${parts.map((part) => PART_NAMES[part] ?? part).join('、')}`
}
