export interface Rule {
  readonly severity: 'error' | 'warning'
  /** How an editor mends it. */
  readonly cure: string
}

const error = (cure: string): Rule => ({ severity: 'error', cure })
const warning = (cure: string): Rule => ({ severity: 'warning', cure })

/** Every rule content is held to. The names are stable: the handbook lists them. */
export const RULES = {
  'encoding-gbk': error('用记事本打开，选“文件→另存为”，编码选 UTF-8，保存后覆盖原文件'),
  'encoding-utf16': error('用记事本打开，选“文件→另存为”，编码选 UTF-8，保存后覆盖原文件'),
  'encoding-broken': error('文件可能没有传完整，或被别的软件改坏；请从原稿重新复制一份，存为 UTF-8'),
  'encoding-mojibake': error('文字已经是乱码，换编码救不回来；请从原稿重新复制'),
  'control-character': error('删去这个看不见的字符'),
  'bidi-control': error('删去这个看不见的字符'),
  'file-empty': error('写上标题、日期和正文，或者删去这个文件'),
  'file-not-text': error('这不是文本文件；请用记事本新建文本文件，把文字粘贴进去再保存'),
  'file-too-large': error('一篇报道不会这么大；请检查是否误粘了别的内容'),
  'file-name': error('文件名只用小写英文字母、数字和连字符，以 .md 结尾，例如 spring-ploughing.md'),
  'file-name-case': error('两个文件名只差大小写，在 Windows 上会互相覆盖；请改其中一个'),
  'file-extension': error('报道的文件名以 .md 结尾；改正扩展名，或移到别处'),
  'file-unknown': warning('只有 .md 文件和图片会被使用；请改正扩展名，或移到别处'),
  'folder-name': error('期文件夹用出版日期命名，例如 2021-12-17'),
  'frontmatter-missing': error('文件第一行写三个半角减号 ---，下面写 title 和 date，再写一行 ---'),
  'frontmatter-unclosed': error('在正文之前单独写一行 ---'),
  'frontmatter-delimiter': error('改成三个半角减号 ---，独占一行，前后不加别的字'),
  'frontmatter-language': error('第一行只写三个半角减号 ---，后面不加任何字'),
  'yaml-syntax': error('检查这一行的写法：键、半角冒号、一个空格、内容'),
  'yaml-colon': error('冒号改用半角，后面加一个空格'),
  'yaml-quote': error('给整个内容加一对半角引号，例如 title: "……"'),
  'yaml-tab': error('把制表符改成空格'),
  'yaml-feature': error('删去这个符号；如果是内容的一部分，给整个内容加半角引号'),
  'key-duplicate': error('同一个键只能写一次，删去多余的一行'),
  'key-unknown': error('改成手册里列出的键名'),
  'value-missing': error('补上这一项'),
  'value-type': error('照手册的例子改写'),
  'date-format': error('写成 年-月-日，例如 2021-12-17'),
  'date-impossible': error('日历上没有这一天，请核对'),
  'date-folder': error('改日期，或把文件移到那一天的文件夹'),
  'date-future': warning('请核对日期'),
  'number-format': error('写一个大于零的整数，例如 1'),
  'place-taken': error('改其中一篇的 order'),
  'correction-missing': error('corrected 要与改过之后的文字一字不差'),
  'correction-ambiguous': error('把 printed 和 corrected 都写长一些，带上前后的字，使它只出现一次'),
  'source-missing': error('把底本放进 content/sources，或改正文件名'),
  'source-differs': error('照底本改正；如果确认底本有误，在 corrections 里写明'),
  'source-left': warning('请核对：可能漏了一段，或是报头、页码'),
  'person-collision': error('两个名字拼音相同，请新建一个人物文件区分网址'),
  'person-unlisted': warning('请核对姓名，或从 people 里删去'),
  'name-registered': error('一个名字、一个网址只能属于一个人物或专题；改其中一个文件'),
  'name-letters': error('写上名字'),
  'person-duplicate': error('同一个人只写一次'),
  'topic-collision': error('两个专题拼音相同，请新建一个专题文件区分网址'),
  'body-html': error('删去尖括号里的代码；要写尖括号本身，用全角的 ＜ ＞'),
  'body-link': error('链接只能是 https:// 开头的网址、本站的 / 开头的地址，或邮箱'),
  'body-link-broken': error('改成站内有的网址，例如 /articles/2021-12-17/mengjiang-mounds/'),
  'formerly-address': error('写这篇报道以前用过、现在没有别的页在用的网址，例如 /articles/2021-12-17/old-name/'),
  'body-image': error('图片放在这篇报道的同一文件夹里，写文件名即可'),
  'body-heading': error('正文里的小标题用 ## 开头'),
  'body-empty': error('在 --- 之后写上正文；只有照片的，写 photos 的 caption'),
  'site-missing': error('新建 content/archive.yaml，写上 name、url、description'),
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof RULES
