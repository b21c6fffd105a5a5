// Not by way of the room's index, which loads all that reads content: Next is to start first.
import { contentDir } from '../../content/contentDir'
import { build } from '../build'
import { CannotPublish } from '../cannotPublish'
import { countsOf, lineOf, resultLines } from '../messages'
import { outDir } from '../places'
import { progressOn } from '../progress'
import { Shard } from '../shard'
import { asked } from './asked'

const HELP = `用法：npm run build [-- 选项]
  --full        全部重新生成
  --dry-run     只列出要生成哪些页、为什么，什么也不写
  --shard 2/8   只生成八分之二，供几台机器分头生成
  --merge       把分头生成的几份合成网站`

const progress = progressOn(process.stdout)
const given = asked(HELP, { options: { full: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, shard: { type: 'string' }, merge: { type: 'boolean' } } })?.values
const shard = given?.shard === undefined ? undefined : Shard.parse(given.shard)

if (given?.shard !== undefined && given.merge) fail('--shard 和 --merge 不能一起用：先在各台机器上用 --shard 生成，再在一台上用 --merge 合成。')
else if (given?.shard !== undefined && !shard) fail('--shard 写成 2/8 这样：第几份/共几份')
else if (given) await run(given)

async function run(values: NonNullable<typeof given>): Promise<void> {
  try {
    const result = await build({
      contentDir: contentDir(), outDir: outDir(), progress,
      full: values.full, dryRun: values['dry-run'], merge: values.merge, ...(shard && { shard }),
    })
    for (const diagnostic of result.diagnostics) progress.say(lineOf(diagnostic))
    if (result.diagnostics.some(({ severity }) => severity === 'error')) fail(`没有发布：${countsOf(result.diagnostics)}。改好之后再运行一次。`)
    else if (!values['dry-run']) for (const line of resultLines(result, outDir())) progress.say(line)
  } catch (error) {
    if (!(error instanceof CannotPublish)) throw error
    fail(error.message)
  }
}

function fail(line: string): void {
  progress.say(line)
  process.exitCode = 1
}
