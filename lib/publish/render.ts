import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot, type Places } from './places'

const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** What Next 16 says when another one works in the same folder (`build/lockfile`), between signs of colour. */
export const IS_BUSY = /Another .{0,40} process is already running/u
/** A second after each of so many tries. */
const TRIES = 20
const PAUSE = 1000

/** Where Next keeps what it compiled, and what it rendered by the way. */
const SERVER = join(projectRoot, '.next/server')

/** What Next rendered the last time; where it finds this and does not compile, it would export that again (seen in Next 16.4). */
const RENDERED = join(projectRoot, '.next/prerender-manifest.json')

/** Names the code that is compiled there. Next clears all of `.next` before it compiles, this file too. */
const COMPILED = join(projectRoot, '.next/compiled')

/** Loaded by Next and its workers: they end with the build that started them, however it ends. */
const END_WITH_BUILD = `setInterval(() => { try { process.kill(${process.pid}, 0) } catch { process.exit(1) } }, 100).unref()`

/** Removes folders; from the first only what Next rendered into it, beside what it compiled. */
const REMOVE = `
  const { readdirSync, rmSync } = require('node:fs'), { join } = require('node:path')
  const [, server, ...folders] = process.argv
  for (const name of readdirSync(server, { recursive: true })) if (/\\.(?:html|rsc|meta)$/.test(name)) rmSync(join(server, name), { force: true })
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
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

  private constructor(private readonly places: Pick<Places, 'views' | 'exported'>, private readonly code: string) {
    this.#ended = this.#run()
    // Nobody may be waiting yet.
    this.#ended.catch(() => undefined)
  }

  async #run(): Promise<number | null> {
    if (isCompiled(this.code)) {
      rmSync(RENDERED, { force: true })
      const code = await this.#tryToRun('--experimental-build-mode', 'generate')
      if (code === 0 || this.#isStopped) return code
      // What was compiled may be damaged: if it is not that, Next will say the same again.
      rmSync(COMPILED, { force: true })
    }
    const code = await this.#tryToRun()
    if (code === 0) writeFileSync(COMPILED, nameOf(this.code))
    return code
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
  static start(places: Pick<Places, 'views' | 'exported'>, code: string): Rendering {
    for (const folder of [places.views, places.exported]) rmSync(folder, { recursive: true, force: true })
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
   * together meanwhile.
   */
  clear(): void {
    const child = spawn(process.execPath, ['-e', REMOVE, SERVER, this.places.views, this.places.exported], { stdio: 'ignore' })
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
