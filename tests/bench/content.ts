/**
 * How fast content is read: `npx tsx tests/bench/content.ts [reports]`. Reports are invented, ten an issue, each with
 * a 电头, listed people and six paragraphs, about as long as a newspaper's.
 */
import { understand } from '../../lib/content'
import { syntheticFolder } from '../syntheticContent'

const reports = Number(process.argv[2] ?? 10_000)
const folder = syntheticFolder(reports)
const start = performance.now()
const { archive, diagnostics } = understand(folder, { today: '2100-01-01' })
const taken = performance.now() - start
console.log(`${reports} reports: ${(taken / 1000).toFixed(1)} s, ${(taken / reports).toFixed(2)} ms each, ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MB`)
console.log(archive ? `${archive.people.length} people` : diagnostics.slice(0, 5))
