import { on } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { FinishedFiles, FinishingPlaces } from './finisher'

/** Megabytes: any page is parsed in a fraction of it. */
const HEAP = 256

/**
 * The build's own heap is given at its start, and V8 takes what its flags say for that of a thread too, whatever limits
 * the thread is given: finishing 4,000 pages took 330 MB instead of 140. A heap that is there does not read them again.
 */
function limitNextHeap(): void {
  setFlagsFromString('--initial-heap-size=0')
  setFlagsFromString(`--max-old-space-size=${HEAP}`)
}

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
    limitNextHeap()
    this.#worker = new Worker(START, { workerData: places, execArgv: [] })
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
