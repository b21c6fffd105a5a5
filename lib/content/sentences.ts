/** A Chinese sentence ends at 。！？…… with the quotes and brackets that close after it; a single … is a pause in it. */
const SENTENCE = /(?:[^。！？!?…]|(?<!…)…(?!…))*(?:(?:[。！？!?]+|…{2,})[”’」』》）]*|$)/gu

/** Sentences of a text, in order; joined they are the text. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  let open: string[] = []
  let depth = 0
  for (const [piece] of text.matchAll(SENTENCE)) {
    if (piece === '') continue
    open.push(piece)
    // A quotation that closes before its sentence does: “……。”他说 goes on in the same sentence.
    depth = Math.max(0, depth + count(piece, '“') - count(piece, '”'))
    if (depth > 0) continue
    sentences.push(open.join(''))
    open = []
  }
  return open.length > 0 ? [...sentences, open.join('')] : sentences
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

/** Whole sentences from the head of a text, up to about `characters`; at least one, cut at a comma if it is far too long. */
export function openingOf(text: string, characters: number): string {
  let opening = ''
  for (const sentence of sentencesOf(text)) {
    if (opening !== '' && opening.length + sentence.length > characters) break
    opening += sentence
  }
  if (opening.length <= characters * 2) return opening.trim()
  const cut = opening.slice(0, characters).replace(/[\ud800-\udbff]$/u, '')
  const comma = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf('；'))
  return `${comma > 0 ? cut.slice(0, comma) : cut}……`
}
