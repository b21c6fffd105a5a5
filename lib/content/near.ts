import { closest, distance } from 'fastest-levenshtein'

/** Of what there is, what someone surely meant: at most two slips of the pen, and no more than a third of the word. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (written === '' || known.length === 0) return undefined
  const near = closest(written, known)
  return distance(written, near) <= Math.min(2, Math.ceil(written.length / 3)) ? near : undefined
}

/** `，是不是想写 …？`, or nothing. */
export const didYouMean = (near: string | undefined): string => (near === undefined ? '' : `，是不是想写 ${near}？`)
