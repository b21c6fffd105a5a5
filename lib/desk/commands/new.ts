import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { contentDir, readFolder } from '../../content'
import { newReport } from '../new'
import { dateFrom, pageFrom, type Understood } from '../request'
import { writeNew } from '../write'

const USAGE = '用法：npm run new            一项一项地问\n      npm run new -- --date 2021-12-17 --page 1 --title 标题'

const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const fail = (line: string): void => {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

const titleFrom = (typed: string): Understood<string> => (typed.trim() ? { value: typed.trim() } : { problem: '标题不能空着；没有标题的，编一个写在〔〕里' })

/** Asks until the answer is understood; `undefined` when there is nobody to answer. */
async function ask<T>(question: string, read: (typed: string) => Understood<T>, answers: AsyncIterator<string>): Promise<Understood<T>> {
  for (;;) {
    process.stdout.write(question)
    const answer = await answers.next()
    if (answer.done) return { problem: `没有回答“${question.trim()}”。\n${USAGE}` }
    const understood = read(answer.value)
    if ('value' in understood) return understood
    say(understood.problem)
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { date: { type: 'string' }, page: { type: 'string' }, title: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) return say(USAGE)
  const lines = createInterface({ input: process.stdin })
  const answers = lines[Symbol.asyncIterator]()
  const get = <T>(flag: string | undefined, question: string, read: (typed: string) => Understood<T>): Promise<Understood<T>> => (
    flag === undefined ? ask(question, read, answers) : Promise.resolve(read(flag))
  )
  try {
    const date = await get(values.date, '出版日期（例如 2021-12-17）：', dateFrom)
    if ('problem' in date) return fail(date.problem)
    // With the rest on the command line, a page left out is a page not known.
    const page = values.page === undefined && values.title !== undefined ? { value: undefined } : await get(values.page, '第几版（不知道就直接按回车）：', pageFrom)
    if ('problem' in page) return fail(page.problem)
    const title = await get(values.title, '标题：', titleFrom)
    if ('problem' in title) return fail(title.problem)
    await create(date.value, page.value, title.value)
  } finally {
    lines.close()
  }
}

async function create(date: string, page: number | undefined, title: string): Promise<void> {
  const root = contentDir()
  const folder = await readFolder(root)
  const { path, text } = newReport(folder, { date, title, ...(page !== undefined && { page }) })
  const refused = await writeNew(root, [{ path, bytes: new TextEncoder().encode(text) }])
  if (refused.length > 0) return fail(`${join(root, path)} 已经在了，没有改动；请再运行一次`)
  say(`新建了 ${join(root, path)}\n用记事本打开它，在第二行 --- 之后写正文，段与段之间空一行；写完运行 npm run check。`)
}

try {
  await main()
} catch (error) {
  fail(error instanceof TypeError && 'code' in error ? `看不懂这个写法：${process.argv.slice(2).join(' ')}\n${USAGE}` : `没有写成：${String(error)}`)
}
