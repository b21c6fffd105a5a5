import { on } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { WrittenLines } from '../../feeds'
import type { Places } from '../places'
import { STATE_FILE } from '../state'
import { startThread } from '../thread'
import { lookOver, type LookedOver } from './lookOver'
import { remakeLines, type Remade, type Remaking } from './remakeLines'

/** Bytes of state, of some thousand reports, from which on a thread is worth the second until it knows its program. */
const MANY = 1 << 20
/** Megabytes, of which only what is needed is taken: states, manifest, and what differs. */
const HEAP = 2048

/** What is asked of the thread: without an order, to look the sites over. */
export type Asked = Remaking | 'look'

/**
 * The last two sites, as far as files are taken over from them. Of a large archive a thread beside this one reads them,
 * while this one reads the content. It is gone when the process is, however that ends.
 */
export class EarlierSites {
  readonly #thread: Thread | undefined
  readonly #looked: Promise<LookedOver> | undefined

  constructor(private readonly places: Pick<Places, 'out' | 'staged'>, many = MANY) {
    const size = statSync(join(places.out, STATE_FILE), { throwIfNoEntry: false })?.size ?? 0
    if (size < many) return
    this.#thread = new Thread(places)
    this.#looked = this.#thread.ask<LookedOver>('look')
    // Nobody may be waiting yet.
    this.#looked.catch(() => undefined)
  }

  /** To be asked before the folder of the next site is touched. */
  lookedOver(): Promise<LookedOver> {
    return this.#looked ?? lookOver(this.places)
  }

  readonly remake = async (remaking: Remaking): Promise<WrittenLines | undefined> => {
    const made = this.#thread ? await this.#thread.ask<Remade | undefined>(remaking) : remakeLines(remaking)
    return made && { ...made, read: () => readFileSync(remaking.to) }
  }

  async stop(): Promise<void> {
    await this.#thread?.stop()
  }
}

/** Answers in the order it is asked. */
class Thread {
  readonly #worker: Worker
  readonly #answers: AsyncIterator<unknown[]>

  constructor(places: Pick<Places, 'out' | 'staged'>) {
    this.#worker = startThread(new URL('./inThread.ts', import.meta.url), places, HEAP)
    this.#answers = on(this.#worker, 'message', { close: ['exit'] })
  }

  /** Throws what it throws there. */
  async ask<T>(asked: Asked): Promise<T> {
    this.#worker.postMessage(asked)
    const answer = await this.#answers.next()
    if (answer.done) throw new Error('the thread that reads earlier sites ended')
    return (answer.value as [T])[0]
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}
