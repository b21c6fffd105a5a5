/** A file of the site that no page route renders: path below the site's root, with forward slashes and no leading one. */
export interface SiteFile {
  readonly path: string
  readonly bytes: string | Uint8Array
  /** SHA-256 of the bytes in hexadecimal, where it has been taken. */
  readonly sha256?: string
  /** How many bytes lie in its place in the site already; `bytes` reads them then. */
  readonly written?: number
}

/** JSON for people to look into as well as for machines. */
export function jsonFile(path: string, value: unknown): SiteFile {
  return { path, bytes: `${JSON.stringify(value, null, 2)}\n` }
}
