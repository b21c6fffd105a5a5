import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { contentDir, readFolder } from '../../content'
import { asGithub, asText, check, fix } from '..'
import { replaceFile } from '../write'

const HELP = `用法：npm run check [-- 选项]
  --fix      把只有一种改法的错误改好
  --json     输出 JSON，给别的程序用
  --github   输出 GitHub Actions 的标注`

interface Options {
  readonly fix?: boolean
  readonly json?: boolean
  readonly github?: boolean
  readonly help?: boolean
}

const say = (text: string): void => { process.stdout.write(`${text}\n`) }

/** What was typed after the command; `undefined` after saying that it cannot be understood. */
function given(): Options | undefined {
  const args = process.argv.slice(2)
  try {
    return parseArgs({ args, options: { fix: { type: 'boolean' }, json: { type: 'boolean' }, github: { type: 'boolean' }, help: { type: 'boolean' } } }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    process.stderr.write(`看不懂这个写法：${args.join(' ')}\n${HELP}\n`)
    process.exitCode = 1
    return undefined
  }
}

async function run({ fix: mends, json, github, help }: Options): Promise<void> {
  if (help) return say(HELP)
  const root = contentDir()
  const isMended = !mends || await mend(root, (file) => { if (!json && !github) say(`已改好 ${file}`) })
  const folder = await readFolder(root)
  const { diagnostics } = check(folder)
  if (json) say(JSON.stringify(diagnostics, null, 2))
  else if (github) say(asGithub(diagnostics.map((diagnostic) => ({ ...diagnostic, file: fromHere(root, diagnostic.file, folder.name) }))))
  else say(asText(diagnostics, folder))
  process.exitCode = !isMended || diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** Annotations need the path from the repository's root, wherever the content folder lies. */
function fromHere(root: string, file: string, name: string): string {
  return relative(process.cwd(), join(root, file.slice(name.length + 1))).replaceAll('\\', '/')
}

/** Codes of what editors can do something about: a read-only file, and on Windows one that another program holds. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY', 'EROFS'])

/** Whether every file could be mended; what one is refused for keeps no other from being mended. */
async function mend(root: string, tell: (file: string) => void): Promise<boolean> {
  let isDone = true
  for (const { file, text } of fix(await readFolder(root))) {
    try {
      await replaceFile(join(root, file), text)
      tell(file)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      process.stderr.write(`没有改 ${file}：${HELD.has(code) ? '文件是只读的，或正被别的程序打开' : `写不进去（${code ?? String(error)}）`}\n`)
      isDone = false
    }
  }
  return isDone
}

const options = given()
try {
  if (options) await run(options)
} catch (error) {
  process.stderr.write(`没有查完：${String(error)}\n`)
  process.exitCode = 1
}
