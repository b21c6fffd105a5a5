import { contentDir } from '../../content'
import { preview } from '../dev'
import { portOf } from '../serve'

const say = (line: string): void => { process.stdout.write(`${line}\n`) }
say('正在准备预览……')
const server = await preview(contentDir(), Number(process.env.PORT) || 3000, say)
say(`预览：http://localhost:${portOf(server)}  存盘即见。（按 Ctrl+C 结束）`)
