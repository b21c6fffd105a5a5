/** Text an archive can hold, and what had to be done to it, in Chinese. */
export interface CleanText {
  readonly text: string
  /** Characters taken out, in order. */
  readonly removed: string
  readonly doings: readonly string[]
}

/**
 * Controls but tab and line ends, zero-width, variation and direction marks, soft hyphens, Word's cell and object marks:
 * none is text, and the loader refuses most of them.
 */
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ud800-\udfff]/gu

/** Kangxi and CJK radicals, which PDF software writes in place of the characters they look like (Unicode §18.1). */
const RADICAL = /[\u2e80-\u2fdf]/gu

/** A place where the character is lost: 缺字符号 □. */
const LOST = /\ufffd/gu

/**
 * Makes page text readable: LF line ends, no invisible characters, radicals as the characters meant, □ for characters
 * already lost. Says what it did, so that the untouched bytes can be kept beside it.
 */
export function clean(raw: string): CleanText {
  const removed = (raw.match(INVISIBLE) ?? []).join('')
  const visible = raw.replace(INVISIBLE, '')
  const lost = visible.match(LOST)?.length ?? 0
  const whole = visible.replace(LOST, '□')
  const text = whole.replace(RADICAL, (radical) => radical.normalize('NFKC')).replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
  const radicals = [...whole.matchAll(RADICAL)].filter(([radical]) => radical.normalize('NFKC') !== radical).length
  const doings = [
    ...(removed ? [`去掉了 ${removed.length} 个看不见的控制符`] : []),
    ...(lost ? [`有 ${lost} 个字已经丢失（�），用 □ 代替`] : []),
    ...(radicals ? [`把 ${radicals} 个部首字符换成了对应的汉字`] : []),
  ]
  return { text, removed, doings }
}
