import { join } from 'node:path'

/**
 * The content folders tests read. Whoever publishes one copies it first: a build enters addresses into the ledger of
 * what it publishes.
 */

/** Real reports: `content/` as it was with its first issue. That folder goes on, and may become another newspaper's. */
export const BULLETIN = join(import.meta.dirname, 'fixtures/bulletin')

/** Invented ones, with all the bulletin has none of. */
export const NEWSPAPER = join(import.meta.dirname, 'fixtures/newspaper')
