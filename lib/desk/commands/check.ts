import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { contentDir, readFolder } from '../../content'
import { asGithub, asText, check, fix } from '..'

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
  if (mends) await mend(root, (file) => { if (!json && !github) say(`已改好 ${file}`) })
  const folder = await readFolder(root)
  const { diagnostics } = check(folder)
  if (json) say(JSON.stringify(diagnostics, null, 2))
  else if (github) say(asGithub(diagnostics.map((diagnostic) => ({ ...diagnostic, file: fromHere(root, diagnostic.file, folder.name) }))))
  else say(asText(diagnostics, folder))
  process.exitCode = diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** Annotations need the path from the repository's root, wherever the content folder lies. */
function fromHere(root: string, file: string, name: string): string {
  return relative(process.cwd(), join(root, file.slice(name.length + 1))).replaceAll('\\', '/')
}

/** Each file is written beside itself and then put in place, so that none is ever half-written. */
async function mend(root: string, tell: (file: string) => void): Promise<void> {
  for (const { file, text } of fix(await readFolder(root))) {
    const path = join(root, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
    tell(file)
  }
}

const options = given()
if (options) await run(options)
