/** What editors call the keys in their own language; `check --fix` puts the key in its place. */
export const CHINESE_KEYS: ReadonlyMap<string, string> = new Map(Object.entries({
  标题: 'title', 主题: 'title', 主标题: 'title', 正题: 'title', 大标题: 'title',
  引题: 'kicker', 眉题: 'kicker', 肩题: 'kicker', 引标题: 'kicker',
  副题: 'subtitle', 副标题: 'subtitle', 小标题: 'subtitle',
  栏题: 'column', 栏目: 'column', 专栏: 'column', 栏名: 'column',
  日期: 'date', 出版日期: 'date', 刊期: 'date',
  版: 'page', 版次: 'page', 版面: 'page', 版号: 'page',
  次序: 'order', 顺序: 'order', 序号: 'order', 位置: 'order',
  署名: 'byline', 作者: 'byline', 记者: 'byline',
  事件日期: 'eventDate', 事发日期: 'eventDate',
  人物: 'people', 人名: 'people',
  专题: 'topics', 话题: 'topics',
  缺文: 'incomplete', 残缺: 'incomplete',
  照片: 'photos', 图片: 'photos',
  图片说明: 'caption', 图说: 'caption', 摄影: 'credit', 摄影署名: 'credit',
  校勘: 'corrections', 勘误: 'corrections', 原作: 'printed', 改作: 'corrected', 位于: 'in', 理由: 'reason', 原因: 'reason',
  底本: 'source', 来源: 'source',
  编者说明: 'note', 说明: 'note', 草稿: 'draft', 撤回: 'withdrawn', 撤稿: 'withdrawn', 旧网址: 'formerly', 原文如此: 'sic',
  期号: 'number', 版名: 'pageNames', 推定理由: 'dateReason',
  姓名: 'name', 名称: 'name', 别名: 'aliases', 网址: 'url', 简介: 'description', 描述: 'description',
}))

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e]/gu

/** How a key that is not known was meant, and what is wrong with it. */
export interface MeantKey {
  readonly key: string
  readonly rule: 'key-invisible' | 'key-fullwidth' | 'key-case' | 'key-chinese'
}

/** The known key an editor surely meant; `undefined` when that is not sure. */
export function meantKey(written: string, known: readonly string[]): MeantKey | undefined {
  const visible = written.replace(INVISIBLE, '')
  const narrow = visible.normalize('NFKC').trim()
  const sameLetters = known.find((key) => key.toLowerCase() === narrow.toLowerCase())
  const chinese = CHINESE_KEYS.get(narrow)
  if (known.includes(visible.trim())) return { key: visible.trim(), rule: 'key-invisible' }
  if (known.includes(narrow)) return { key: narrow, rule: 'key-fullwidth' }
  if (sameLetters) return { key: sameLetters, rule: narrow === visible ? 'key-case' : 'key-fullwidth' }
  if (chinese && known.includes(chinese)) return { key: chinese, rule: 'key-chinese' }
  return undefined
}
