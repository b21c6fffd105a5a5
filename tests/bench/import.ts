/**
 * How well pages are taken apart: `npx tsx tests/bench/import.ts [pages] [first seed] [measure]`. Pages are invented
 * (tests/fictionalPages.ts): reports cut into columns, some ends lost, in four layouts. With a measure, its faults too.
 */
import { MEASURES, score } from '../importScore'

const pages = Number(process.argv[2] ?? 200)
const first = Number(process.argv[3] ?? 1)
const shown = process.argv[4]
const start = performance.now()
const { tallies, faults } = score(Array.from({ length: pages }, (_, index) => first + index))
const taken = performance.now() - start
console.log(`${pages} pages, ${(taken / pages).toFixed(0)} ms each`)
for (const measure of MEASURES) {
  const { precision, recall, f1, hits, missed } = tallies[measure]
  console.log(`${measure.padEnd(14)} F1 ${f1.toFixed(4)}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  of ${hits + missed}`)
}
if (shown) for (const fault of faults.filter((line) => line.includes(`) ${shown}`)).slice(0, 60)) console.log(fault)
