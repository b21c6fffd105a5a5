import { expect, test } from 'vitest'
import { score, type Measure } from './importScore'

/** Goals for invented pages in four layouts, cut into columns, some ends lost; tests/bench/import.ts measures 200. */
const GOALS: readonly (readonly [Measure, number])[] = [['boundaries', 0.97], ['joins', 0.97], ['bylines', 0.97], ['headlines', 0.95], ['titled people', 0.9], ['event dates', 0.97], ['lost ends', 0.8]]

const { tallies, faults } = score(Array.from({ length: 60 }, (_, index) => 9001 + index))

test.each(GOALS)('%s are found, F1 at least %f', (measure, goal) => {
  expect(tallies[measure].f1, faults.filter((fault) => fault.includes(`) ${measure}`)).slice(0, 8).join('\n')).toBeGreaterThanOrEqual(goal)
})
