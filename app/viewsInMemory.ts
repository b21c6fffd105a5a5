import { contentDir, loadContent } from '@/lib/content'
import { listPages, viewOf, type ViewSource } from '@/lib/views'

/** Views made on demand from the content folder. Throws when the content has faults. */
export async function viewsInMemory(): Promise<ViewSource> {
  const { archive, diagnostics } = await loadContent(contentDir())
  if (!archive) throw new Error(`the content has faults; run: npm run check\n${JSON.stringify(diagnostics.slice(0, 3))}`)
  const pages = listPages(archive)
  const addresses = new Set(pages.map((page) => page.address))
  return {
    params: async (route) => pages.filter((page) => page.route === route).map((page) => page.params),
    view: async (address) => (addresses.has(address) ? viewOf(archive, { address }) : undefined),
  }
}
