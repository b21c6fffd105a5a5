const NUMERALS = '一二三四五六七八九十'

/** The number meant by １, 01, 第1版, 第一版; `undefined` when that is not sure. */
export function meantCount(written: string): number | undefined {
  const narrow = written.normalize('NFKC').trim()
  const digits = /^第?\s*0*([1-9]\d{0,2})\s*[版页篇条]?$/u.exec(narrow)?.[1]
  if (digits) return Number(digits)
  const numeral = /^第?([一二三四五六七八九十])[版页篇条]?$/u.exec(narrow)?.[1]
  return numeral ? NUMERALS.indexOf(numeral) + 1 : undefined
}
