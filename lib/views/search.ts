import type { Archive } from '../archive'
import { frame, head, spanText } from './frame'
import type { SearchView } from './model'

/** `/search/`: the form and what it searches; the answers are the script's. */
export function searchView(archive: Archive): SearchView {
  const [oldest, newest] = [archive.issues[0], archive.issues.at(-1)]
  return {
    head: head(archive, { address: '/search/', title: '检索', description: '检索全部报道的标题与正文：任何一个词、一句话，有就找得到。' }),
    frame: frame(archive, 'search'),
    reports: archive.articles.length,
    ...(oldest && newest ? { span: spanText(oldest.date, newest.date), oldest: oldest.date, newest: newest.date } : {}),
  }
}
