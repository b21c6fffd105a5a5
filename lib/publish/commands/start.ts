import { outDir } from '../places'
import { progressOn } from '../progress'
import { portOf, serveFolder } from '../serve'
import { asked } from './asked'

const HELP = '用法：npm start    生成网站并打开 http://localhost:3000；环境变量 PORT 可以换别的端口'

if (asked(HELP, { options: {} })) {
  await import('./build')
  if (!process.exitCode) {
    const server = await serveFolder(outDir(), Number(process.env.PORT) || 3000)
    progressOn(process.stdout).say(`报库已经打开：http://localhost:${portOf(server)}  （按 Ctrl+C 结束）`)
  }
}
