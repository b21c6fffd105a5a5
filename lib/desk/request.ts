import { meantCount, readDate } from '../content'

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
  if (typed.trim() === '') return { value: undefined }
  const value = meantCount(typed)
  return value === undefined ? { problem: `“${typed}”不是版次；写一个数字，例如 1，不知道就留空` } : { value }
}
