import type { BuildOptions, BuildResult } from './buildOptions'
import { CannotPublish } from './cannotPublish'
import { codeFingerprint } from './code'
import { checkDestination } from './destination'
import { isHeld, recover } from './exchange'
import { lock } from './lock'
import { placesOf } from './places'
import { Rendering } from './render'

/**
 * Publishes a content folder: plan, render, finish, merge, exchange. Pages that show what they showed before are
 * taken over from the site that is there. An error in the content stops it before anything is written. Throws
 * `CannotPublish` when another build writes the same site, or the folder to publish to is no place for one.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const places = placesOf(options.contentDir, options.outDir)
  checkDestination(places)
  const release = options.dryRun ? undefined : await lock(places.lock)
  try {
    if (release) await recover(places)
    const code = await codeFingerprint()
    let rendering: Rendering | undefined
    try {
      // Next starts, and compiles, while the content is read; where nothing has to be rendered it is stopped.
      if (!options.dryRun && !options.merge) rendering = Rendering.start(places, code)
      // Not loaded before: it takes two seconds, and Next as many.
      const { publish } = await import('./publication')
      return await publish(options, { places, code, rendering })
    } catch (error) {
      const { path } = error as NodeJS.ErrnoException
      if (!isHeld(error) || path === undefined) throw error
      throw new CannotPublish(`${path} 动不了：别的程序开着它，或者没有权限。请关掉那个程序，再运行一次。`)
    } finally {
      await rendering?.stop()
    }
  } finally {
    release?.()
  }
}
