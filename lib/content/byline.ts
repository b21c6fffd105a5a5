import type { Credit, Dateline } from '../archive'

/** What may stand before 记者 and the like: 本报, 驻京, 融媒体中心, 摄影. */
const OF = '(?:本[报刊台网]|见习|实习|特约|特派|首席|[全融]媒体?(?:中心)?|驻地|摄影|文字|视频|学生|校园|小){0,4}'
const KIND = `${OF}(?:驻\\p{Script=Han}{1,3}?)?${OF}`
/** No name begins so: 编辑部, 记者站 and 摄影家协会 are offices. */
const OFFICE = '(?![家部站团室组处科队会社]|\\p{Script=Han}{0,2}协会)'
const ROLE = new RegExp(`^(${KIND}(?:记者|通讯员|实习生|评论员|摄影(?:报道|[师家])?|作者|撰稿人?|编辑)${OFFICE}|文[/／][图摄]|[图摄][/／]文|[文图摄](?=[：:/／]|$))[：:/／]?`, 'u')
/** 新华社记者, 责任编辑: no name ends so. */
const WHOLE_ROLE = /^(\p{Script=Han}{1,16}(?:记者|通讯员|实习生|评论员|编辑|撰稿人))(?:[：:/／](.*))?$/u
/** 新华社记者刘威. Right after a role a name stands before it, 本报记者刘威通讯员徐绍燕, but for where somebody is from. */
const INNER_ROLE = new RegExp(`^(\\p{Script=Han}{2,12}?)(${KIND}(?:记者|通讯员))${OFFICE}(.*)$`, 'u')
const PLACE = /.{4}.|[镇乡村街县市区省局委办院校站所厂司部队团会报社台网心道]$/u
/** What names end with that took a picture; a name itself may end with 文 or 图. */
const SIGN = / ?[/／]? ?((?:摄影)?报道|摄影|(?<!(?:^| )\p{Script=Han})(?:文[/／][图摄]|[图摄][/／]文)|摄|采写|整理|供稿|供图)$|(?: | ?[/／] ?)(文图|图文|文|图)$/u
/** The same of one among several: 刘威/文 周万/图. */
const SIGNED_WORD = /^(.{2,}?)(?:[/／](摄影|[文图摄])|[/／]?(文[/／][图摄]|[图摄][/／]文))$/u
/** A name of two characters, spread to the width of three as newspapers set it: 刘　威. In 图 刘　威 it begins after the sign. */
const SPREAD = /(?<=^|[^\p{Script=Han}]|记者|通讯员|实习生|评论员|摄影|作者|撰稿|撰稿人|编辑)(?![文图摄][ \u3000]+(?:[文图摄](?!\p{Script=Han})|\p{Script=Han}[ \u3000]+\p{Script=Han}(?!\p{Script=Han})))(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?!\p{Script=Han})/gu

/** Words of a byline: roles, names, both. */
export function wordsOf(byline: string): string[] {
  return byline.replace(SPREAD, '$1$2').split(/[\s、，,；;\ufe00]+/u).filter(Boolean)
}

/**
 * `记者 刘威 周万 通讯员 徐绍燕` → credits by role, in order; names before any role have role ''. What stands behind
 * names, 文/图, is the role of those that have none. A role or sign without names is a credit of nobody's: it is printed,
 * and is no author; but 本报评论员 alone signs for the paper.
 */
export function parseCredits(text: string): Credit[] {
  const { signed, sign } = unsigned(text)
  const credits: { role: string; names: string[] }[] = []
  let open: { role: string; names: string[] } | undefined
  const begin = (role: string): { role: string; names: string[] } => {
    const credit = { role, names: [] }
    credits.push(credit)
    return credit
  }
  for (const { as, text: word } of [...wordsOf(signed).flatMap(piecesOf), ...(sign === undefined ? [] : [{ as: 'sign', text: sign } as const])]) {
    if (as === 'role') open = begin(word)
    else if (as === 'name') (open ??= begin('')).names.push(word)
    else {
      if (open?.role === '') open.role = word
      else begin(word)
      open = undefined
    }
  }
  const [only, ...others] = credits
  return only?.names.length === 0 && others.length === 0 && only.role.endsWith('评论员') ? [{ role: '', names: [only.role] }] : credits
}

interface Piece {
  readonly as: 'role' | 'name' | 'sign'
  readonly text: string
}

/** Longer ones name nobody, and would be long in cutting. */
const LONGEST_WORD = 200

/** A word of a byline cut apart: 记者刘威/文 is a role, a name and a sign. */
function piecesOf(word: string): Piece[] {
  if (word.length > LONGEST_WORD) return [{ as: 'role', text: word }]
  const [, before = '', slashed, both] = SIGNED_WORD.exec(word) ?? []
  const sign = slashed ?? both
  if (sign !== undefined) return [...piecesOf(before), { as: 'sign', text: sign }]
  const [printed = '', role] = ROLE.exec(word) ?? []
  if (role !== undefined) return [{ as: 'role', text: role }, ...nameAndRole(word.slice(printed.length), true)]
  const [, whole, name = ''] = WHOLE_ROLE.exec(word) ?? []
  return whole === undefined ? nameAndRole(word, false) : [{ as: 'role', text: whole }, ...nameAndRole(name, true)]
}

function nameAndRole(text: string, isAfterRole: boolean): Piece[] {
  const [, before = '', role = '', rest = ''] = INNER_ROLE.exec(text) ?? []
  if (role === '') return text === '' ? [] : [{ as: /记者|通讯员/u.test(text) || WHOLE_ROLE.test(text) ? 'role' : 'name', text }]
  const found: Piece[] = isAfterRole && !PLACE.test(before) ? [{ as: 'name', text: before }, { as: 'role', text: role }] : [{ as: 'role', text: before + role }]
  return [...found, ...nameAndRole(rest, true)]
}

/** `吕涵 王和忠/摄` → one credit of role 摄. */
export function parsePhotoCredit(text: string): Credit[] {
  const { signed, sign } = unsigned(text)
  if (sign === undefined) return parseCredits(text)
  const names = parseCredits(signed).filter(({ role }) => role !== '文').flatMap((credit) => credit.names)
  return names.length > 0 ? [{ role: sign, names }] : []
}

/** A byline in brackets, or in several. */
const IN_BRACKETS = /^\s*(?:[（(][^（）()]*[）)]\s*)+$/u

function unsigned(text: string): { signed: string; sign: string | undefined } {
  const bare = IN_BRACKETS.test(text) ? text.replace(/[（()）]/gu, ' ') : text
  // One space at most, or the patterns would try every way to share a long run of them.
  const joined = bare.trim().replace(/\s+/gu, ' ').replace(/ ?([/／]) ?/gu, '$1').replace(SPREAD, '$1$2')
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

/** Whether a 电头 names who wrote: after a role of the paper's own, or after 新华社记者 where only names follow. */
function isSignature(inside: string): boolean {
  const [first = ''] = wordsOf(inside)
  if (ROLE.test(first)) return true
  const names = WHOLE_ROLE.test(first) || INNER_ROLE.test(first) ? parseCredits(inside).flatMap((credit) => credit.names) : []
  return names.length > 0 && names.every((name) => /^\p{Script=Han}{2,4}$|·/u.test(name))
}

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
  if (bracketed && isSignature(inside)) return read(bracketed[0], parseCredits(inside))
  const spoken = SPOKEN.exec(rest)
  if (spoken?.[1]) return read(spoken[0], parseCredits(spoken[1]))
  return read(rest.slice(0, indentOf(rest)), [])
}
