import { on } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { startThread } from '../thread'
import type { FinishedFiles, FinishingPlaces } from './finisher'

/** Megabytes: any page is parsed in a fraction of it. */
const HEAP = 256

/** A thread beside this one that finishes pages. It is gone when the process is, however that ends. */
export class FinishingThread {
  readonly #worker: Worker
  readonly #told: AsyncIterator<unknown[]>

  constructor(places: FinishingPlaces, signal: AbortSignal) {
    this.#worker = startThread(new URL('./inThread.ts', import.meta.url), places, HEAP)
    this.#told = on(this.#worker, 'message', { signal, close: ['exit'] })
  }

  /** Finishes pages, given by their paths in the export and in the site, in order. Throws what a page throws there, and when the signal says so. */
  async* finished(files: readonly string[]): AsyncGenerator<FinishedFiles> {
    this.#worker.postMessage(files)
    for (let done = 0; done < files.length;) {
      const told = await this.#told.next()
      if (told.done) throw new Error(`the thread that finishes pages ended before ${files[done] ?? ''}`)
      const [pages] = told.value as [FinishedFiles[]]
      yield* pages
      done += pages.length
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}
