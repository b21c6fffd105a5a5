import { parseDateline, wordsOf } from '../../content'
import { givenLikelihood } from './lexicon'
import type { ImportedCredit } from './model'
import { datelineOf, HAN, isAllHan } from './shapes'
import { surnameLength } from './surnames'

const ROLE_WORD = '(?:本报|本台|本网|全媒体|融媒体|新华社|驻[\\u4e00-\\u9fff]{2,6})?(?:见习|实习|特约|首席|全媒体|融媒体|驻地)*(?:记者|通讯员|实习生|评论员|摄影|作者|撰稿人?|撰文|编辑|文字|图文|采写|整理)'
const ROLE_START = new RegExp(`^${ROLE_WORD}`, 'u')
const DECORATION = /^[□■◎●◆▲△○☆★◇▼▽※▶►•·*\s]+/u

/** Ornaments before a byline, which are in no field. */
export const decorationOf = (text: string): string => DECORATION.exec(text)?.[0] ?? ''

const looksLikeName = (token: string): boolean => (
  (isAllHan(token) && token.length >= 2 && token.length <= 4 && surnameLength(token, 0) > 0) || /^[\u3400-\u9fff]{1,6}(?:·[\u3400-\u9fff]{1,6}){1,3}$/u.test(token)
)

/** A line that is only a byline: 本报记者 张三 通讯员 李四; or, more carefully, only names. */
export function isBylineLine(line: string): boolean {
  if (/(?:摄|摄影报道|供图|提供)[）)]?$/u.test(line)) return false
  const isBracketed = /^[（(].*[）)]$/u.test(line)
  const text = line.replace(DECORATION, '').replace(/^[（(](.*)[）)]$/u, '$1').replace(/[/／]?\s*(?:文\/图|图\/文|文图|图文|文|报道|摄影报道)$/u, '').trim()
  if (text.length > 60 || /[。！？，；“]/u.test(text)) return false
  const tokens = wordsOf(text)
  const roles = tokens.filter((token) => ROLE_START.test(token))
  const names = tokens.map((token) => token.replace(ROLE_START, '').replace(/^[:：/／]/u, '')).filter(Boolean)
  if (names.length === 0 || names.length > 12) return false
  if (roles.length > 0) return names.every((name) => looksLikeName(name) || (isAllHan(name) && name.length <= 3) || runOn(name).length > 1)
  return names.length <= 4 && (decorationOf(line) !== '' || isBracketed) && names.every(looksLikeName)
}

/** A line of nothing but names, as bylines below headlines are: two or three of two or three characters. */
export function isNamesLine(line: string): boolean {
  const tokens = wordsOf(line)
  const named = tokens.filter(looksLikeName).length
  return tokens.length <= 3 && tokens.every((token) => token.length >= 2 && token.length <= 3 && isAllHan(token)) && named * 3 >= tokens.length * 2 && line.length <= 14
}

/** `刘威李钱乾` → its names; a single name is itself. */
function runOn(text: string): string[] {
  if (!isAllHan(text) || text.length <= 3 || (text.length === 4 && surnameLength(text, 0) === 2)) return [text]
  const [best] = cuts(text).sort((a, b) => likelihood(b) - likelihood(a))
  return best ?? [text]
}

/** Every way to tile a text with names of two or three characters. */
function cuts(text: string): string[][] {
  if (text === '') return [[]]
  if (text.length > 24) return []
  return [3, 2, 4].flatMap((length) => {
    const isName = length <= text.length && surnameLength(text, 0) > 0 && (length < 4 || surnameLength(text, 0) === 2)
    return isName ? cuts(text.slice(length)).map((rest) => [text.slice(0, length), ...rest]) : []
  })
}

/** Mean likelihood of the given names; three characters are commoner than two. */
function likelihood(names: readonly string[]): number {
  const each = names.map((name) => {
    const [first = '', second] = [...name.slice(surnameLength(name, 0))]
    return second === undefined ? givenLikelihood(first, 1) - 1 : (givenLikelihood(first, 0) + givenLikelihood(second, 1)) / 2
  })
  return each.reduce((sum, value) => sum + value, 0) / Math.max(1, names.length)
}

/** 文/图 after or before the names: the same people wrote and photographed. */
const WROTE_AND_PHOTOGRAPHED = /[/／]?\s*(?:文\s*[/／]\s*图|图\s*[/／]\s*文|文图|图文|摄影报道|文\s*[/／]\s*摄)\s*$|^(?:文\s*[/／]\s*图|图\s*[/／]\s*文|文图|图文)[:：\s]+/u

/** A byline without ornament and brackets. */
const bare = (printed: string): string => printed.replace(DECORATION, '').replace(/^[（(](.*)[）)]$/u, '$1')

