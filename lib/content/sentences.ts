/** A Chinese sentence ends at 。！？… with the quotes and brackets that close after it. */
const SENTENCE = /[^。！？!?…]*(?:[。！？!?]+|……)[”’」』》）]*|[^。！？!?…]+$|…/g

/** Sentences of a text, in order; joined they are the text. */
export function sentencesOf(text: string): string[] {
  return (text.match(SENTENCE) ?? [text]).reduce<string[]>((sentences, piece) => {
    // A quotation that closes before its sentence does: “……。”他说 goes on in the same sentence.
    const last = sentences.at(-1)
    if (last !== undefined && unclosed(last)) sentences[sentences.length - 1] = last + piece
    else sentences.push(piece)
    return sentences
  }, [])
}

function unclosed(text: string): boolean {
  return text.split('“').length > text.split('”').length
}

/** Whole sentences from the head of a text, up to about `characters`; at least one, cut at a comma if it is far too long. */
export function openingOf(text: string, characters: number): string {
  let opening = ''
  for (const sentence of sentencesOf(text)) {
    if (opening !== '' && opening.length + sentence.length > characters) break
    opening += sentence
  }
  if (opening.length <= characters * 2) return opening.trim()
  const cut = opening.slice(0, characters)
  const comma = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf('；'))
  return `${comma > 0 ? cut.slice(0, comma) : cut}……`
}
