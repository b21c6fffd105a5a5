import type { ImportedCredit } from './model'
import { HAN } from './shapes'

const NAMES = `(?:[${HAN}·]{2,4}|[${HAN}] [${HAN}])(?:[\\s、]+(?:[${HAN}·]{2,4}|[${HAN}] [${HAN}])){0,4}`
const ROLE = '(?:(?:本报|全媒体|融媒体|见习|实习|特约)*(?:记者|通讯员|摄影师|作者)[:：\\s]*)?'
const SIGN = '(?:摄影报道|摄影|摄|文\\/图|图\\/文|供图|图片?提供|提供图片|图)'

/** `吕涵 王和忠/摄`, `本报记者 张三 摄`, `（通讯员 李四 供图）`, at the end of a text. */
const TAIL = new RegExp(`(?:^|(?<=[。！？”…》]))\\s*([（(]?${ROLE}${NAMES}(?:\\s+${ROLE}${NAMES})*\\s*[/／]?\\s*${SIGN}[）)]?)$|\\s+([（(]?${ROLE}${NAMES}\\s*[/／]?\\s*${SIGN}[）)]?)$|([（(]${ROLE}${NAMES}\\s*[/／]?\\s*${SIGN}[）)])$`, 'u')
/** `摄影：王五`, `图/王五`. */
const LEADING_SIGN = new RegExp(`(?:^|(?<=[。！？”…》\\s]))[（(]?(?:摄影|摄|图片?|供图)\\s*[:：/／]\\s*${ROLE}${NAMES}[）)]?$`, 'u')

/** Text cut before the credit at its end; `undefined` when there is none. */
export function captionAndCredit(text: string): { caption: string; credit: string } | undefined {
  const match = TAIL.exec(text) ?? LEADING_SIGN.exec(text)
  if (!match) return undefined
  const credit = match[0].trim()
  return { caption: text.slice(0, text.length - match[0].length).trim(), credit }
}

/** A line that is nothing but a photograph's credit. */
export const isCreditLine = (text: string): boolean => captionAndCredit(text)?.caption === ''

/** （邢燕） after a sentence: a brief with who sent it in, whatever ornament it begins with. */
const SIGNED = new RegExp(`[。！？][（(](?:${ROLE}${NAMES})[）)]$`, 'u')

/** A caption says so: 图为…, ▲…, …（资料图片）. */
export const isCaption = (text: string): boolean => /^(?:[▲△◀▶←→↑↓●]\s*)?(?:[上下左右]?图为|[上下左右]图[：:，]|图[①-⑨一二三四\d]?[：:])|^[△◀▶←→↑↓]/u.test(text) || (text.startsWith('▲') && !SIGNED.test(text)) || /[（(](?:资料|本报资料|无人机)?(?:图片|照片|图)[）)]$/u.test(text)

/** People a credit names. */
export function photoCredits(credit: string): ImportedCredit[] {
  const inner = credit.replace(/^[（(]|[）)]$/gu, '').trim()
  const sign = new RegExp(`\\s*[/／]?\\s*(${SIGN})$`, 'u').exec(inner) ?? /^(摄影|摄|图片?|供图)\s*[:：/／]\s*/u.exec(inner)
  const names = inner.replace(sign?.[0] ?? '', '').replace(/(?:本报|全媒体|融媒体|见习|实习|特约)*(?:记者|通讯员|摄影师|作者)[:：\s]*/gu, ' ')
  return names.split(/[\s、]+/u).filter(Boolean).map((name) => ({ role: sign?.[1] ?? '摄', name }))
}
