/** One thing content is held to. */
export interface Rule {
  /** Any error stops publishing; a warning asks an editor for a look. */
  readonly severity: 'error' | 'warning'
  /** What is wrong, as a heading of the handbook. */
  readonly title: string
  /** How an editor mends it. */
  readonly cure: string
}

const error = (title: string, cure: string): Rule => ({ severity: 'error', title, cure })
const warning = (title: string, cure: string): Rule => ({ severity: 'warning', title, cure })

const SAVE_AS_UTF8 = '用记事本打开，选“文件→另存为”，编码选 UTF-8，保存后覆盖原文件'
const QUOTE_IT = '给整个内容加一对半角引号，例如 title: "[快讯] 春耕开始"'

/**
 * Every rule content is held to, of publishing and of the editors' desk alike. The names are stable: editors search
 * the handbook for them, which lists each.
 */
export const RULES = {
  // Encoding
  'encoding-gbk': error('文件编码是 GBK', SAVE_AS_UTF8),
  'encoding-utf16': error('文件编码是 UTF-16', SAVE_AS_UTF8),
  'encoding-cut': error('文件不完整', '文件可能没有传完；请从原稿重新复制一份，存为 UTF-8'),
  'encoding-damaged': error('文件里有坏掉的字节', '文件被别的软件改坏了；请从原稿重新复制一份，存为 UTF-8'),
  'replacement-character': error('文字里有 �', '这个字已经丢了，换编码救不回来；请照原稿补上'),
  'mojibake': error('文字是乱码', '文字用错误的编码存过，换编码救不回来；请从原稿重新复制'),
  'nul-character': error('有空字符（NUL）', '文件多半不是文本，或已损坏；请从原稿重新复制'),
  'control-character': error('有看不见的控制符', '删去这个看不见的字符'),
  'bidi-control': error('有看不见的文字方向控制符', '删去这个看不见的字符；它会让文字倒着显示'),
  'invisible-character': error('有看不见的零宽字符', '删去这个看不见的字符，或运行 npm run check -- --fix 自动删去'),
  'file-empty': error('文件是空的', '写上标题、日期和正文，或者删去这个文件'),
  'file-word': error('Word 文档改了扩展名', '在 Word 里复制文字，粘贴到记事本，存为 UTF-8 的 .md 文件'),
  'file-no-text': error('不是文本文件', '这个文件不能用记事本打开；报道要写在文本文件里，存为 UTF-8 的 .md 文件'),
  'file-web-page': error('网页改了扩展名', '在浏览器里复制文字，粘贴到记事本，存为 UTF-8 的 .md 文件'),
  'file-too-large': error('文件太大', '一篇报道不会这么大；请检查是否误粘了别的内容'),
  // Names of files
  'file-name': error('文件名不能用作网址', '文件名只用小写英文字母、数字和连字符，以 .md 结尾，例如 spring-ploughing.md'),
  'file-name-chinese': error('文件名里有汉字', '改用拼音或英文，例如 spring-ploughing.md；文件名会成为网址的一部分'),
  'file-name-space': error('文件名里有空格', '把空格改成连字符 -'),
  'file-name-capital': error('文件名里有大写字母', '全部改成小写'),
  'file-name-reserved': error('文件名是 Windows 的保留名', '换一个名字；con、prn、aux、nul、com1、lpt1 等在很多电脑上打不开'),
  'file-name-twin': error('两个文件名只差大小写', '在 Windows 上会互相覆盖；请改其中一个'),
  'file-extension': error('扩展名不对', '报道的文件名以 .md 结尾；改正扩展名，或移到别处'),
  'file-unknown': warning('用不到的文件', '只有 .md 文件和图片会被使用；请移到别处'),
  'folder-name': error('报道放错了文件夹', '放进 issues 里以出版日期命名的文件夹，例如 issues/2021-12-17'),
  // Delimiters
  'frontmatter-missing': error('开头没有 ---', '文件第一行写三个半角减号 ---，下面写 title 和 date，再写一行 ---'),
  'frontmatter-unclosed': error('--- 没有结束行', '在正文之前单独写一行 ---'),
  'frontmatter-dashes': error('--- 写得不对', '改成三个半角减号 ---，独占一行'),
  'frontmatter-leading': error('--- 前面有东西', '--- 必须在文件第一行的最前面；删去前面的空行或空格'),
  'frontmatter-glued': error('--- 后面粘着文字', '--- 独占一行，后面的文字另起一行'),
  'frontmatter-language': error('--- 后面写了别的格式', '第一行只写三个半角减号 ---，下面写“键: 内容”'),
  // YAML
  'yaml-syntax': error('写法读不懂', '检查这一行的写法：键、半角冒号、一个空格、内容'),
  'yaml-fullwidth-colon': error('用了全角冒号', '冒号改用半角，后面加一个空格，例如 title: 标题'),
  'yaml-colon-space': error('冒号后面少一个半角空格', '半角冒号后面加一个半角空格，例如 title: 标题'),
  'yaml-unclosed-quote': error('引号没有配对', '在内容末尾补上同样的半角引号，或把开头的半角引号改成“”'),
  'yaml-special-start': error('内容以特殊符号开头', QUOTE_IT),
  'yaml-inner-colon': error('内容里有半角冒号加空格', '给整个内容加一对半角引号，或把冒号改成全角“：”'),
  'yaml-hash': error('# 后面的文字会丢失', '给整个内容加一对半角引号，例如 title: "第1期 #专刊"'),
  'yaml-tab': error('行首用了制表符', '把制表符（Tab）改成空格'),
  'yaml-list-dash': error('列表的横线写得不对', '每项以半角减号加一个空格开头，例如 - 王慧杰: 区委书记'),
  'yaml-anchor': error('用了 YAML 的锚点（&）', '删去 &；如果是内容的一部分，给整个内容加半角引号'),
  'yaml-alias': error('用了 YAML 的引用（*）', '把要写的内容直接写出来；如果 * 是内容的一部分，给整个内容加半角引号'),
  'yaml-tag': error('用了 YAML 的标签（!）', '删去 ! 和后面的英文；如果是内容的一部分，给整个内容加半角引号'),
  'yaml-merge': error('用了 YAML 的合并（<<）', '把要写的键直接写出来'),
  'yaml-nesting': error('嵌套太深', '开头部分只有“键: 内容”和列表，最多嵌套两层；请照手册的例子改写'),
  'key-duplicate': error('同一个键写了两次', '同一个键只能写一次，删去多余的一行'),
  'key-unknown': error('没有这个键', '改成手册里列出的键名'),
  'key-fullwidth': error('键名用了全角字母', '键名改用半角字母'),
  'key-case': error('键名的大小写不对', '键名照手册的大小写来写'),
  'key-invisible': error('键名里有看不见的字符', '删去整行，重新输入一遍'),
  'key-chinese': error('键名写成了汉字', '键名用手册里列出的英文'),
  'key-forbidden': error('这个键名不能用', '删去这一行'),
  // Values
  'value-missing': error('缺少必要的内容', '补上这一项'),
  'value-text': error('应当是文字，却写成了列表', '这一项只写一行文字，去掉方括号或横线'),
  'value-list': error('应当是列表', '写成列表，例如 [工业经济, 营商环境]'),
  'value-shape': error('写法不对', '照手册的例子改写'),
  'value-choice': error('不是可用的值', '只能写手册里列出的几个值'),
  'list-separator': error('列表里用了中文标点分隔', '各项之间用半角逗号加空格，例如 [工业经济, 营商环境]'),
  'number-format': error('不是大于零的整数', '写一个大于零的整数，用半角数字，例如 1'),
  'date-format': error('不是日期', '写成 年-月-日，例如 2021-12-17'),
  'date-spelling': error('日期的写法不合规定', '写成 年-月-日，例如 2021-12-17'),
  'date-order': error('日期的年份在后面', '年份写在最前面，例如 2021-12-17'),
  'date-year': error('年份只有两位', '年份写四位，例如 2021-12-17'),
  'date-impossible': error('日历上没有这一天', '请核对日期'),
  'date-interval': error('起止日期颠倒', '起日写在前，止日写在后，例如 2021-12-14/2021-12-15'),
  'date-folder': error('日期与文件夹不一致', '改日期，或把文件移到那一天的文件夹'),
  'date-future': warning('日期还没有到', '请核对日期'),
  'issue-unused': warning('一期或一版没有报道', '请核对日期和版次；报道还没有放进来的，可以不管；撤回或不需要了的，删去这些话'),
  'place-taken': error('两篇报道在同一个位置', '改其中一篇的 order'),
  'correction-missing': error('找不到校勘改过的文字', 'corrected 要与改过之后的文字一字不差'),
  'correction-ambiguous': error('校勘不知道改的是哪一处', '把 printed 和 corrected 都写长一些，带上前后的字，使它只出现一次'),
  'correction-same': error('校勘前后一样', 'printed 写底本的字，corrected 写改过的字'),
  'correction-twice': error('同一条校勘写了两遍', '删去重复的一条'),
  'sic-missing': error('“原文如此”的文字不在报道里', 'sic 里写的文字要与报道一字不差；已经改掉的就删去'),
  'source-missing': error('底本不在', '把底本放进 sources 文件夹，或改正 source 的文件名'),
  'source-differs': error('与底本不同', '照底本改正；如果确认底本有误，在 corrections 里写明'),
  'source-left': warning('底本有文字没有收入', '请核对：可能漏了一段，或是报头、页码'),
  'formerly-address': error('旧网址不能用', '写以前用过、现在没有别的页在用的网址，例如 /articles/2021-12-17/old-name/'),
  'address-lost': error('发表过的网址没有了', '改名或移走的，在新文件里写 formerly: 旧网址；要撤回的，把文件放回来，写 withdrawn'),
  'ledger-line': error('网址台账里有别的东西', '删去这一行；addresses.txt 由发布程序记录，不用手改'),
  'site-missing': error('没有 archive.yaml', '新建 archive.yaml，写上 name、url、description'),
  // Text
  'body-empty': error('没有正文', '在 --- 之后写上正文；只有照片的，写 photos 的 caption'),
  'body-html': error('正文里有代码', '删去尖括号里的代码；要写尖括号本身，用全角的 ＜ ＞'),
  'headline-html': warning('标题、署名或图片说明里有代码', '删去尖括号里的代码；报上真是这样印的，就不用改，网页上会原样显示'),
  'body-comment': error('正文里有注释', '删去 <!-- 和 -->；没有结束的注释会吞掉后面全部文字'),
  'body-link': error('链接不能用', '链接只能是 https:// 开头的网址、本站的 / 开头的地址，或邮箱'),
  'body-link-broken': error('站内没有这个网址', '改成站内有的网址，例如 /articles/2021-12-17/mengjiang-mounds/'),
  'body-image': error('图片不能用', '图片放在这篇报道的同一文件夹里，写文件名即可'),
  'body-image-path': error('图片写了自己电脑上的路径', '把图片复制到这篇报道的同一文件夹里，只写文件名，例如 school.jpg'),
  'body-image-missing': error('找不到图片', '图片放在这篇报道的同一文件夹里，文件名（连同大小写）要一致'),
  'body-heading': error('正文里有一级标题', '正文里的小标题用 ## 开头'),
  'body-setext': error('下一行的横线把这一段变成了标题', '在横线前面空一行；不需要横线就删去'),
  'body-definition': error('这一行不会显示', '方括号改成全角〔〕，或把冒号改成全角“：”'),
  'body-footnote': error('注释没有内容', '在文末加一段 [^1]: 注释的内容；不是注释就把方括号改成全角'),
  'body-asterisks': error('星号不会照写的样子显示', '加粗写成 **文字**，星号和文字之间不留空格，前后各两个；不是加粗就删去'),
  'body-list': error('列表的编号或方框会变样', '编号从第一个起一个一个接着写；不是列表的，在编号后面的点前加反斜杠'),
  'body-fence': error('代码块没有结束', '删去这一行的 ```；报道里用不着代码块'),
  'body-code-indent': warning('行首空格把这一段变成了代码', '段首的空格删去，或改成全角空格'),
  'body-glued': warning('两段连成了一段', '段与段之间空一行'),
  'body-nesting': error('嵌套太深', '删去多余的 >、-、[ 或 *'),
  // People and topics
  'person-name': error('姓名的写法不对', '只写姓名；职务写在冒号后面'),
  'person-name-space': error('姓名里有多余的空格', '姓名中间不加空格；外国人名用间隔号 ·'),
  'person-duplicate': error('同一个人写了两次', '同一个人只写一次'),
  'person-collision': error('两个人物的拼音相同', '新建一个人物文件区分网址'),
  'person-absent': warning('人物不在正文里', '请核对姓名，或从 people 里删去'),
  'person-unlisted': warning('正文里的人物没有列出', '在 people 里加上；运行 npm run check -- --fix 自动加上'),
  'person-similar': warning('同一期里两个姓名只差一个字，其中一个别期没有', '请对照底本，看是不是同一个人；确是两个人的，各建一个人物文件'),
  'person-ambiguous': warning('不知道是哪一位同名的人', '写明是哪一位，例如 王伟（公安）'),
  'name-registered': error('名字或网址已经有了', '一个名字、一个网址只能属于一个人物或专题；改其中一个文件'),
  'name-spelling': error('同一个名字有两种写法', '改成一样的写法；正文照原样不动'),
  'name-letters': error('名字不能作网址', '写上名字'),
  'topic-collision': error('两个专题的拼音相同', '新建一个专题文件区分网址'),
  'topic-similar': warning('两个专题只差一个字', '如果是同一个专题，改成一样的写法'),
  'entry-text': error('人物或专题的文件里有正文', '删去 --- 后面的文字；专题的说明写进 description，人物页只由报道生成'),
  'entry-unused': warning('没有报道提到', '请核对 name 的写法；不需要就删去这个文件'),
  // Finished pages
  'page-link': error('网页里的链接打不开', '改正稿件里的链接；稿件里没有的，是程序的错，请告诉维护程序的人'),
  'page-anchor': error('网页里的链接指错了地方', '改正稿件里链接 # 后面的部分；稿件里没有的，是程序的错，请告诉维护程序的人'),
  'page-image': error('网页里的图片不在', '把图片放到报道的文件夹里，或改正文件名；稿件没有错的，请告诉维护程序的人'),
  'page-id': error('网页里两处编号相同', '是程序的错，请告诉维护程序的人'),
  'page-heading': error('网页的一级标题不是一个', '是程序的错，请告诉维护程序的人'),
  'page-title': error('网页没有自己的标题', '改其中一个的标题或名称；稿件没有错的，请告诉维护程序的人'),
  'page-lang': error('网页没有写明语言', '在 archive.yaml 里写 language: zh-Hans-CN；已经写了的，请告诉维护程序的人'),
  'page-html': error('网页的代码不合标准', '是程序的错，请告诉维护程序的人'),
  'page-size': error('网页太大', '把这一篇分成上、下两篇；稿件不长的，是程序的错，请告诉维护程序的人'),
  // Suspicions of the desk
  'draft': warning('还是草稿', '核对无误后删去 draft: true；草稿只在预览里看得见，不会发布'),
  'byline-unread': warning('电头括号里的文字没有读作署名', '是署名就写 byline，例如 byline: 刘威；不是署名，把括号里的文字写进 sic'),
  'ocr-cut': warning('段落像是没有写完', '请对照底本：接上被分栏断开的下文；下文确实缺失的，写 incomplete: end'),
  'ocr-unbalanced': warning('引号或括号不配对', '请对照底本补上另一半'),
  'ocr-doubled': warning('文字像是重复了', '请对照底本；报纸原来如此的，写进 sic'),
  'ocr-lookalike': warning('数字里混进了字母', '请对照底本，把字母改成数字'),
  'ocr-punctuation': warning('汉字之间用了半角标点', '请对照底本，改成全角标点'),
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof RULES
