import { STATE_FILE } from '../state'
import { WrittenManifest } from '../manifest'

/** Files taken over from the published site: all there are but those that are lost, until they are regained one by one. */
export class KeptFiles {
  readonly #manifest: WrittenManifest
  readonly #lost: Set<string>
  readonly #regained = new Set<string>()

  /** `lost` are those of its files that are not taken over, besides its state. */
  constructor(readonly folder: string, lost: Iterable<string>) {
    this.#manifest = WrittenManifest.of(folder)
    this.#lost = new Set([STATE_FILE, ...lost])
  }

  has(path: string): boolean {
    return this.#regained.has(path) || (!this.#lost.has(path) && this.#manifest.digestOf(path) !== undefined)
  }

  /** As that site has it, lost or not. */
  digestOf(path: string): string | undefined {
    return this.#manifest.digestOf(path)
  }

  /** Takes a lost file over after all; whether it was lost. */
  regain(path: string): boolean {
    if (!this.#lost.delete(path)) return false
    this.#regained.add(path)
    return true
  }

  /** The manifest of a site that has these files and others, whose digests are given. */
  manifestWith(others: ReadonlyMap<string, string>): Buffer {
    return this.#manifest.with(new Map<string, string | undefined>([...[...this.#lost].map((path) => [path, undefined] as const), ...others]))
  }
}
