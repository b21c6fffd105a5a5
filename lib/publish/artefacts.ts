import type { Archive } from '../archive'
import { iconPng, iconSvg } from '../lettering'
import { hashOf } from './state'

/** A file of the site that is no page: path below `out/` with forward slashes. */
export interface Artefact {
  readonly path: string
  readonly bytes: string | Uint8Array
}

/** Files of one subject, made again only when what they say has changed. */
export interface ArtefactGroup {
  /** Never begins with a slash, as the ids of pages do. */
  readonly id: string
  /** Hash of everything the files are made of. */
  readonly fingerprint: string
  readonly make: () => Promise<readonly Artefact[]>
}

/** Every file of the site that no page route renders. The build writes what has changed; preview makes them on demand. */
export function artefactGroups(archive: Archive): ArtefactGroup[] {
  return [icons(archive), hostFiles()]
}

function icons({ site: { name } }: Archive): ArtefactGroup {
  return {
    id: 'icons',
    fingerprint: hashOf(name),
    make: async () => [
      { path: 'icon.svg', bytes: iconSvg(name) },
      { path: 'apple-touch-icon.png', bytes: await iconPng(name, 180) },
    ],
  }
}

function hostFiles(): ArtefactGroup {
  return {
    id: 'host',
    fingerprint: '',
    // GitHub Pages runs Jekyll otherwise, which drops folders that begin with an underscore.
    make: async () => [{ path: '.nojekyll', bytes: '' }],
  }
}
