import { spansJoint, tokensOf } from './lexicon'
import { endsSentence, goesOn, HAN, LEAD } from './shapes'
import { surnameLength } from './surnames'
import { endsWithTitle } from './titles'

/** Where something is said: 座谈会上，. */
const SCENE = new RegExp(`^[${HAN}]{0,8}(?:会上|会议上|仪式上|活动上|活动中|现场|期间)，`, 'u')
/** What a paragraph begins with and the middle of a sentence does not. */
const OPENING = /^(?:据了解|据悉|随后|当天|与此同时|下一步|近年来|连日来|接下来)，/u
const MEETING = new RegExp('^(?:会议|座谈会|大会|活动|仪式)(?:指出|强调|要求|认为|由|还)', 'u')
const SPEAKER = new RegExp(`^[${HAN}]{2,4}(?:指出|强调|要求|表示|介绍|说)，`, 'u')

/** Particles after which any of these may follow. */
const OPEN_TAIL = /[在于从当与和及同跟到自至由对向将把被让使为是的了着过之以并而但或各这那该此本全某每有，、；：“‘（《—）)]$/u

/**
 * Whether the text of an unfinished paragraph breaks off and `after` is of another report: `after` opens like a
 * paragraph, no word spans the joint, and the clause before it is none that such an opening could close.
 */
export function breaksOff(before: string, after: string): boolean {
  if (goesOn(after) || endsSentence(before) || OPEN_TAIL.test(before) || spansJoint(before, after)) return false
  const clause = /[^，。；：！？“”]*$/u.exec(before)?.[0] ?? ''
  if (SCENE.test(after)) return !/[在于从自](?![^，]*[上中下里时后前内外])/u.test(clause) && !isNounPhrase(clause)
  if (MEETING.test(after)) return !isNounPhrase(clause)
  if (SPEAKER.test(after) && surnameLength(after, 0) > 0) return !endsWithTitle(clause) && clause.length > 2
  return OPENING.test(after) || (LEAD.test(after) && !/[\d年月日]$/u.test(before) && /^[^。]{0,14}，/u.test(after))
}

/** Opens like a paragraph: says where, when or who speaks. */
export function opensParagraph(text: string): boolean {
  return SCENE.test(text) || OPENING.test(text) || MEETING.test(text) || LEAD.test(text) || (SPEAKER.test(text) && surnameLength(text, 0) > 0) || text.startsWith('“')
}

/** 全县经济工作|会上, 工作推进|会议: words that only name what follows. */
function isNounPhrase(clause: string): boolean {
  return clause.length <= 14 && tokensOf(clause).every(({ tag }) => /^(?:n|vn|b|j|l|i)/u.test(tag))
}
