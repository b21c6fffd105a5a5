import type { HeadView } from '@/lib/views'

/** Linked data of a page (JSON-LD). A data block: browsers do not run it. `<` is escaped, as `</script>` would end it. */
export function LinkedData({ head: { data } }: { readonly head: HeadView }) {
  if (data === undefined) return null
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }} />
}
