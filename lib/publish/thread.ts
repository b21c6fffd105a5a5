import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'

/**
 * The build's own heap is given at its start, and V8 takes what its flags say for that of a thread too, whatever limits
 * the thread is given: finishing 4,000 pages took 330 MB instead of 140. A heap that is there does not read them again.
 */
function limitNextHeap(megabytes: number): void {
  setFlagsFromString('--initial-heap-size=0')
  setFlagsFromString(`--max-old-space-size=${megabytes}`)
}

/**
 * Starts a module in a thread beside this one; `data` is its `workerData`, and its heap takes no more than so many
 * megabytes. The thread does not know TypeScript by itself: on Node 20, tsx's own `--import` does nothing in one.
 */
export function startThread(module: URL, data: unknown, megabytes: number): Worker {
  const start = `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register(); await import(${JSON.stringify(module.href)})`
  limitNextHeap(megabytes)
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData: data, execArgv: [] })
}
