import type { Assembly } from '../assemble'
import { severalAtOnce } from '../atOnce'
import type { Unit } from '../state'
import { finishedInThread } from './thread'

/** A page Next renders. */
export interface PageToFinish {
  readonly id: string
  readonly made: Omit<Unit, 'files'>
  /** Its path in the export and in the site. */
  readonly file: string
}

type Count = (done: number, total: number) => void

/** From here on pages are finished in a thread of their own: it takes a second or two until it knows its program. */
const MANY = 500

/**
 * The pages of a build on their way from Next's export into the site. Many are finished beside what else there is to do,
 * from the moment Next has ended, which leaves a core idle.
 */
export class Finishing {
  readonly #stop = new AbortController()
  readonly #beside: Promise<void> | undefined
  /** Once the thread runs. */
  #thread: Promise<void> | undefined
  #count: Count = () => undefined

  private constructor(private readonly assembly: Assembly, private readonly pages: readonly PageToFinish[], exported: Promise<unknown>, many: number) {
    this.#beside = pages.length < many ? undefined : exported.then(() => (this.#thread = this.#finishBeside()))
    // Nobody may be waiting yet.
    this.#beside?.catch(() => undefined)
  }

  /** `exported` is kept when Next has ended. */
  static of(assembly: Assembly, pages: readonly PageToFinish[], exported: Promise<unknown>, many = MANY): Finishing {
    return new Finishing(assembly, pages, exported, many)
  }

  /** Once Next has ended: waits until all pages are in the site. */
  async finished(count: Count): Promise<void> {
    this.#count = count
    await (this.#beside ?? severalAtOnce(this.pages, ({ id, made, file }) => this.assembly.addPage(id, made, file), count))
  }

  /** Ends it: the site will not be put together, or is. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#thread?.catch(() => undefined)
  }

  async #finishBeside(): Promise<void> {
    const pages = this.pages.values()
    let done = 0
    for await (const finished of finishedInThread({ ...this.assembly.finishing, files: this.pages.map(({ file }) => file) }, this.#stop.signal)) {
      const { value } = pages.next()
      if (value) await this.assembly.addFinished(value.id, value.made, finished)
      this.#count(++done, this.pages.length)
    }
  }
}
