import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isHeld } from './exchange'
import { projectRoot, type Places } from './places'

const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** What Next 16 says when another one works in the same folder (`build/lockfile`), between signs of colour. */
export const IS_BUSY = /Another .{0,40} process is already running/u
/** A second after each of so many tries. */
const TRIES = 20
const PAUSE = 1000

type RenderingPlaces = Pick<Places, 'views' | 'exported' | 'gone'>

/** Somebody may be at work there still: what a killed build left to be removed, or on Windows a virus scanner. */
const AT_ONCE = { recursive: true, force: true, maxRetries: 10 } as const

/** Next's own folder. Some of what an earlier build left there it reads, and fails over half a file (`diagnostics`, seen in Next 16.4). */
const OWN = join(projectRoot, '.next')
/** Preview's, in that. */
const PREVIEW = 'dev'

function removeOwn(): void {
  mkdirSync(OWN, { recursive: true })
  for (const name of readdirSync(OWN)) if (name !== PREVIEW) rmSync(join(OWN, name), AT_ONCE)
}

/** Where Next keeps what it compiled, and what it rendered by the way. */
const SERVER = join(OWN, 'server')

/** What Next rendered the last time; where it finds this and does not compile, it would export that again (seen in Next 16.4). */
const RENDERED = join(OWN, 'prerender-manifest.json')

/** Names the code that is compiled there. Next clears all of `.next` before it compiles, this file too. */
const COMPILED = join(OWN, 'compiled')

/**
 * Loaded by Next and its workers: they end with the build that started them, however it ends, and workers with the Next
 * they work for, which can be stopped while they wait for a view.
 */
const END_WITH_BUILD = `setInterval(() => { try { process.kill(${process.pid}, 0) } catch { process.exit(1) } }, 100).unref(); process.once('disconnect', () => process.exit())`

/**
 * Removes a folder, then from another what Next rendered into it, beside what it compiled. The next build renders there
 * too: nothing is taken away any more once this one has ended.
 */
const REMOVE = `
  const { readdirSync, rmSync } = require('node:fs'), { join } = require('node:path')
  const [, build, folder, server] = process.argv
  rmSync(folder, { recursive: true, force: true })
  for (const name of readdirSync(server, { recursive: true })) if (/\\.(?:html|rsc|meta)$/.test(name)) {
    process.kill(Number(build), 0)
    rmSync(join(server, name), { force: true })
  }
`

/** Compiled code may name the places of modules, and is for one Node. */
const nameOf = (code: string): string => [code, process.version, projectRoot].join('\n')

function isCompiled(code: string): boolean {
  try {
    return readFileSync(COMPILED, 'utf8') === nameOf(code)
  } catch {
    return false
  }
}

/**
 * A `next build` under way. It compiles while the content is read, unless it has compiled the same code before, then
 * waits for each page until its view is there (`lib/views/reader.ts`), and its pages land in `places.exported`.
 */
export class Rendering {
  #child: ChildProcess | undefined
  readonly #ended: Promise<number | null>
  #said = ''
  #progress: ((done: number, total: number) => void) | undefined
  #isStopped = false
  #cleared: Promise<unknown> | undefined

  private constructor(private readonly places: RenderingPlaces, private readonly code: string) {
    this.#ended = this.#run()
    // Nobody may be waiting yet.
    this.#ended.catch(() => undefined)
  }

  async #run(): Promise<number | null> {
    const code = await (isCompiled(this.code) ? this.#generate() : this.#compile())
    if (this.#isOver(code)) return code
    // What lies there may be damaged, where a build was killed while Next wrote: if it is not that, Next will say the same again.
    removeOwn()
    return this.#compile()
  }

  #generate(): Promise<number | null> {
    rmSync(RENDERED, { force: true })
    return this.#tryToRun('--experimental-build-mode', 'generate')
  }

  async #compile(): Promise<number | null> {
    const code = await this.#tryToRun()
    if (code === 0) writeFileSync(COMPILED, nameOf(this.code))
    return code
  }

  #isOver(code: number | null): boolean {
    return code === 0 || this.#isStopped || IS_BUSY.test(this.#said)
  }

  /** Runs Next, once more while one that a killed build left behind is still ending. */
  async #tryToRun(...options: readonly string[]): Promise<number | null> {
    for (let tries = 1; ; tries++) {
      this.#said = ''
      const code = await this.#runOnce(options)
      if (code === 0 || tries === TRIES || !IS_BUSY.test(this.#said)) return code
      await sleep(PAUSE)
      if (this.#isStopped) return code
    }
  }

  #runOnce(options: readonly string[]): Promise<number | null> {
    const child = spawn(process.execPath, [nextCommand, 'build', ...options], {
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
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { this.#hear(chunk.toString()) })
    return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  }

  /** Begins with no views and no pages of an earlier build about. `code` is the fingerprint of the code that renders. */
  static start(places: RenderingPlaces, code: string): Rendering {
    for (const folder of [places.views, places.exported, places.gone]) rmSync(folder, AT_ONCE)
    return new Rendering(places, code)
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
   * together meanwhile. It outlives a killed build: what it removes lies where no build looks.
   */
  clear(): void {
    const { views, exported, gone } = this.places
    const own = join(gone, String(process.pid))
    mkdirSync(own, { recursive: true })
    try {
      for (const [nth, folder] of [views, exported].entries()) renameSync(folder, join(own, String(nth)))
    } catch (error) {
      // The site does not need it: the next build removes what stays.
      if (!isHeld(error)) throw error
    }
    const child = spawn(process.execPath, ['-e', REMOVE, String(process.pid), own, SERVER], { stdio: 'ignore' })
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
