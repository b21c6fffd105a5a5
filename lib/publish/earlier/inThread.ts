import { parentPort, workerData } from 'node:worker_threads'
import type { Places } from '../places'
import type { Asked } from './earlierSites'
import { lookOver } from './lookOver'
import { remakeLines } from './remakeLines'

const places = workerData as Pick<Places, 'out' | 'staged'>

let answered = Promise.resolve()

// One after another; what it throws ends the thread, and who waits for an answer is told.
parentPort?.on('message', (asked: Asked) => {
  answered = answered.then(async () => { parentPort?.postMessage(asked === 'look' ? await lookOver(places) : remakeLines(asked)) })
})
