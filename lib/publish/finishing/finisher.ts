import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PageFacts } from '../pages/facts'
import { withTwins } from '../precompress'
import { finishPage } from './finishPage'
import { StagedFolder, type StagedFolderOptions, type WrittenFile } from './stagedFolder'
import { Stylesheets } from './stylesheets'

/** Where pages come from and go to. */
export interface FinishingPlaces extends StagedFolderOptions {
  /** Next's export. */
  readonly exported: string
  /** Text gets `.br` and `.gz` beside it. */
  readonly precompress: boolean
}

/** What is known of a page once its files are written. */
export interface FinishedFiles {
  readonly files: readonly WrittenFile[]
  /** Those of the export it is shown with. They are not written: several pages share them. */
  readonly stylesheets: readonly string[]
  readonly facts: PageFacts
}

/** Makes pages of the site of those Next exported, one by one. */
export class Finisher {
  readonly #folder: StagedFolder
  readonly #stylesheets: Stylesheets

  constructor(private readonly places: FinishingPlaces) {
    this.#folder = new StagedFolder(places)
    this.#stylesheets = new Stylesheets(places)
  }

  /** `file` is the page's path in the export and in the site. */
  async finish(file: string): Promise<FinishedFiles> {
    try {
      return await this.#finish(file)
    } catch (error) {
      throw new Error(`/${file.replace(/(^|\/)index\.html$/u, '$1')} cannot be finished: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  }

  async #finish(file: string): Promise<FinishedFiles> {
    let stylesheets: readonly string[] = []
    const { html, facts } = await finishPage(readFileSync(join(this.places.exported, file), 'utf8'), {
      stylesheet: async (named) => {
        stylesheets = named
        const [sheet] = await this.#stylesheets.joined(named)
        return `/${sheet?.path ?? ''}`
      },
      runsSearch: file.startsWith('search/'),
    })
    const made = { path: file, bytes: html }
    return { files: (this.places.precompress ? await withTwins(made) : [made]).map((artefact) => this.#folder.put(artefact)), stylesheets, facts }
  }
}
