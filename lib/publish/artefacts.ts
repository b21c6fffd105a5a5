import type { Archive } from '../archive'
import { iconPng, iconSvg } from '../lettering'

/** A file of the site that is no page: path below `out/` with forward slashes. */
export interface Artefact {
  readonly path: string
  readonly bytes: string | Uint8Array
}

/** Every file of the site that no page route renders. The build writes them; preview serves them. */
export async function artefactsOf(archive: Archive): Promise<Artefact[]> {
  const { name } = archive.site
  return [
    { path: 'icon.svg', bytes: iconSvg(name) },
    { path: 'apple-touch-icon.png', bytes: await iconPng(name, 180) },
    // GitHub Pages runs Jekyll otherwise, which drops folders that begin with an underscore.
    { path: '.nojekyll', bytes: '' },
  ]
}
