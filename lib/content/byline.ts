import type { Credit, Dateline } from '../archive'

const ROLE = /^((?:本报|本台)?(?:见习|实习|特约|首席|全媒体|融媒体|驻地)*(?:记者|通讯员|实习生|评论员|摄影|作者|撰稿|编辑)|文[/／][图摄]|[图摄][/／]文|[文图摄](?=[：:/／]|$))[：:/／]?/
/** What names end with that took a picture; a name itself may end with 文 or 图. */
const SIGN = / ?[/／]? ?(摄影报道|摄影|文[/／][图摄]|[图摄][/／]文|摄)$|(?: | ?[/／] ?)(文图|图文|文|图)$/
/** A name of two characters, spread to the width of three as newspapers set it: 刘　威. In 图 刘　威 it begins after the sign. */
const SPREAD = /(?<=^|[^\p{Script=Han}]|记者|通讯员|实习生|评论员|摄影|作者|撰稿|编辑)(?![文图摄][ \u3000]+\p{Script=Han}[ \u3000]+\p{Script=Han}(?!\p{Script=Han}))(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?!\p{Script=Han})/gu

/** Words of a byline: roles, names, both. */
export function wordsOf(byline: string): string[] {
  return byline.replace(SPREAD, '$1$2').split(/[\s、，,；;\ufe00]+/u).filter(Boolean)
}

/**
 * `记者 刘威 周万 通讯员 徐绍燕` → credits by role, in order; names before any role have role ''. What stands behind all
 * names, 文/图, is the role of those that have none, else a credit of nobody's: it is printed, and is no author.
 */
export function parseCredits(text: string): Credit[] {
  const { signed, sign } = unsigned(text)
  const credits: { role: string; names: string[] }[] = []
  for (const word of wordsOf(signed)) {
    const role = ROLE.exec(word)?.[1]
    const name = role ? word.replace(ROLE, '') : word
    if (role) credits.push({ role, names: [] })
    else if (credits.length === 0) credits.push({ role: '', names: [] })
    if (name) credits.at(-1)?.names.push(name)
  }
  const named = credits.filter(({ names }) => names.length > 0)
  if (sign === undefined || named.length === 0) return named
  return named.some(({ role }) => role !== '') ? [...named, { role: sign, names: [] }] : named.map(({ names }) => ({ role: sign, names }))
}

/** `吕涵 王和忠/摄` → one credit of role 摄. */
export function parsePhotoCredit(text: string): Credit[] {
  const { signed, sign } = unsigned(text)
  if (sign === undefined) return parseCredits(text)
  const names = parseCredits(signed).flatMap((credit) => credit.names)
  return names.length > 0 ? [{ role: sign, names }] : []
}

function unsigned(text: string): { signed: string; sign: string | undefined } {
  // One space at most, or the patterns would try every way to share a long run of them.
  const joined = text.trim().replace(/\s+/gu, ' ').replace(SPREAD, '$1$2')
  const found = SIGN.exec(joined)
  return { signed: found ? joined.slice(0, found.index) : joined, sign: found?.[1] ?? found?.[2] }
}

/**
 * What opens a 电头: 本报讯, 本报北京12月1日讯, 据新华社北京12月1日电. But for 本报讯 it ends before a space or a bracket, or
 * after a day: 本报通讯员, 央视电视剧频道 and 央视12月1日电视节目 are words of the text.
 */
const AGENCY = /^(?:本[报刊台网]讯|(?:本报|据?(?:新华社|新华网|中新社|中新网|人民网|央视网?))(?![^\s（(日]*(?:记者|通讯员))[^，。、（(\s]{0,16}?(?:[讯电](?=[\s（(]|$)|日(?:讯|电(?![视影力话子网商台器动气信机脑梯源]))))/
const BRACKETED = /^\s*(?:（([^（）]*)）|\(([^()]*)\))/
const SPOKEN = /^\s*((?:本报)?(?:见习|实习|特约|首席|全媒体)?记者\s+(?:[\u3400-\u9fff·]{2,4}\s+){1,4}(?:通讯员\s+(?:[\u3400-\u9fff·]{2,4}\s+){1,4})?)报道[：:]?\s*/

/** Characters of white space a text begins with: two of full width, as pasted from Word, are its indent. */
export const indentOf = (text: string): number => /^\s*/u.exec(text)?.[0].length ?? 0

/** The 电头 at the head of a text, its indent before it, with the credits it carries; `undefined` when the text has none. */
export function parseDateline(text: string): { dateline: Dateline; credits: Credit[] } | undefined {
  const start = indentOf(text)
  const agency = AGENCY.exec(text.slice(start))?.[0]
  if (!agency) return undefined
  const rest = text.slice(start + agency.length)
  const read = (after: string, credits: Credit[]) => ({ dateline: { agency, printed: text.slice(0, start + agency.length + after.length) }, credits })
  const bracketed = BRACKETED.exec(rest)
  const inside = bracketed?.[1] ?? bracketed?.[2] ?? ''
  if (bracketed && ROLE.test(inside.trim())) return read(bracketed[0], parseCredits(inside))
  const spoken = SPOKEN.exec(rest)
  if (spoken?.[1]) return read(spoken[0], parseCredits(spoken[1]))
  return read(rest.slice(0, indentOf(rest)), [])
}
