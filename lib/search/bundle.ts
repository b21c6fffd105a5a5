import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Where the search page's script lies below `out/`. */
export const SCRIPT_FILE = 'search/search.js'

/** The search page's script, bundled for the engines the pages are made for: Chromium 99 and Safari 15.4. */
export async function searchScript(): Promise<string> {
  const entry = join(dirname(fileURLToPath(import.meta.url)), 'browser/main.ts')
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: ['chrome99', 'safari15.4'],
    legalComments: 'none', charset: 'utf8',
  })
  return outputFiles[0]?.text ?? ''
}
