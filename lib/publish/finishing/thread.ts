import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FinishedFiles, FinishingPlaces } from './finisher'

/** Any page is parsed in a fraction of it; without a limit, what a page left is collected late. Megabytes. */
const HEAP = 256

/** The thread does not know TypeScript by itself: on Node 20, tsx's own `--import` does nothing in one. */
const START = (() => {
  const start = `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register(); await import(${JSON.stringify(new URL('./inThread.ts', import.meta.url).href)})`
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`)
})()

/** A thread beside this one that finishes pages. It is gone when the process is, however that ends. */
export class FinishingThread {
  readonly #worker: Worker
  readonly #told: AsyncIterator<unknown[]>

  constructor(places: FinishingPlaces, signal: AbortSignal) {
    this.#worker = new Worker(START, { workerData: places, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP } })
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
