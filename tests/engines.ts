import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { freePort } from './hosts'

/** A browser that is not Chromium, with one window. */
export interface Engine {
  /** As wide as was asked for, or as narrow as its windows get; gives the width of the page. */
  readonly resize: (width: number, height: number) => Promise<number>
  /** Until the page and all it names have loaded. */
  readonly open: (address: string) => Promise<void>
  /** The value of a script's expression in the page; JSON, and waited for. */
  readonly value: <T>(expression: string) => Promise<T>
  /** What the page's scripts threw and what did not load since it was opened; WebKit's driver tells neither. */
  readonly complaints: () => readonly string[]
  readonly picture: () => Promise<Buffer>
  readonly close: () => Promise<void>
}

export type EngineName = 'Firefox' | 'WebKit'

/** Debian's names. A `firefox` may be a snap, which reads no profile of ours. */
const PACKAGES: Readonly<Record<EngineName, readonly string[]>> = {
  Firefox: ['firefox-esr'],
  WebKit: ['webkit2gtk-driver', 'xvfb'],
}

/** Why an engine cannot be tried here; `undefined` when it can. In CI on Debian its packages are installed first. */
export function absent(name: EngineName): string | undefined {
  const isThere = (): boolean => (name === 'Firefox' ? onPath('firefox-esr') : miniBrowser() !== undefined && onPath('WebKitWebDriver') && onPath('Xvfb'))
  if (isThere()) return undefined
  const packages = PACKAGES[name]
  if (!process.env.CI || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return `no ${packages.join(' and ')} on this machine`
  const options = { stdio: 'ignore', timeout: 240_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
  return isThere() ? undefined : `apt-get could not install ${packages.join(' and ')}`
}

export const startEngine = (name: EngineName): Promise<Engine> => (name === 'Firefox' ? startFirefox() : startWebKit())

const onPath = (command: string): boolean => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)))

/** WebKitGTK's own browser, for whatever version and processor it was built. */
function miniBrowser(): string | undefined {
  const found = ['/usr/lib', '/usr/libexec'].filter((folder) => existsSync(folder)).flatMap((folder) => [folder, ...readdirSync(folder).filter((name) => name.endsWith('-linux-gnu')).map((name) => join(folder, name))])
    .flatMap((folder) => readdirSync(folder).filter((name) => name.startsWith('webkit2gtk-4')).map((name) => join(folder, name, 'MiniBrowser')))
  return found.find((path) => existsSync(path))
}

/** A folder of its own, so that it neither reads nor writes what is a person's. */
const homeFolder = (): string => mkdtempSync(join(tmpdir(), 'engine-'))

/** A program that ends with these tests, however they end. */
function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options)
  const kill = (): void => { child.kill('SIGKILL') }
  process.once('exit', kill)
  child.once('exit', () => process.removeListener('exit', kill))
  return child
}

/** Ends a program that was started here, and waits for that. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** The first line a program says that has something in it. */
function said(stream: Readable, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const [, found] = wanted.exec(text) ?? []
      if (found !== undefined) resolve(found)
    })
    stream.once('close', () => { reject(new Error(`it ended, having said: ${text}`)) })
  })
}

interface Message { readonly id?: number; readonly method?: string; readonly params?: unknown; readonly result?: unknown; readonly error?: string; readonly message?: string }

/** WebDriver BiDi (W3C): commands and events over one WebSocket. */
class BiDi {
  #last = 0
  readonly #waiting = new Map<number, (message: Pick<Message, 'result' | 'error' | 'message'>) => void>()

  private constructor(private readonly socket: WebSocket, heard: (method: string, params: never) => void) {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message)
      else if (message.method !== undefined) heard(message.method, message.params as never)
    })
    socket.once('close', () => { for (const answer of this.#waiting.values()) answer({ error: 'the browser is gone' }) })
  }

  static async connect(address: string, heard: (method: string, params: never) => void): Promise<BiDi> {
    const socket = new WebSocket(address)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return new BiDi(socket, heard)
  }

  send<T>(method: string, params: object): Promise<T> {
    const id = ++this.#last
    const answer = new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, ({ error, message, result }) => {
        this.#waiting.delete(id)
        if (error === undefined) resolve(result as T)
        else reject(new Error(`${method}: ${error} ${message ?? ''}`))
      })
    })
    this.socket.send(JSON.stringify({ id, method, params }))
    return answer
  }
}

