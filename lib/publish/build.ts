import type { BuildOptions, BuildResult } from './buildOptions'
import { codeFingerprint } from './code'
import { recover } from './exchange'
import { lock } from './lock'
import { placesOf } from './places'
import { Rendering } from './render'

/**
 * Publishes a content folder: plan, render, finish, merge, exchange. Pages that show what they showed before are
 * taken over from the site that is there. An error in the content stops it before anything is written. Throws
 * `BuildUnderWay` when another build writes the same site.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const places = placesOf(options.contentDir, options.outDir)
  const release = options.dryRun ? undefined : await lock(places.lock)
  try {
    await recover(places)
    const code = await codeFingerprint()
    // Next starts, and compiles, while the content is read; where nothing has to be rendered it is stopped.
    const rendering = options.dryRun || options.merge ? undefined : Rendering.start(places, code)
    try {
      // Not loaded before: it takes two seconds, and Next as many.
      const { publish } = await import('./publication')
      return await publish(options, { places, code, rendering })
    } finally {
      await rendering?.stop()
    }
  } finally {
    release?.()
  }
}
