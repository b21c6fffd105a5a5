import { readDate } from '../content'

/** What an editor typed, understood, or in Chinese why it cannot be. */
export type Understood<T> = { readonly value: T } | { readonly problem: string }

/** A date of issue in any spelling that leaves no doubt: 2021-12-17, 2021/12/17, 2021年12月17日. */
export function dateFrom(typed: string): Understood<string> {
  const read = readDate(typed.trim())
  if ('date' in read) return { value: read.date }
  return read.meant === undefined ? { problem: `${read.message}；出版日期写成 2021-12-17 的样子` } : { value: read.meant }
}

/** A page number: 1, 01, 第1版, 第一版; nothing at all when left empty. */
export function pageFrom(typed: string): Understood<number | undefined> {
  const narrow = typed.normalize('NFKC').trim()
  if (narrow === '') return { value: undefined }
  const digits = /^第?\s*0*([1-9]\d{0,2})\s*版?$/u.exec(narrow)?.[1]
  const numeral = /^第?([一二三四五六七八九十])版?$/u.exec(narrow)?.[1]
  if (digits) return { value: Number(digits) }
  return numeral ? { value: '一二三四五六七八九十'.indexOf(numeral) + 1 } : { problem: `“${typed}”不是版次；写一个数字，例如 1，不知道就留空` }
}
