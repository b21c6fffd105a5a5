import { readFile } from 'node:fs/promises'
import { MANIFEST_FILE } from '../manifest'
import { outDir } from '../places'
import { progressOn } from '../progress'
import { compare, NoManifest, type Difference, type Verified } from '../verify/compare'
import { folderCopy } from '../verify/folder'
import { hostCopy } from '../verify/host'
import { asked } from './asked'

const HELP = `用法：npm run verify -- https://报库的网址/     核对已经发布的网站
      npm run verify -- 文件夹                  核对一份拷贝；不写就是 out
  --manifest 文件   不用网站自己的 ${MANIFEST_FILE}，用另外保存的一份来核对`

const WORDS: Record<Difference['kind'], string> = { altered: '改动', missing: '缺少', extra: '多出', unreachable: '取不到' }

const progress = progressOn(process.stdout)
const given = asked(HELP, { allowPositionals: true, options: { manifest: { type: 'string' } } })

if (given) await run(given)

async function run({ values, positionals }: NonNullable<typeof given>): Promise<void> {
  const where = positionals[0] ?? outDir()
  try {
    const kept = values.manifest === undefined ? undefined : await readFile(values.manifest, 'utf8')
    const verified = await compare(/^https?:\/\//iu.test(where) ? hostCopy(where) : folderCopy(where), progress, kept)
    for (const line of linesOf(verified)) progress.say(line)
    process.exitCode = verified.differences.length > 0 ? 1 : 0
  } catch (error) {
    fail(error instanceof NoManifest ? `${where} 没有 ${MANIFEST_FILE}，无从核对。` : `${where} 读不到：${error instanceof Error ? error.message : ''}`)
  }
}

function fail(line: string): void {
  progress.say(line)
  process.exitCode = 1
}

function linesOf({ differences, checked, left, manifest }: Verified): string[] {
  const counts = Object.entries(WORDS).map(([kind, word]) => [word, differences.filter((difference) => difference.kind === kind).length] as const)
  const found = counts.flatMap(([word, count]) => (count > 0 ? [`${word} ${count} 个`] : []))
  return [
    ...differences.map(({ kind, path, detail }) => `${WORDS[kind]}  ${path}${detail === undefined ? '' : `  ${detail}`}`),
    `核对 ${checked} 个文件：${found.length > 0 ? found.join('，') : '全部相符'}。${left > 0 ? `另有 ${left} 个网站不提供的文件没有核对。` : ''}`,
    `${MANIFEST_FILE} 的 SHA-256：${manifest}`,
  ]
}
