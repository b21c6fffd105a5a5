import { createHash } from 'node:crypto'
import type { Article } from '../archive'

/**
 * SHA-256 (FIPS 180-4) of a report's text in UTF-8: of `text` in its `index.json`, to the character. Whoever has cited
 * a report can tell by it whether the words are still those.
 */
export function textDigest({ text }: Pick<Article, 'text'>): string {
  return createHash('sha256').update(text).digest('hex')
}
