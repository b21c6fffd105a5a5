import { spansJoint, tokensOf } from './lexicon'
import { endsSentence, goesOn, HAN, LEAD } from './shapes'

/** What a paragraph begins with and the middle of a sentence does not. */
const SCENE = new RegExp(`^(?:[${HAN}]{0,8}(?:会上|会议上|座谈会上|仪式上|活动上|活动中|现场|期间)，|据了解，|据悉，|随后，|当天，|与此同时，|下一步，|近年来，|连日来，|接下来，)`, 'u')
const WEAK_SCENE = /^(?:目前，|同时，|此外，|今年以来，)/u
const MEETING = new RegExp('^(?:会议|座谈会|大会|活动|仪式)(?:指出|强调|要求|认为|由|还)', 'u')
const SPEAKER = new RegExp(`^[${HAN}]{2,4}(?:指出|强调|要求|表示|介绍|说)，`, 'u')

/** Particles after which any of these may follow. */
const OPEN_TAIL = /[在于从当与和及同跟到自至由对向将把被让使为是的了着过之以并而但或各这那该此本全某每有，、；：“‘（《—]$/u

/**
 * Whether the text of an unfinished paragraph breaks off and `after` is of another report: `after` opens like a
 * paragraph, no word spans the joint, and the last word is none that a scene could follow.
 */
export function breaksOff(before: string, after: string): boolean {
  if (goesOn(after) || endsSentence(before)) return false
  const isScene = SCENE.test(after) || (LEAD.test(after) && /^[^。]{0,14}，/u.test(after)) || SPEAKER.test(after)
  const isMeeting = MEETING.test(after)
  if (!isScene && !isMeeting && !WEAK_SCENE.test(after)) return false
  if (OPEN_TAIL.test(before) || spansJoint(before, after)) return false
  return isDangling(before)
}

/** The last word is a verb, or half a word: no noun after which 会上 or 会议 could stand, no title before a name. */
function isDangling(before: string): boolean {
  const last = tokensOf(before.slice(-16)).at(-1)
  if (!last) return false
  return /^v/u.test(last.tag) || (last.word.length === 1 && !/^[nfmqpcrdtuk]/u.test(last.tag) && !/^[区县市省州镇乡村局委部院校处科]$/u.test(last.word))
}
