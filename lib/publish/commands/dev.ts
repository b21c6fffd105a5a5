import { contentDir } from '../../content'
import { preview } from '../dev'
import { portOf } from '../serve'
import { asked } from './asked'

const HELP = '用法：npm run dev    预览，存盘即见；环境变量 PORT 可以换别的端口'

const say = (line: string): void => { process.stdout.write(`${line}\n`) }

if (asked(HELP, { options: {} })) {
  say('正在准备预览……')
  const server = await preview(contentDir(), Number(process.env.PORT) || 3000, say)
  say(`预览：http://localhost:${portOf(server)}  存盘即见。（按 Ctrl+C 结束）`)
}
