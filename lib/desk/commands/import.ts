import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { contentDir, readFolder } from '../../content'
import { planImport, printed, type ImportPlan } from '../import'
import { dateFrom, pageFrom } from '../request'
import { writeNew } from '../write'

const USAGE = `用法：npm run import -- 文字文件.txt --date 2021-12-17
  --page 1     第几版（版面上印着的会自己读出）
  --dry-run    只说会写哪些文件，不写
  --json       把结果印成 JSON，不写文件
  --again      导入过的再导入一次`

const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const fail = (line: string): void => {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

// `npm run import … | head` closes the pipe before everything is said.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })

type Plan = Exclude<ImportPlan, { problem: string }>

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'date': { type: 'string' }, 'page': { type: 'string' }, 'dry-run': { type: 'boolean' }, 'json': { type: 'boolean' },
      'again': { type: 'boolean' }, 'help': { type: 'boolean', short: 'h' },
    },
  })
  const [file] = positionals
  if (values.help) return say(USAGE)
  if (file === undefined) return fail(`没有写是哪个文件。\n${USAGE}`)
  if (positionals.length > 1) return fail(`一次只导入一个文件；文件名里有空格的，前后加半角引号。\n${USAGE}`)
  if (values.date === undefined) return fail(`没有写出版日期。\n${USAGE}`)
  const date = dateFrom(values.date)
  if ('problem' in date) return fail(date.problem)
  const page = pageFrom(values.page ?? '')
  if ('problem' in page) return fail(page.problem)
  const bytes = await readFile(file).catch((problem: unknown) => {
    const error = problem as NodeJS.ErrnoException
    fail(error.code === 'ENOENT' ? `找不到文件 ${file}` : error.code === 'EISDIR' ? `${file} 是文件夹，不是文件` : `打不开 ${file}：${error.message}`)
  })
  if (!bytes) return
  const root = contentDir()
  const plan = planImport(await readFolder(root), {
    bytes, date: date.value, ...(page.value !== undefined && { page: page.value }),
    // Printing writes nothing, so nothing can be imported twice.
    again: values.again || values.json || values['dry-run'],
  })
  if ('problem' in plan) return fail(`${basename(file)}：${plan.problem}`)
  if (values.json) return say(JSON.stringify(printed(plan.page), null, 2))
  await write(plan, root, values['dry-run'] ?? false)
}

async function write(plan: Plan, root: string, isDry: boolean): Promise<void> {
  const refused = isDry ? [] : await writeNew(root, plan.files)
  say(isDry ? `会写出 ${plan.drafts.length} 篇草稿（现在什么也没有写）：` : `写出了 ${plan.drafts.length} 篇草稿：`)
  for (const { path, article } of plan.drafts) {
    say(`  ${join(root, path)}\n      《${article.title}》 ${article.paragraphs.length} 段${article.photos.length > 0 ? `，照片 ${article.photos.length} 张` : ''}，人物 ${article.people.length} 位`)
    for (const { reason } of article.doubts) say(`      请核对：${reason}`)
  }
  if (plan.page.leftovers.length > 0) say(`没有收进报道的文字 ${plan.page.leftovers.length} 处：`)
  for (const { text, line, reason } of plan.page.leftovers) say(`  第${line}行 “${text.length > 40 ? `${text.slice(0, 40)}……` : text}” ${reason}`)
  for (const notice of plan.notices) say(notice)
  for (const { file, line, message, hint } of plan.diagnostics) say(`确认之前要改：${file}:${line} ${message}；${hint}`)
  for (const path of refused) fail(`${join(root, path)} 已经在了，没有改动`)
  if (!isDry) say('下一步：运行 npm run dev 看草稿，对照底本核对；无误后删去各篇的 draft: true，再运行 npm run check。')
}

try {
  await main()
} catch (error) {
  fail(error instanceof TypeError && 'code' in error ? `看不懂这个写法：${process.argv.slice(2).join(' ')}\n${USAGE}` : `没有导入：${String(error)}`)
}
