import { setImmediate as turn } from 'node:timers/promises'
import type { Assembly } from '../assemble'
import type { Made } from '../state'
import { FinishingThread } from './thread'

/** A page Next renders. */
export interface PageToFinish {
  readonly id: string
  readonly made: Made
  /** Its path in the export and in the site. */
  readonly file: string
}

type Count = (done: number, total: number) => void

/** From here on pages are finished in a second thread too: it takes a second until it knows its program. */
const MANY = 500
/** While the thread pool compresses some, the next are made. */
const AT_ONCE = 8

/**
 * The pages of a build on their way from Next's export into the site. Of many, a thread beside this one finishes as many
 * as it can, from the moment Next has ended, which leaves a core idle; this one takes what is left once it has nothing
 * else to do.
 */
export class Finishing {
  readonly #stop = new AbortController()
  readonly #isThreaded: boolean
  readonly #exported: Promise<unknown>
  #thread: Promise<void> | undefined
  #here: Promise<void> | undefined
  #taken = 0
  #done = 0
  #count: Count | undefined

  private constructor(private readonly assembly: Assembly, private readonly pages: readonly PageToFinish[], exported: Promise<unknown>, many: number) {
    this.#isThreaded = pages.length >= many
    this.#exported = exported.then(() => this.#beginThread())
    // Nobody may be waiting yet.
    this.#exported.catch(() => undefined)
  }

  /** `exported` is kept when Next has ended. */
  static of(assembly: Assembly, pages: readonly PageToFinish[], exported: Promise<unknown>, many = MANY): Finishing {
    return new Finishing(assembly, pages, exported, many)
  }

  /** Waits until all pages are in the site. */
  async finished(count: Count): Promise<void> {
    this.#count = count
    await this.#exported
    this.#here ??= this.#finishHere()
    await Promise.all([this.#here, this.#thread])
  }

  /** Ends it: the site will not be put together, or is. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled([this.#here, this.#thread])
  }

  #beginThread(): void {
    if (!this.#isThreaded || this.#stop.signal.aborted) return
    this.#thread = this.#finishInThread()
    this.#thread.catch(() => undefined)
  }

  async #finishHere(): Promise<void> {
    for (let pages = this.#take(AT_ONCE); pages.length > 0 && !this.#stop.signal.aborted; pages = this.#take(AT_ONCE)) {
      await Promise.all(pages.map(async ({ id, made, file }) => {
        await this.assembly.addPage(id, made, file)
        this.#counted()
      }))
      // Word of the thread is heard.
      await turn()
    }
  }

  async #finishInThread(): Promise<void> {
    const thread = new FinishingThread(this.assembly.finishing, this.#stop.signal)
    try {
      for (let portion = this.#portion(); portion.length > 0; portion = this.#portion()) {
        const pages = portion.values()
        for await (const finished of thread.finished(portion.map(({ file }) => file))) {
          const { value } = pages.next()
          if (value) await this.assembly.addFinished(value.id, value.made, finished)
          this.#counted()
        }
      }
    } finally {
      await thread.stop()
    }
  }

  /** Pages nobody has taken: many at first, as this thread may not listen for seconds; few in the end, so that both are done at once. */
  #portion(): readonly PageToFinish[] {
    return this.#take(Math.ceil((this.pages.length - this.#taken) / 4))
  }

  #take(most: number): readonly PageToFinish[] {
    const first = this.#taken
    this.#taken += most
    return this.pages.slice(first, first + most)
  }

  #counted(): void {
    this.#done++
    this.#count?.(this.#done, this.pages.length)
  }
}
