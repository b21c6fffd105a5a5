import { resolve } from 'node:path'

/** The content folder a command works on: CONTENT_DIR, else `content` where the command was given. */
export function contentDir(): string {
  return resolve(process.env.CONTENT_DIR || 'content')
}
