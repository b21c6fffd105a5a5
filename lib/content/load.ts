import { readFolder } from './folder'
import { understand, type LoadOptions, type LoadResult } from './understand'

/**
 * Reads a content folder into an Archive, or says everything that is wrong with it. Throws only what the disk throws.
 * `contentDir` is the folder's path.
 */
export async function loadContent(contentDir: string, options: LoadOptions = {}): Promise<LoadResult> {
  const { archive, records, diagnostics, assets, ledger, texts } = understand(await readFolder(contentDir), options)
  options.memory?.save()
  return { ...(archive && records ? { archive, records } : {}), diagnostics, assets, ledger, texts }
}
