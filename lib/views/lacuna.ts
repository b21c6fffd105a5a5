import type { Article } from '../archive'

type Lost = Pick<Article, 'incomplete' | 'titleSupplied'>

/** 缺文 in the words every page uses: what the source lost before the text. Where the beginning is lost and the title is the editors’, the title is lost too. */
export function lostBefore({ incomplete, titleSupplied }: Lost): string | undefined {
  if (incomplete !== 'start' && incomplete !== 'both') return undefined
  return titleSupplied ? '标题与上文未存' : '上文未存'
}

/** What it lost after the text. */
export function lostAfter({ incomplete }: Lost): string | undefined {
  return incomplete === 'end' || incomplete === 'both' ? '下文未存' : undefined
}

/** `上文未存`, `标题与上文未存`, `下文未存`, `上下文均未存`, `标题与上下文均未存` */
export function lacuna(article: Lost): string | undefined {
  if (article.incomplete === 'both') return article.titleSupplied ? '标题与上下文均未存' : '上下文均未存'
  return lostBefore(article) ?? lostAfter(article)
}