/** A byline in the one spelling the archive reads without doubt: `记者 刘威 李钱乾 通讯员 徐绍燕`. */
function spelledOut(printed: string): string {
  const text = bare(printed).replace(WROTE_AND_PHOTOGRAPHED, '').replace(/[/／]/gu, ' ').trim()
  return wordsOf(text).flatMap((token) => {
    const role = ROLE_START.exec(token)?.[0]
    const name = role ? token.slice(role.length).replace(/^[:：]/u, '') : token
    return [...(role ? [role] : []), ...(name ? runOn(name) : [])]
  }).join(' ')
}

/** Credits of a byline, one entry a person. */
export function creditsOf(printed: string): ImportedCredit[] {
  const spelled = spelledOut(printed)
  if (!ROLE_START.test(spelled)) return spelled.split(' ').filter(Boolean).map((name) => ({ role: '', name }))
  const credits: ImportedCredit[] = []
  let role = ''
  for (const token of spelled.split(' ')) {
    if (ROLE_START.test(token) && token.replace(ROLE_START, '') === '') role = token
    else if (token) credits.push({ role, name: token })
  }
  return credits
}

/** The byline printed with a report's text, at its head or its end; '' when there is none. */
export function bylineInText(first: string, last: string): { printed: string; head: string } {
  const agency = datelineOf(first)
  const rest = first.slice(agency.length)
  const inBrackets = agency ? /^\s*[（(]([^（）()]{2,80})[）)]/u.exec(rest) : null
  if (inBrackets?.[1] && isCredits(inBrackets[1])) return { printed: inBrackets[1], head: agency + inBrackets[0] }
  const unspaced = new RegExp(`^\\s*(${ROLE_WORD}\\s*([${HAN}]{2,9}))报道[：:]?`, 'u').exec(rest)
  if (agency && unspaced?.[1] && runOn(unspaced[2] ?? '').every(looksLikeName)) return { printed: unspaced[1], head: agency + unspaced[0] }
  const learned = new RegExp(`^\\s*(${ROLE_WORD}\\s*([${HAN}]{2,3}))(?=(?:近日|日前|昨日|今日|今天)?[从在][^，。]{2,24}(?:获悉|了解到|看到))`, 'u').exec(rest)
  if (agency && learned?.[1] && looksLikeName(learned[2] ?? '')) return { printed: learned[1], head: agency }
  const spoken = new RegExp(`^\\s*((?:${ROLE_WORD}\\s*(?:[${HAN}·]{2,4}[\\s、]+){1,5})+?)(?:报道[：:]?\\s*|(?=[\\d“]|近日|日前|昨|今))`, 'u').exec(agency ? rest : first)
  if (spoken?.[1] && (agency || /报道/u.test(spoken[0]))) return { printed: spoken[1].trim(), head: agency + spoken[0] }
  const atEnd = new RegExp(`[（(]((?:${ROLE_WORD}|文\\/图|图\\/文)[^（）()。]{2,50})[）)]$`, 'u').exec(last)
  const signed = /(?<=[。！？”…])\s*[（(]([^（）()。，]{2,24})[）)]$/u.exec(last)
  if (signed?.[1] && wordsOf(signed[1]).every(looksLikeName)) return { printed: signed[1], head: agency }
  if (atEnd?.[1] && !/摄$|供图$/u.test(atEnd[1]) && isCredits(atEnd[1])) return { printed: atEnd[1].replace(/^(?:文\/图|图\/文)\s*/u, ''), head: agency }
  return { printed: '', head: agency }
}

function isCredits(text: string): boolean {
  return ROLE_START.test(text.trim()) || wordsOf(text).every(looksLikeName)
}

/** Whether the loader reads the same byline from the text by itself, so that none need be written. */
export function isReadFromText(first: string, credits: readonly ImportedCredit[]): boolean {
  const read = (parseDateline(first)?.credits ?? []).flatMap(({ role, names }) => names.map((name) => ({ role, name })))
  return JSON.stringify(read) === JSON.stringify(credits)
}

/** Credits as the loader would read the `byline` that is written for them, with what stands behind all names: 文/图. */
export function writtenByline(credits: readonly ImportedCredit[], printed = ''): string {
  const words: string[] = []
  let role = ''
  for (const credit of credits) {
    if (credit.role !== role) words.push(credit.role === '摄' ? '摄影' : credit.role)
    role = credit.role
    words.push(credit.name)
  }
  const named = words.filter(Boolean).join(' ')
  const sign = WROTE_AND_PHOTOGRAPHED.exec(bare(printed))
  if (!sign || sign.index === 0) return named
  return `${named}${/^[/／]/u.test(sign[0]) ? '' : ' '}${sign[0].trim()}`
}
