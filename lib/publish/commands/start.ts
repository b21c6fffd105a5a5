import { outDir } from '../places'
import { progressOn } from '../progress'
import { portOf, serveFolder } from '../serve'

await import('./build')

if (!process.exitCode) {
  const server = await serveFolder(outDir(), Number(process.env.PORT) || 3000)
  progressOn(process.stdout).say(`报库已经打开：http://localhost:${portOf(server)}  （按 Ctrl+C 结束）`)
}
