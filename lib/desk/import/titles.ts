import { tokensOf } from './lexicon'

/** What titles of office and calling end with. */
const OFFICE = '总书记|书记|支书|主任|主席|县长|区长|市长|省长|州长|旗长|盟长|乡长|镇长|村长|局长|处长|科长|股长|所长|站长|院长|校长|园长|会长|部长|厅长|司长|署长|行长|厂长|社长|馆长|台长|队长|组长|班长|连长|排长|营长|团长|师长|旅长|军长|政委|参谋长|舰长|船长|机长|车长|店长|庭长|室长|关长|董事长|理事长|秘书长|检察长|护士长|总监|总裁|总经理|经理|总理|委员|常委|代表|专员|巡视员|调研员|顾问|秘书|干事|委员长|监事|理事|董事|总编辑|总编|主编|编辑|记者|通讯员|发言人|负责人|联系人|主要领导|分管领导|领导|干部|党员|专家|教授|副教授|讲师|研究员|院士|博士|硕士|学者|工程师|总工|技术员|农艺师|技师|师傅|医生|医师|主治医师|护士|教师|老师|教练|裁判|律师|法官|检察官|民警|交警|辅警|特警|警官|警察|战士|消防员|官兵|士兵|老兵|军人|战友|村民|居民|市民|农民|牧民|渔民|社员|网格员|志愿者|义工|社工|学生|同学|大学生|研究生|家长|员工|职工|工人|民工|司机|驾驶员|快递员|外卖员|保安|店主|老板|业主|户主|农户|贫困户|脱贫户|种植户|养殖户|大户|群众|游客|旅客|顾客|乘客|患者|作家|画家|书法家|诗人|歌手|演员|导演|主持人|选手|运动员|冠军|传承人|继承人|带头人|创始人|合伙人|法人|企业家|科学家|艺术家|摄影师|设计师|摄影爱好者|爱好者|指导员|联络员|辅导员|讲解员|宣传员|管理员|护林员|饲养员|技术骨干|骨干|劳模|模范|标兵|先进工作者|工作者|工作人员|获得者|亲历者|目击者|当事人|证人|原告|被告|嫌疑人|烈士|英雄|老人|大爷|大妈|奶奶|爷爷|阿姨|大叔|大姐|大哥|小伙|青年|姑娘|妇女|儿童|女孩|男孩|妻子|丈夫|儿子|女儿|父亲|母亲|哥哥|弟弟|姐姐|妹妹|掌柜|厨师|木匠|匠人|艺人|会计|出纳|裁缝|校友|馆员|职员|科员|办事员|文员|雇员|成员|队员|团员|会员|站员|教员|学员|船员|列车员|乘务员|服务员|售货员|保洁员|环卫工|清洁工|电工|焊工|矿工|护工|技工|瓦工|木工|绣娘|村医|店员|驾驶人|候选人|参赛者|创业者|经营者|从业者|负责同志|同志'

/** Words that end like a calling, for those no list has: 养蜂人, 非遗传承人, 织布工. */
const CALLING = /[长员师家户者工生手警兵匠商友人]$/u
const NO_CALLING = new Set('增长成长生长延长特长专长生产产生发生学生家国家大家专家商家人家回家搬家全家居家别人个人他人有人本人为人人人每人众人法人令人动人惊人感人商人客人世人后人老人工人施工开工完工员工竣工动工复工手工加工分工职工对手助手联手携手着手入手双手亲手随手人员全员成员会员动员党员户外门户用户账户农户散户入户首先养生新生民生卫生医生人生终生一生'.match(/../gu) ?? [])

const ENDS = new RegExp(`(?:${OFFICE})$`, 'u')
const STARTS = new RegExp(`^[^，。；：！？、“”]{0,12}?(?:${OFFICE})(?![长员师会部局])`, 'u')

/** Whether a text ends with a title, so that what follows may be a name. */
export function endsWithTitle(text: string): boolean {
  if (ENDS.test(text)) return true
  const last = tokensOf(text.slice(-10)).at(-1)
  return last !== undefined && last.word.length >= 2 && /^(?:n|x|b)/u.test(last.tag) && CALLING.test(last.word) && !NO_CALLING.has(last.word)
}

/** Titles one person holds at a time and place; they are not shared by the names of a list. */
const SOLE = /(?:书记|县长|区长|市长|省长|州长|乡长|镇长|村长|局长|部长|厅长|主任|主席|院长|校长|会长|董事长|总经理|秘书长|检察长|站长|所长|厂长|行长|社长|馆长|总裁|总编辑)$/u
export const isSole = (title: string): boolean => SOLE.test(title) && !/副[^、]{0,6}$/u.test(title) && !/(?:各|分别|等)/u.test(title)

