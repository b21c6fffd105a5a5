import { contentDir } from '../../content'
import { build } from '../build'
import { countsOf, lineOf } from '../messages'
import { outDir } from '../places'
import { progressOn } from '../progress'

const progress = progressOn(process.stdout)
const began = Date.now()
const { diagnostics, published, pages } = await build({ contentDir: contentDir(), outDir: outDir(), progress })
for (const diagnostic of diagnostics) progress.say(lineOf(diagnostic))
if (published) progress.say(`完成：${pages} 页，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒，在 ${outDir()}`)
else {
  progress.say(`没有发布：${countsOf(diagnostics)}。改好之后再运行一次。`)
  process.exitCode = 1
}
