import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Archive } from '../lib/archive'
import { readFolder, understand, type ContentFolder } from '../lib/content'
import { articleFiles } from '../lib/feeds'
import { planSite } from '../lib/publish/plan'
import { Inputs, inputsOf, listPages, viewOf } from '../lib/views'
import { archiveOf as archiveOfTexts, report } from './archives'
import { BULLETIN, NEWSPAPER } from './newsrooms'
import { SWAPS } from './swaps'
import { folderOf } from './syntheticContent'

const archiveOf = (folder: ContentFolder): Archive | undefined => understand(folder, { today: '2030-01-01' }).archive

/** By address, what a page is made of and what it shows. */
function pagesOf(archive: Archive): Map<string, { inputs: string | undefined; view: string }> {
  const inputs = new Inputs(archive)
  return new Map(listPages(archive).map((page) => [page.address, { inputs: inputsOf(archive, page, inputs), view: JSON.stringify(viewOf(archive, page)) }]))
}

/** By id, what a group of files is made of, and its bytes but for those with pictures, which are slow to draw. */
async function groupsOf(archive: Archive, { bytes: texts }: ContentFolder): Promise<Map<string, { inputs: string; view: string }>> {
  const plan = planSite(archive, '', { ledger: ['/articles/2000-01-01/gone/'], pictures: [], sources: { texts, pictures: new Map(), folder: '' } })
  const groups = plan.groups.filter(({ id }) => !/^(?:articles|issues)\/|^(?:icons|host|search)$/.test(id))
  return new Map(await Promise.all(groups.map(async ({ id, fingerprint, make }) => [id, { inputs: fingerprint, view: JSON.stringify(await make()) }] as const)))
}

/** The same of the files beside each report. */
function filesOf(archive: Archive): Map<string, { inputs: string; view: string }> {
  const inputs = new Inputs(archive)
  return new Map(archive.articles.map((article) => [article.id, { inputs: inputs.article(article), view: JSON.stringify(articleFiles(archive, article)) }]))
}

test.each([['the fictional newspaper', NEWSPAPER], ['the real one', BULLETIN]])('what a page of %s shows does not change unless what it is made of does', async (_, path) => {
  let folder = await readFolder(path)
  const files = folder.files.filter((file) => /\.(?:md|yaml)$/.test(file) && file !== 'README.md')
  const edits = fc.sample(fc.tuple(fc.constantFrom(...files), fc.option(fc.constantFrom(...SWAPS), { freq: 12 })), { numRuns: 90, seed: 11 })
  let before = archiveOf(folder)!
  let [pages, groups] = [pagesOf(before), await groupsOf(before, folder)]
  let seen = 0
  for (const [file, swap] of edits) {
    const bytes = new Map(folder.bytes)
    const text = new TextDecoder().decode(bytes.get(file))
    if (swap) bytes.set(file, new TextEncoder().encode(text.replace(...swap)))
    else bytes.delete(file)
    const next = { ...folder, bytes, files: folder.files.filter((name) => swap !== null || name !== file) }
    const after = archiveOf(next)
    if (!after || !bytes.has('archive.yaml') || (swap && text.replace(...swap) === text)) continue
    const groupsNow = await groupsOf(after, next)
    for (const [now, then] of [[pagesOf(after), pages], [groupsNow, groups]] as const) {
      for (const [id, { inputs, view }] of now) {
        const known = then.get(id)
        if (known && inputs !== undefined && inputs === known.inputs) expect(view, `${file} ${String(swap)} ${id}`).toBe(known.view)
      }
    }
    [folder, before, pages, groups] = [next, after, pagesOf(after), groupsNow]
    seen++
  }
  expect(seen).toBeGreaterThan(8)
}, 240_000)

const DAYS = ['2001-01-01', '2001-01-08']

function sheetReport(date: string, at: number): string {
  const [page, order] = [Math.floor(at / 3) + 1, at % 3 + 1]
  const listed = { ...(at % 4 === 0 && { people: [{ 甄实: '场长' }], topics: ['试种'] }), ...(at === 7 && { people: ['贾设'], kicker: '虚构的引题' }) }
  return report({ title: `虚构的第${at}篇，${date}`, date, page: `${page}`, order: `${order}`, ...listed }, `虚构的第${at}篇正文，甄实到场。`)
}

/** Two issues of three 版 with three reports each, of which few share a topic or a person. */
const SHEETS: Readonly<Record<string, string>> = {
  'topics/shi-zhong.md': report({ name: '试种', description: '虚构的说明' }, ''),
  ...Object.fromEntries(DAYS.map((date) => [`issues/${date}/issue.md`, report({ number: date, pageNames: { 1: '要闻', 2: '二版', 3: '三版' } }, '')])),
  ...Object.fromEntries(DAYS.flatMap((date) => Array.from({ length: 9 }, (_, at) => [`issues/${date}/report-${at + 1}.md`, sheetReport(date, at)]))),
}

test('nor does any page of many 版, whichever report an editor changes and whatever in it', () => {
  const before = archiveOfTexts(SHEETS)
  const then = new Map<string, { inputs: string | undefined; view: string }>([...pagesOf(before), ...filesOf(before)])
  let seen = 0
  for (const [file, text] of Object.entries(SHEETS)) {
    for (const swap of [...SWAPS, [/$/u, '\n又一段。\n'], [/order: "(\d)"/u, 'order: "9"'], [/page: "\d"/u, 'page: "3"']] as const) {
      const changed = text.replace(swap[0], swap[1])
      const after = changed === text ? undefined : archiveOf(folderOf({ ...SHEETS, [file]: changed }))
      if (!after) continue
      seen++
      for (const [id, { inputs, view }] of [...pagesOf(after), ...filesOf(after)]) {
        const known = then.get(id)
        if (known && inputs !== undefined && inputs === known.inputs) expect(view, `${file} ${String(swap)} ${id}`).toBe(known.view)
      }
    }
  }
  expect(seen).toBeGreaterThan(90)
}, 240_000)
