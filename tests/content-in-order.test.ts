import { expect, test } from 'vitest'
import { contentDir, loadContent } from '../lib/content'

// Whoever's newspaper it is. All other tests read content of their own, so that a newsroom's next issue breaks none.
test('the newsroom’s content can be published', async () => {
  const { archive, diagnostics } = await loadContent(contentDir())
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(archive).toBeDefined()
})