/** Nothing but the pages under test is asked for: everything else goes to a port where nobody listens. */
const NOWHERE = { proxyType: 'manual', httpProxy: '127.0.0.1:9', sslProxy: '127.0.0.1:9', noProxy: ['localhost', '127.0.0.1'] }

/** Firefox as it is, by its own remote protocol. */
async function startFirefox(): Promise<Engine> {
  const home = homeFolder()
  const child = start('firefox-esr', ['--headless', '--no-remote', '--profile', home, '--remote-debugging-port', '0'], { env: { ...process.env, HOME: home, MOZ_HEADLESS: '1' }, stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await said(child.stderr as Readable, /WebDriver BiDi listening on (ws:\S+)/u)
  let complaints: string[] = []
  const bidi = await BiDi.connect(`${address}/session`, (method, params: { level?: string; text?: string | null; errorText?: string; request?: { url: string } }) => {
    if (method === 'log.entryAdded' && params.level === 'error') complaints.push(params.text ?? '')
    if (method === 'network.fetchError') complaints.push(`${params.request?.url ?? ''} ${params.errorText ?? ''}`)
  })
  await bidi.send('session.new', { capabilities: { alwaysMatch: { proxy: NOWHERE } } })
  const { contexts: [{ context } = { context: '' }] } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
  await bidi.send('session.subscribe', { events: ['log.entryAdded', 'network.fetchError'] })
  const value = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await bidi.send<{ result?: { value?: string }; exceptionDetails?: { text: string } }>('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${expression})) ?? 'null')()`, target: { context }, awaitPromise: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return JSON.parse(result?.value ?? 'null') as T
  }
  return {
    value,
    resize: async (width, height) => {
      await bidi.send('browsingContext.setViewport', { context, viewport: { width, height } })
      return value('innerWidth')
    },
    open: async (url) => {
      complaints = []
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    complaints: () => complaints,
    picture: async () => Buffer.from((await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context })).data, 'base64'),
    close: async () => {
      await end(child)
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** WebKitGTK's own browser by W3C WebDriver, on a screen nobody sees; without its toolbar, or its window would not get narrow. */
async function startWebKit(): Promise<Engine> {
  const home = homeFolder()
  const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = await said(screen.stdio[3] as Readable, /^(\d+)\n/u)
  const port = await freePort()
  const driver = start('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, HOME: home, DISPLAY: `:${display}`, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1', http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', no_proxy: 'localhost,127.0.0.1' },
    stdio: 'ignore',
  })
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = await response.json() as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${path}: ${value.error ?? ''} ${value.message ?? ''}`)
    return value
  }
  await until(() => call('GET', '/status'))
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation', '--full-screen'] } } } })
  const session = `/session/${sessionId}`
  const value = async <T>(expression: string): Promise<T> => JSON.parse(await call<string>('POST', `${session}/execute/async`, {
    script: `const done = arguments[0]; Promise.resolve(${expression}).then((value) => done(JSON.stringify(value) ?? 'null'), (error) => done(JSON.stringify(String(error))))`, args: [],
  })) as T
  return {
    value,
    resize: async (width, height) => {
      await call('POST', `${session}/window/rect`, { width, height })
      return value('innerWidth')
    },
    open: async (url) => { await call('POST', `${session}/url`, { url }) },
    complaints: () => [],
    picture: async () => Buffer.from(await call<string>('GET', `${session}/screenshot`), 'base64'),
    close: async () => {
      await call('DELETE', session).catch(() => undefined)
      await end(driver)
      await end(screen)
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Tries again until it works, for a minute. */
async function until(run: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void await run()
    } catch (error) {
      if (tries === 300) throw error
      await sleep(200)
    }
  }
}
