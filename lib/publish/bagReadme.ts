import type { Archive } from '../archive'

/** What someone must know who opens the bag in fifty years and has nothing else of ours. `otherZips` belong to it too. */
export function bagReadme({ site, issues, articles, withdrawals }: Archive, leftOut: readonly string[], otherZips: readonly string[]): string {
  const [first, last] = [issues[0]?.date, issues.at(-1)?.date]
  return `# ${site.name}

${site.description}

原网址：${site.url}/
收报纸 ${issues.length} 期${first !== undefined && last !== undefined ? `（${first === last ? first : `${first} 至 ${last}`}）` : ''}、报道 ${articles.length} 篇。
${site.publisher === undefined ? '' : `编印：${site.publisher}\n`}${site.rights === undefined ? '' : `权利说明：${site.rights}\n`}
## 这是什么

一个 BagIt 包（RFC 8493，1.0 版）：data 文件夹里是内容，外面的几个文件是清单。全部是文本文件和图片，用任何文本编辑器都能打开；文字编码都是 UTF-8。

${otherZips.length === 0 ? '' : `这个包还有一部分（多是照片）装在 ${otherZips.join('、')} 里，网址与 archive-bag.zip 在一处；都解开到同一个文件夹，包才是完整的。

`}核对有没有缺损：在包的文件夹里运行 \`sha256sum -c manifest-sha256.txt\`，或用任何 BagIt 工具。

## 里面有什么

| 位置 | 内容 |
|---|---|
| \`content/archive.yaml\` | 报库的名称、网址、说明（YAML） |
| \`content/issues/年-月-日/*.md\` | 一篇报道一个文件，文件夹名是出版日期；照片与报道放在一起 |
| \`content/issues/年-月-日/issue.md\` | 这一期的说明：期号，日期是印着的还是推定的 |
| \`content/people/*.md\`、\`content/topics/*.md\` | 人物、专题的补充说明 |
| \`content/sources/*.txt\` | 底本：文字识别稿，原样保存 |

## 报道文件怎么读

开头两行 \`---\` 之间是“键: 内容”（YAML），后面是正文（Markdown，CommonMark 加表格与脚注）。段与段之间空一行；段内的换行没有意义，汉字之间的换行不是空格。

| 键 | 意思 |
|---|---|
| \`title\` \`kicker\` \`subtitle\` \`column\` | 主题、引题、副题、栏题；写在〔〕里的是编者所拟 |
| \`date\` \`page\` \`order\` | 出版日期、版次、版上次序（1 为头条） |
| \`byline\` | 署名；没有这一键的，见正文开头的电头 |
| \`eventDate\` | 所记之事的日期；起止两日之间是斜线（ISO 8601） |
| \`people\` \`topics\` | 文中人物与本篇所写的职务；专题 |
| \`incomplete\` | 缺文：start 开头，end 结尾，both 两头 |
| \`photos\` | 照片；没有 src 的，图片没有保存下来 |
| \`corrections\` | 校勘：底本的字 printed，改定的字 corrected，在哪里 in，理由 reason |
| \`source\` \`note\` \`sic\` | 底本的文件名；编者说明；原文如此的文字 |
| \`formerly\` | 这一篇以前的网址 |

把 corrections 一条条改回去，就是底本的文字。报道在网站上的网址是 ${site.url}/articles/年-月-日/文件名/ 。
${withdrawals.length === 0 ? '' : `
## 没有收入的

${withdrawals.length} 篇报道已经撤回，不在包里：

${withdrawals.map(({ id, title, date, reason }) => `- ${id}《${title}》，${date} 撤回：${reason}`).join('\n')}
`}${leftOut.length === 0 ? '' : `
下列底本含有撤回的文字，也没有收入：${leftOut.join('、')}
`}`
}
