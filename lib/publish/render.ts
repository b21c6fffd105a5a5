import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants, setPriority } from 'node:os'
import { join, relative, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot, type Places } from './places'

const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** A second after each of so many tries. */
const TRIES = 20
const PAUSE = 1000

/** Loaded by Next and its workers: they end with the build that started them, however it ends. */
const END_WITH_BUILD = `setInterval(() => { try { process.kill(${process.pid}, 0) } catch { process.exit(1) } }, 100).unref()`

/**
 * A `next build` under way. It compiles while the content is read, then for each page until its view is there
 * (`lib/views/reader.ts`), and its pages land in `places.exported`.
 */
export class Rendering {
  #child: ChildProcess | undefined
  readonly #ended: Promise<number | null>
  #said = ''
  #progress: ((done: number, total: number) => void) | undefined
  #isStopped = false
  #cleared: Promise<unknown> | undefined

  private constructor(private readonly places: Pick<Places, 'views' | 'exported'>, private readonly isAside: boolean) {
    this.#ended = this.#run()
    // Nobody may be waiting yet.
    this.#ended.catch(() => undefined)
  }

  /** Runs Next, once more while one that a killed build left behind is still ending. */
  async #run(): Promise<number | null> {
    for (let tries = 1; ; tries++) {
      this.#said = ''
      const code = await this.#runOnce()
      if (code === 0 || this.#isStopped || tries === TRIES || !/lock|already running/iu.test(this.#said)) return code
      await sleep(PAUSE)
    }
  }

  #runOnce(): Promise<number | null> {
    const child = spawn(process.execPath, [nextCommand, 'build'], {
      cwd: projectRoot,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=data:text/javascript,${encodeURIComponent(END_WITH_BUILD)}`.trim(),
        NEXT_TELEMETRY_DISABLED: '1',
        VIEWS_DIR: this.places.views,
        EXPORT_DIR: relative(projectRoot, this.places.exported).split(sep).join('/'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    if (this.isAside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { this.#hear(chunk.toString()) })
    return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  }

  /**
   * Begins with no views and no pages of an earlier build about. `isAside` where few pages are to be rendered: then the
   * build has more to do than Next, and of two busy processors Next gets what the build leaves.
   */
  static start(places: Pick<Places, 'views' | 'exported'>, isAside: boolean): Rendering {
    for (const folder of [places.views, places.exported]) rmSync(folder, { recursive: true, force: true })
    return new Rendering(places, isAside)
  }

  /** Waits for the pages, once the views are there. Throws with Next's words when it fails. */
  async finished(progress?: (done: number, total: number) => void): Promise<void> {
    this.#progress = progress
    const code = await this.#ended
    if (code !== 0) throw new Error(`next build ended with ${code}\n${this.#said}`)
  }

  /**
   * Takes away what was rendered, once it has been read; `stop` waits for it. Left to the next build, which needs an
   * empty place, a full export would make the first edit after it slow. A process of its own, as the site is put
   * together meanwhile.
   */
  clear(): void {
    const folders = [this.places.views, this.places.exported, join(projectRoot, '.next/server')]
    const remove = `for (const folder of process.argv.slice(1)) require('node:fs').rmSync(folder, { recursive: true, force: true })`
    const child = spawn(process.execPath, ['-e', remove, ...folders], { stdio: 'ignore' })
    this.#cleared = new Promise((resolve) => child.on('error', resolve).on('close', resolve))
  }

  /** Ends it: there is nothing to render, or nothing left to be done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#child?.kill('SIGKILL')
    await this.#ended.catch(() => undefined)
    await this.#cleared
  }

  #hear(text: string): void {
    this.#said += text
    for (const [, done, total] of text.matchAll(/Generating static pages.*?\((\d+)\/(\d+)\)/g)) this.#progress?.(Number(done), Number(total))
  }
}
