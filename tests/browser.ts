import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type LaunchOptions, type Page } from 'playwright-core'

/** Where the installers of Chromium, Chrome and Edge put them. */
const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const root = process.env[variable]
    return root ? [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Microsoft/Edge/Application/msedge.exe')] : []
  }),
}

/** Names on the PATH of a Linux or BSD machine. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/** --no-sandbox: containers and CI run as root, where Chromium's sandbox refuses to start; only our own pages are opened. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/**
 * A browser for the tests: CHROME_PATH, else an installed Chromium, Chrome or Edge, else the one that
 * `@sparticuz/chromium` ships. Throws when there is none: the page tests are never skipped in silence.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await findBrowser())
}

/** Uses a page in a context of its own, which is closed afterwards whatever happens. */
export async function withPageOf<T>(browser: Browser, options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options)
  try {
    return await use(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Lets a page wait for what it asks for at these addresses, until the function it gives is called. */
export async function holdBack(page: Page, addresses: string): Promise<() => void> {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  await page.route(addresses, async (route) => {
    await held
    await route.continue()
  })
  return release
}

export async function findBrowser(): Promise<LaunchOptions> {
  const given = process.env.CHROME_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH names no file: ${given}`)
    return { executablePath: given, args: ARGS }
  }
  const installed = installedBrowser()
  return installed ? { executablePath: installed, args: ARGS } : shippedBrowser()
}

function installedBrowser(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => COMMANDS.map((command) => join(folder, command)))
  return [...(INSTALLED[process.platform] ?? []), ...(process.platform === 'win32' ? [] : onPath)].find((path) => existsSync(path))
}

/** A single process dies with its first closed context; without web security the pages' policy would not be tried. */
const UNWANTED = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content'])

/** Unpacks its own libraries only when it believes to run on AWS Lambda; a bare system needs them as much. */
export async function shippedBrowser(): Promise<LaunchOptions> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  const { default: shipped } = await import('@sparticuz/chromium')
  return { executablePath: await shipped.executablePath(), args: [...shipped.args.filter((argument) => !UNWANTED.has(argument)), ...ARGS], env: { ...process.env } }
}
