import { readdirSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'
import { CannotPublish } from './cannotPublish'
import { MANIFEST_FILE } from './manifest'
import { NOT_FOUND } from './notFound'
import { projectRoot, type Places } from './places'
import { STATE_FILE } from './state'

/** These are in every folder that was published to, by whatever version; a manifest of the same name is also in every BagIt bag. */
const isPublished = (names: readonly string[]): boolean => names.includes(STATE_FILE) || [MANIFEST_FILE, NOT_FOUND.slice(1)].every((name) => names.includes(name))

/** Left by file managers. */
const NOTHING = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/iu

/**
 * Throws `CannotPublish` where the folder to publish to is no place for a site: a new one takes its place, and whatever
 * else it held would be lost.
 */
export function checkDestination({ out, content }: Pick<Places, 'out' | 'content'>): void {
  if (holds(out, projectRoot) || holds(out, content) || holds(content, out)) {
    throw new CannotPublish(`不能发布到 ${out}：稿件或程序就在这个文件夹里，发布会换掉整个文件夹。请把 OUT_DIR 设成另一个文件夹，不设就是 out。`)
  }
  const names = namesIn(out)
  if (names.includes('.git')) throw new CannotPublish(`不能发布到 ${out}：里面有 .git，发布会把它换掉。请发布到另一个文件夹，再把网站拷过去。`)
  const [other] = names
  if (other === undefined || isPublished(names)) return
  throw new CannotPublish(`不能发布到 ${out}：里面有别的东西（${other}），不是发布出来的网站，发布会把它们换掉。请先移走，或者把 OUT_DIR 设成一个空文件夹。`)
}

/** Whether a folder is another one, or is somewhere in it. */
function holds(folder: string, other: string): boolean {
  const way = relative(folder, other)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !NOTHING.test(name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') throw new CannotPublish(`不能发布到 ${folder}：它是一个文件，不是文件夹。`)
    throw error
  }
}
