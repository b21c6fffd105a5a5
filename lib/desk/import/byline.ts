import { parseCredits, parseDateline } from '../../content/byline'
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
  const text = line.replace(DECORATION, '').replace(/^[（(](.*)[）)]$/u, '$1').replace(/[/／]?\s*(?:文\/图|图\/文|文图|图文|文|报道|摄影报道)$/u, '').trim()
  if (text.length > 60 || /[。！？，；“]/u.test(text)) return false
  const tokens = tokensOf(text)
  const roles = tokens.filter((token) => ROLE_START.test(token))
  const names = tokens.map((token) => token.replace(ROLE_START, '').replace(/^[:：/／]/u, '')).filter(Boolean)
  if (names.length === 0 || names.length > 12) return false
  if (roles.length > 0) return names.every((name) => looksLikeName(name) || (isAllHan(name) && name.length <= 3) || runOn(name).length > 1)
  return names.length <= 4 && decorationOf(line) !== '' && names.every(looksLikeName)
}

/** A line of nothing but names, as bylines below headlines are: two or three of two or three characters. */
export function isNamesLine(line: string): boolean {
  const tokens = tokensOf(line)
  return tokens.length <= 3 && tokens.every((token) => token.length <= 3 && looksLikeName(token)) && line.length <= 14
}

/** Words of a byline; a name of two characters may be set with a space inside (刘　威). */
function tokensOf(text: string): string[] {
  const tokens = text.split(/[\s、，,；;]+/u).filter(Boolean)
  const merged: string[] = []
  for (let at = 0; at < tokens.length; at++) {
    const [token = '', next = ''] = [tokens[at], tokens[at + 1]]
    const isSpread = token.length === 1 && next.length === 1 && isAllHan(token + next)
    merged.push(isSpread ? token + next : token)
    if (isSpread) at++
  }
  return merged
}

/** `刘威李钱乾` → its names; a single name is itself. */
function runOn(text: string): string[] {
  if (!isAllHan(text) || text.length <= 3 || (text.length === 4 && surnameLength(text, 0) === 2)) return [text]
  const names = cut(text)
  return names.length > 0 ? names : [text]
}

/** Names of two or three characters that tile a text, longer ones first. */
function cut(text: string): string[] {
  if (text === '') return []
  for (const length of [3, 2, 4]) {
    if (length > text.length || surnameLength(text, 0) === 0 || (length === 4 && surnameLength(text, 0) !== 2)) continue
    const rest = text.slice(length)
    const tail = cut(rest)
    if (rest === '' || tail.length > 0) return [text.slice(0, length), ...tail]
  }
  return []
}

/** A byline in the one spelling the archive reads without doubt: `记者 刘威 李钱乾 通讯员 徐绍燕`. */
export function spelledOut(printed: string): string {
  const text = printed.replace(DECORATION, '').replace(/^[（(](.*)[）)]$/u, '$1').replace(/[/／]/gu, ' ').trim()
  return tokensOf(text).flatMap((token) => {
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
  const spoken = new RegExp(`^\\s*((?:${ROLE_WORD}\\s*(?:[${HAN}·]{2,4}[\\s、]+){1,5})+?)(?:报道[：:]?\\s*|(?=[\\d“]|近日|日前|昨|今))`, 'u').exec(agency ? rest : first)
  if (spoken?.[1] && (agency || /报道/u.test(spoken[0]))) return { printed: spoken[1].trim(), head: agency + spoken[0] }
  const atEnd = new RegExp(`[（(]((?:${ROLE_WORD}|文\\/图|图\\/文)[^（）()。]{2,50})[）)]$`, 'u').exec(last)
  if (atEnd?.[1] && !/摄$|供图$/u.test(atEnd[1]) && isCredits(atEnd[1])) return { printed: atEnd[1].replace(/^(?:文\/图|图\/文)\s*/u, ''), head: agency }
  return { printed: '', head: agency }
}

function isCredits(text: string): boolean {
  return ROLE_START.test(text.trim()) || tokensOf(text).every(looksLikeName)
}

/** Whether the loader reads the same byline from the text by itself, so that none need be written. */
export function isReadFromText(first: string, credits: readonly ImportedCredit[]): boolean {
  const read = (parseDateline(first)?.credits ?? []).flatMap(({ role, names }) => names.map((name) => ({ role, name })))
  return JSON.stringify(read) === JSON.stringify(credits)
}

/** Credits as the loader would read the `byline` that is written for them. */
export function writtenByline(credits: readonly ImportedCredit[]): string {
  const words: string[] = []
  let role = ''
  for (const credit of credits) {
    if (credit.role !== role) words.push(credit.role === '摄' ? '摄影' : credit.role)
    role = credit.role
    words.push(credit.name)
  }
  return words.filter(Boolean).join(' ')
}

/** Whether a written byline says what was found. */
export const bylineHolds = (written: string): boolean => parseCredits(written).length > 0
