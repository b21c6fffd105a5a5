import type { ArticleRecord } from '../lib/archive'
import { digestOf } from '../lib/content/digest'

/** A record made without a content folder, named by all it says. */
export function digested(record: Omit<ArticleRecord, 'digest'> & { readonly digest?: string }): ArticleRecord {
  return { ...record, digest: digestOf(JSON.stringify({ ...record, digest: undefined })) }
}
