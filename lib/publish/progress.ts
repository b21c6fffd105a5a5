/** What a build tells the editor while it runs. */
export interface Progress {
  /** A new phase begins. */
  readonly phase: (name: string) => void
  /** Part of a phase is done. */
  readonly count: (done: number, total: number) => void
  /** A line of its own. */
  readonly say: (line: string) => void
}

/** On a terminal the line of a phase is rewritten; in a log each phase is one line, and a long one a line every few seconds. */
const EVERY = { terminal: 100, log: 5000 }

export function progressOn(stream: NodeJS.WriteStream): Progress {
  const every = stream.isTTY ? EVERY.terminal : EVERY.log
  let name = ''
  let began = 0
  let told = 0
  const clear = stream.isTTY ? '\r\u001b[K' : ''
  return {
    phase: (next) => {
      name = next
      began = told = Date.now()
      stream.write(`${clear}${next}……${stream.isTTY ? '' : '\n'}`)
    },
    count: (done, total) => {
      const now = Date.now()
      if (done === 0 || (now - told < every && done < total)) return
      told = now
      const perSecond = done / Math.max(0.001, (now - began) / 1000)
      const left = Math.ceil((total - done) / perSecond)
      const line = `${name} ${done}/${total}，每秒 ${Math.round(perSecond)}${done < total ? `，约剩 ${left} 秒` : ''}`
      stream.write(stream.isTTY ? `${clear}${line}` : `${line}\n`)
    },
    say: (line) => { stream.write(`${clear}${line}\n`) },
  }
}