/** Verbs that lead to a person and so are no part of a title. */
const ACTIONS = new Set('来 到 去 由 率 率领 带领 是 有 会见 陪同 邀请 听取 看望 慰问 走访 采访 参观 调研 考察 主持 参加 出席 介绍 找到 见到 遇到 聘请 任命 选举 选举产生 听 说 请 让 使 令 叫 成为 担任 当选 作为 获悉 了解 联系 拨通 走进 来自 前往 赴 召开 举行 开展 报告 通报 宣布 传达 部署 称 指出 强调 要求 表示 随 跟随 带 赶到 赶来 路过 帮助 帮 救助 给 送 送给 交给 告诉 感谢 祝贺 欢迎 致敬 学习 认识 嫁给 委托 组织 支持 安排 当 做 当上 领 见 问 记得 进入 位于 接待 住 获 获得 荣获 授予 表彰 抵达 走到 走上 深入 如 受 经 以及 率团 会同 携 邀 赞扬 批评 采写 询问 握着 拉着 跟着 找 给予 引导 鼓励 要求 责成 看到 想起 提起 说起 谈起'.split(' '))

/** A word a unit's name ends with; verbs before it belong to the name (退役军人事务局, 招商中心). */
const UNIT = /(?:局|委|部|办|院|会|中心|站|所|队|公司|集团|厂|店|校|科|处|室|组|社|银行|行|基地|厅|署|馆|园|场|村|镇|乡|街道|社区|区|县|市|省|学院|大学|医院|政府|机关|领导|小组|工作室|团|学校|小学|中学|协会|联合会|联盟|支部|总队|支队|大队|中队|专班|平台|系统|项目|工程|论坛|赛|奖)$/u

/**
 * The title printed right before a name, up to whatever leads to it: 近日，荷塘牧场董事长|某某 → 荷塘牧场董事长.
 * '' when none stands there. `isName` tells names, which end a title on its left.
 */
export function titleBefore(text: string, at: number, isName: (word: string) => boolean): string {
  const clause = clauseBefore(text, at)
  if (clause === '' || !endsWithTitle(clause)) return ''
  const parts = clause.split('、')
  let from = parts.length - 1
  while (from > 0 && endsWithTitle(parts[from - 1] ?? '') && !(parts[from - 1] ?? '').includes('和')) from--
  const first = parts[from] ?? ''
  const title = [first.slice(titleStart(first, isName)), ...parts.slice(from + 1)].join('、')
  return title.length <= 40 ? title.trim() : ''
}

/** From the last mark that ends a clause; brackets inside a title are part of it (党委（党组）书记). */
function clauseBefore(text: string, at: number): string {
  let depth = 0
  for (let start = at; start > 0; start--) {
    const character = text[start - 1] ?? ''
    if (/[）)]/u.test(character)) depth++
    else if (/[（(]/u.test(character)) {
      if (depth === 0) return text.slice(start, at)
      depth--
    } else if (depth === 0 && /[，。；：！？“”‘’《》…—\s\ufe00]/u.test(character)) return text.slice(start, at)
  }
  return text.slice(0, at)
}

/** Offset of the first word, going left from the end, that belongs to the title. */
function titleStart(part: string, isName: (word: string) => boolean): number {
  const tokens = tokensOf(part)
  // What makes it a title belongs to it, however it is tagged (青年 is tagged as a time).
  let start = ENDS.exec(part)?.index ?? part.length
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index]
    if (!token) break
    if (token.start >= start) continue
    if (token.start + token.word.length > start) {
      start = token.start
      continue
    }
    const right = tokens[index + 1]
    if (!belongs(token.word, token.tag, part.slice(token.start + token.word.length), right?.word ?? '', isName)) break
    start = token.start
  }
  // 本村村民, 该县县长, 我市作家: the pronoun is printed with the title.
  const before = part[start - 1]
  return before !== undefined && /[本该我全]/u.test(before) && /^[省市县区州镇乡村校院厂社队公]/u.test(part.slice(start)) ? start - 1 : start
}

function belongs(word: string, tag: string, after: string, right: string, isName: (word: string) => boolean): boolean {
  if (isName(word) || ACTIONS.has(word)) return UNIT.test(right) && !isName(word) && right.length <= 2 && /^[组团队]/u.test(right)
  if (/^(?:和|与|及)$/u.test(word)) return /^(?:改革|信息化|旅游|体育|技术|计划生育|社会保障|城乡建设|规划|建设|扶贫)/u.test(after)
  if (/^(?:p|c|u|d|r|t|y|e|f)/u.test(tag)) return /^(?:时任|原|前|现任|中|中共|全国|全省|全市|全县|全区|全|本|上海|中国|党|上市|下属)$/u.test(word)
  if ((tag === 'm' || tag === 'mq') && word.length > 1 && !/[名位个家只条次年月日人户岁多余\d]$/u.test(word)) return true
  if (tag === 'm' || tag === 'mq') return /^(?:第?[一二三四五六七八九十百\d]+|首席|\d+)$/u.test(word) && /^(?:书记|副|中学|小学|医院|大队|中队|支队|组|村民小组|师|团|连|营|排|建设|工程|局|公司|实验|人民|号|后|车间|分厂|班组|生产队|队)/u.test(after)
  return true
}

/** The title printed after names: 某某、某某等|区四套班子领导. '' when none stands there. */
export function titleAfter(text: string): string {
  const match = /^等(?:\d+|[一二三四五六七八九十几]+)?[名位个]?/u.exec(text)
  if (!match) return ''
  const title = STARTS.exec(text.slice(match[0].length))?.[0] ?? ''
  return /[的了在]|参加|出席|陪同|来到|走访|一行/u.test(title) ? '' : title
}
