import type { Credit, Dateline } from '../archive'

const ROLE = /^((?:本报|本台)?(?:见习|实习|特约|首席|全媒体|融媒体|驻地)*(?:记者|通讯员|实习生|评论员|摄影|作者|撰稿|编辑))[：:]?/
const PHOTO_ROLE = /\s*[/／]?\s*(摄影报道|摄影|文\/图|图\/文|文|图|摄)$/

/** `记者 刘威 周万 通讯员 徐绍燕` → credits by role, in order; names before any role have role ''. */
export function parseCredits(text: string): Credit[] {
  const credits: { role: string; names: string[] }[] = []
  for (const token of text.split(/[\s、，,；;]+/).filter(Boolean)) {
    const role = ROLE.exec(token)?.[1]
    const name = role ? token.replace(ROLE, '') : token
    if (role) credits.push({ role, names: [] })
    else if (credits.length === 0) credits.push({ role: '', names: [] })
    if (name) credits.at(-1)?.names.push(name)
  }
  return credits.filter(({ names }) => names.length > 0)
}

/** `吕涵 王和忠/摄` → one credit of role 摄. */
export function parsePhotoCredit(text: string): Credit[] {
  const role = PHOTO_ROLE.exec(text)?.[1]
  if (!role) return parseCredits(text)
  const names = parseCredits(text.replace(PHOTO_ROLE, '')).flatMap((credit) => credit.names)
  return names.length > 0 ? [{ role, names }] : []
}

/** What opens a 电头: 本报讯, 本报北京12月1日讯, 新华社北京12月1日电. */
const AGENCY = /^(本报讯|本刊讯|本台讯|本报[^，。（(\s]{1,12}讯|(?:新华社|中新社|中新网|人民网|央视)[^，。（(\s]{0,16}电)/
const BRACKETED = /^\s*(?:（([^（）]*)）|\(([^()]*)\))/
const SPOKEN = /^\s*((?:本报)?(?:见习|实习|特约|首席|全媒体)?记者\s+(?:[\u3400-\u9fff·]{2,4}\s+){1,4}(?:通讯员\s+(?:[\u3400-\u9fff·]{2,4}\s+){1,4})?)报道[：:]?\s*/

/** The 电头 at the head of a text, with the credits it carries; `undefined` when the text has none. */
export function parseDateline(text: string): { dateline: Dateline; credits: Credit[] } | undefined {
  const agency = AGENCY.exec(text)?.[1]
  if (!agency) return undefined
  const rest = text.slice(agency.length)
  const bracketed = BRACKETED.exec(rest)
  const inside = bracketed?.[1] ?? bracketed?.[2] ?? ''
  if (bracketed && ROLE.test(inside.trim())) {
    return { dateline: { agency, printed: agency + bracketed[0] }, credits: parseCredits(inside) }
  }
  const spoken = SPOKEN.exec(rest)
  if (spoken?.[1]) return { dateline: { agency, printed: agency + spoken[0] }, credits: parseCredits(spoken[1]) }
  return { dateline: { agency, printed: agency + (/^[\s　]*/.exec(rest)?.[0] ?? '') }, credits: [] }
}
