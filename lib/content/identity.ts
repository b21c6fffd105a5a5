/** `issues/2021-12-17/mengjiang-mounds.md` → its date, slug and id. */
export function identityOf(file: string): { date: string; slug: string; id: string } {
  const id = file.replace(/^issues\//u, '').replace(/\.md$/iu, '')
  const slash = id.lastIndexOf('/')
  return { id, slug: id.slice(slash + 1), date: id.slice(0, Math.max(0, slash)) }
}
