import { basename } from 'node:path'
import { watch, type FSWatcher } from 'chokidar'

/** Milliseconds. Editors save several files at once, and Windows reports a save more than once: changes this close together are one. */
const SETTLE = 80
/** What could not be read is read again after so many. */
const AGAIN = 2000

/**
 * Runs `changed` after changes have settled, one run at a time, and once more when something changed meanwhile. A file
 * may be gone or locked just when it is read, while a folder is synchronised: then it is run again a little later.
 */
export function watchContent(contentDir: string, say: (line: string) => void, changed: () => Promise<void>): FSWatcher {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const runAfter = (wait: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(changed).catch((error: unknown) => {
        say(`稿件暂时读不出来，等一会儿再读：${error instanceof Error ? error.message : String(error)}`)
        runAfter(AGAIN)
      })
    }, wait)
  }
  return watch(contentDir, { ignoreInitial: true, ignored: (path) => basename(path).startsWith('.') && basename(path) !== '.' })
    .on('all', () => { runAfter(SETTLE) })
    .on('error', (error) => { say(`看不到稿件的改动：${error instanceof Error ? error.message : String(error)}`) })
}
