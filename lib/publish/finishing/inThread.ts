import { parentPort, workerData } from 'node:worker_threads'
import { Finisher, type FinishingPlaces } from './finisher'

/** Pages told of at a time. */
const TOLD = 16

const finisher = new Finisher(workerData as FinishingPlaces)

async function finish(files: readonly string[]): Promise<void> {
  for (let first = 0; first < files.length; first += TOLD) {
    parentPort?.postMessage(await Promise.all(files.slice(first, first + TOLD).map((file) => finisher.finish(file))))
  }
}

// What a page throws ends the thread, and who waits for its pages is told.
parentPort?.on('message', (files: readonly string[]) => void finish(files))
