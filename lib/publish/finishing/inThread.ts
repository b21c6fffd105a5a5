import { parentPort, workerData } from 'node:worker_threads'
import { Finisher } from './finisher'
import type { FinishingOrder } from './thread'

/** Pages told of at a time. */
const TOLD = 16

const { files, ...places } = workerData as FinishingOrder
const finisher = new Finisher(places)
for (let first = 0; first < files.length; first += TOLD) {
  parentPort?.postMessage(await Promise.all(files.slice(first, first + TOLD).map((file) => finisher.finish(file))))
}
