/**
 * Fictional newspaper pages with the truth about them: what an import should find. Everything in them is invented;
 * the same seed gives the same page.
 */

export interface TrueReport {
  readonly kicker: string | null
  readonly title: string | null
  readonly subtitle: string | null
  readonly column: string | null
  readonly byline: readonly { role: string; name: string }[]
  readonly eventDate: string | null
  /** Named in the text; title as first printed with the name. */
  readonly people: readonly { name: string; title: string | null }[]
  readonly paragraphs: readonly string[]
  readonly caption: string | null
  readonly incomplete: 'start' | 'end' | 'both' | null
}

export interface FictionalPage {
  readonly layout: Layout
  readonly date: string
  readonly text: string
  readonly reports: readonly TrueReport[]
  /** The page without white space and furniture: what places are counted in. */
  readonly letters: string
  /** Places in `letters` where a line ends within a text, and whether the text goes on in the next. */
  readonly breaks: readonly { at: number; goesOn: boolean }[]
  /** Places in `letters` where a report begins. */
  readonly starts: readonly number[]
}

export type Layout = 'blank lines' | 'plain lines' | 'word' | 'pdf'
const LAYOUTS: readonly Layout[] = ['blank lines', 'plain lines', 'word', 'pdf']

export type Random = () => number

/** mulberry32: 32 bits of state are plenty for a few hundred pages. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边', '欧阳', '司马', '诸葛', '上官']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海燕春雷永福德胜立新光荣家宝晓东振宇思远雨晨子涵一帆佳怡浩然梓轩可欣水根土旺金生毛满惠莲彩凤爱珍大山有才长庚瑞雪云松柏青石峰岚澜彬斌鹏飞龙虎鸣鹤翔坤乾昊昱晟烨煜炜焕烁']
const PLACES = ['云山县', '青溪区', '望江县', '松岭市', '白石县', '长汀湾区', '桃源县', '临湖区']
const TOWNS = ['白石镇', '竹溪乡', '望江街道', '柳河镇', '梅岭乡', '石桥镇', '荷花街道', '上塘镇', '古渡村', '枫林村', '杏花村', '东篱社区']
const UNITS = ['农业农村局', '发展和改革局', '教育局', '文化和旅游局', '市场监督管理局', '退役军人事务局', '交通运输局', '生态环境局', '卫生健康局', '水利局', '招商中心', '融媒体中心', '供销社', '税务局', '住房和城乡建设局', '应急管理局', '自然资源局', '民政局', '人力资源和社会保障局']
const FIRMS = ['望江集团', '青禾农业公司', '云鹿牧场', '白石纸业', '星河新材料公司', '九曲茶业', '松风家具厂', '千帆物流公司', '竹里民宿', '金穗粮油合作社']

type Pick = <T>(list: readonly T[]) => T

class Writer {
  private readonly used = new Set<string>()
  readonly county: string
  /** Columns are narrow and cut anywhere. */
  readonly finely: boolean
  constructor(readonly random: Random, readonly issueDate: string) {
    this.county = this.pick(PLACES)
    this.finely = this.chance(0.2)
  }
  pick: Pick = (list) => list[Math.floor(this.random() * list.length)] as (typeof list)[number]
  chance(share: number): boolean { return this.random() < share }
  between(low: number, high: number): number { return low + Math.floor(this.random() * (high - low + 1)) }
  name(): string {
    for (;;) {
      const surname = this.chance(0.03) ? this.pick(SURNAMES.slice(-4)) : this.pick(SURNAMES.slice(0, -4))
      const name = surname + this.pick(GIVEN) + (surname.length === 2 || this.chance(0.72) ? this.pick(GIVEN) : '')
      if (this.used.has(name) || [...this.used].some((other) => other.startsWith(name) || name.startsWith(other))) continue
      this.used.add(name)
      return name
    }
  }
  short(): string { return this.county.at(-1) ?? '县' }
}

/** Titles of officials, of one person. */
const officials = (w: Writer): string => {
  const s = w.short()
  const unit = w.pick(UNITS)
  const town = w.pick(TOWNS.slice(0, 8))
  return w.pick([
    `${s}委书记`, `${s}委副书记、${s}长`, `${s}长`, `副${s}长`, `${s}委常委、宣传部部长`, `${s}委常委、组织部部长`, `${s}委常委、常务副${s}长`, `${s}人大常委会主任`, `${s}人大常委会副主任`, `${s}政协主席`, `${s}政协副主席`,
    `${s}${unit}局长`.replace('局局长', '局局长').replace('中心局长', '中心主任').replace('社局长', '社主任'), `${s}${unit}党组书记`, `${s}${unit}副局长`.replace('中心副局长', '中心副主任').replace('社副局长', '社副主任'),
    `${town}党委书记`, `${town}党委副书记、${town.at(-1) === '镇' ? '镇长' : town.at(-1) === '乡' ? '乡长' : '办事处主任'}`, `${w.county}委书记`, `市委常委、常务副市长`, `市政府副秘书长`, `${s}检察院检察长`, `${s}公安局副局长`, `省农科院研究员`,
  ])
}

/** Titles of people in the news who hold no office. */
const callings = (w: Writer): string => w.pick([
  `${w.pick(FIRMS)}董事长`, `${w.pick(FIRMS)}总经理`, `${w.pick(FIRMS)}负责人`, `${w.pick(FIRMS)}车间主任`, `${w.pick(TOWNS)}党支部书记`, `${w.pick(TOWNS)}村民`, `${w.pick(TOWNS)}种粮大户`, '村民', '市民', '游客', '志愿者', '退休教师', '非遗传承人',
  `${w.short()}第一中学校长`, `${w.short()}人民医院主任医师`, '驻村第一书记', '返乡创业青年', '网格员', '养蜂人', '快递员', '老党员', '社区民警', `${w.short()}实验小学教师`, '省级劳动模范', '养殖户', '货车司机', '农技专家', '浙大教授', '项目负责人', '老伴', '护林员',
].filter((title) => title !== '老伴'))

const groups = (w: Writer): string => w.pick([`${w.short()}领导`, `${w.short()}四套班子领导`, '市领导', '部门负责人', '人大代表', '政协委员'])

const ABOUT = [
  ['春耕备耕', '农资储备充足', '高标准农田', '水稻机插', '农技员进村入户'], ['防汛备汛', '山塘水库', '应急演练', '隐患排查', '值班值守'], ['项目建设', '施工进度', '要素保障', '重点工程', '挂图作战'],
  ['校园安全', '食堂卫生', '心理健康', '课后服务', '家校共育'], ['文旅融合', '乡村民宿', '古村落保护', '研学线路', '夜间经济'], ['营商环境', '办事流程', '惠企政策', '“一件事”改革', '服务专员'],
  ['基层治理', '网格走访', '矛盾化解', '“全科网格”', '邻里互助'], ['养老服务', '长者食堂', '适老化改造', '居家照护', '银龄讲堂'], ['垃圾分类', '河道清淤', '美丽庭院', '臭水沟治理', '清洁家园'], ['茶叶产业', '手工炒制', '电商直播', '品牌建设', '茶旅结合'],
] as const

const sentence = (w: Writer, topic: readonly string[]): string => {
  const [main = '', a = '', b = '', c = '', d = ''] = topic
  const x = w.pick([a, b, c, d])
  const y = w.pick([a, b, c, d].filter((word) => word !== x))
  return w.pick([
    `要把${main}作为当前的一项重要任务来抓，紧盯${x}，做细做实各项准备。`,
    `今年以来，全${w.short()}共投入资金${w.between(200, 9800)}万元，完成${x}${w.between(12, 360)}处，惠及群众${w.between(1, 9)}.${w.between(1, 9)}万人次。`,
    `各乡镇、各部门要各司其职、密切配合，在${x}上再加力，在${y}上见实效，形成一级抓一级、层层抓落实的良好局面。`,
    `据统计，到目前为止已有${w.between(30, 900)}户参与其中，比去年同期增加了${w.between(3, 48)}%。`,
    `“以前最怕的就是没人管，现在${x}有人盯着，心里踏实多了。”`,
    `接下来，将继续围绕${main}，完善${x}机制，推动${y}常态长效，让更多的人看得见、摸得着、得实惠。`,
    `走进现场，只见机器轰鸣、人来人往，${x}正有条不紊地推进，一派繁忙景象。`,
    `针对发现的${w.between(3, 40)}个问题，现场列出清单、明确责任、限期整改，并要求举一反三，防止问题反弹回潮。`,
    `${main}关系千家万户，既要立足当前，又要着眼长远，不能有丝毫松懈。`,
    `与会人员还就${x}、${y}等话题进行了深入交流，提出了不少有针对性的意见建议。`,
    `该项目总投资${w.between(1, 20)}亿元，占地${w.between(60, 900)}亩，建成后预计年产值可达${w.between(2, 40)}亿元。`,
    `通过政策引导、技术帮扶和示范带动，${x}逐步走上了规模化、标准化的路子。`,
    `要坚持问题导向，深入一线摸清底数，对${x}实行台账管理，对${y}实行销号管理。`,
  ])
}

interface Told {
  readonly text: string
  readonly people: { name: string; title: string | null }[]
}

/** A sentence in which someone with a title says or does something. */
const speaking = (w: Writer, topic: readonly string[]): Told => {
  const name = w.name()
  const title = callings(w)
  const x = w.pick(topic.slice(1))
  const text = w.pick([
    `${title}${name}说，${x}做好了，日子就有奔头。`, `“${x}这件事，我们盼了好多年。”${title}${name}高兴地说。`, `在${w.pick(TOWNS)}，${title}${name}正忙着整理${x}的材料。`, `${title}${name}告诉记者，${x}让大家尝到了甜头。`,
    `谈起${x}，${title}${name}打开了话匣子。`, `近日，${title}${name}把一面锦旗送到了办事大厅，感谢工作人员在${x}中的帮助。`, `${title}${name}介绍，${x}已经完成了八成，月底前可全部收尾。`,
    `家住${w.pick(TOWNS)}的${title}${name}今年${w.between(28, 82)}岁，说到${x}直竖大拇指。`, `${title}${name}用“又快又好”四个字来形容${x}。`, `在${title}${name}的带动下，周边不少农户也干起了${x}。`,
  ])
  return { text, people: [{ name, title }] }
}

const DATES = (w: Writer): { printed: string; date: string | null } => {
  const issue = new Date(`${w.issueDate}T00:00:00Z`)
  const back = (days: number): string => new Date(issue.getTime() - days * 86_400_000).toISOString().slice(0, 10)
  const md = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
  const days = w.between(1, 6)
  const [first, second] = [back(days + 1), back(days)]
  return w.pick([
    { printed: `${md(second)}，`, date: second }, { printed: `${md(second)}，`, date: second }, { printed: `${md(second)}上午，`, date: second }, { printed: `${md(second)}下午，`, date: second },
    { printed: `${md(first)}至${first.slice(0, 7) === second.slice(0, 7) ? `${Number(second.slice(8))}日` : md(second)}，`, date: `${first}/${second}` },
    { printed: '昨日，', date: back(1) }, { printed: '昨天上午，', date: back(1) }, { printed: '近日，', date: null }, { printed: '日前，', date: null }, { printed: '连日来，', date: null },
  ])
}

/** The opening of a report of an official event: who came, who went with them. */
const lead = (w: Writer, topic: readonly string[], date: string): Told & { chief: string; chiefTitle: string } => {
  const chief = w.name()
  const chiefTitle = officials(w)
  const place = w.pick(TOWNS)
  const main = topic[0] ?? ''
  const opening = w.pick([
    `${date}${chiefTitle}${chief}到${place}调研${main}工作。`, `${date}全${w.short()}${main}工作推进会召开，${chiefTitle}${chief}出席并讲话。`, `${date}${chiefTitle}${chief}率队赴${place}督查${main}情况，并召开座谈会。`,
    `${date}${w.county}召开${main}专题会议，研究部署下阶段工作。${chiefTitle}${chief}主持会议。`, `${date}${main}现场会在${place}举行。${chiefTitle}${chief}参加。`,
  ])
  const people: Told['people'] = [{ name: chief, title: chiefTitle }]
  const others = Array.from({ length: w.between(1, 5) }, () => w.name())
  let company = ''
  switch (w.between(0, 5)) {
    case 0: company = ''; break
    case 1: company = `${others.join('、')}参加。`; people.push(...others.map((name) => ({ name, title: null }))); break
    case 2: { const title = groups(w); company = `${title}${others.join('、')}参加。`; people.push(...others.map((name) => ({ name, title }))); break }
    case 3: { const title = groups(w); company = `${others.join('、')}等${title}参加。`; people.push(...others.map((name) => ({ name, title }))); break }
    case 4: {
      const titled = others.slice(0, 3).map((name) => ({ name, title: officials(w) }))
      company = `${titled.map(({ name, title }) => title + name).join('，')}参加调研。`
      people.push(...titled)
      break
    }
    default: { const title = `副${w.short()}长`; company = `${title}${others.slice(0, 2).join('、')}陪同。`; people.push(...others.slice(0, 2).map((name) => ({ name, title }))) }
  }
  return { text: opening + company, people, chief, chiefTitle }
}

interface Draft {
  headline: string[]
  ranks: Ranks
  bylineLine: string
  byline: { role: string; name: string }[]
  eventDate: string | null
  people: { name: string; title: string | null }[]
  paragraphs: string[]
  caption: string
  credit: string
}
type Ranks = { -readonly [P in 'kicker' | 'title' | 'subtitle' | 'column']: TrueReport[P] }

const SLOGANS = ['学习贯彻省第九次党代会精神', '打好防汛备汛主动仗', '项目建设进行时', '新春走基层', '我为群众办实事', '喜迎建县六十周年', '乡村振兴看变化', '深入学习贯彻全会精神']

function headlineOf(w: Writer, topic: readonly string[], chief: string): { ranks: Draft['ranks']; lines: string[] } {
  const main = topic[0] ?? ''
  const [x = '', y = ''] = [topic[1], topic[2]]
  const town = w.pick(TOWNS)
  const plain = [`${w.county}${main}跑出“加速度”`, `全${w.short()}${main}工作推进会召开`, `${chief}到${town}调研${main}工作`, `${town}：${x}鼓起村民“钱袋子”`, `${main}有了“新管家”`, `我${w.short()}扎实推进${main}`, `${x}暖了一座城`, `“小切口”撬动${main}大变化`]
  const pair = `狠抓${x.replace(/[“”]/gu, '').slice(0, 4)} 夯实${y.replace(/[“”]/gu, '').slice(0, 4)}`
  const ranks: Draft['ranks'] = { kicker: null, title: w.pick(plain), subtitle: null, column: null }
  switch (w.between(0, 5)) {
    case 0: case 1: break
    case 2: Object.assign(ranks, { kicker: `${chief}在${town}调研时强调`, title: w.pick([pair, `以更大力度推动${main}提质增效`]) }); break
    case 3: Object.assign(ranks, { title: `${chief}到${town}调研${main}工作`, subtitle: `${w.name()}${w.name()}等参加` }); break
    case 4: Object.assign(ranks, { kicker: `全${w.short()}${main}暨${x}工作会议召开`, title: `推动${main}再上新台阶` }); break
    default: Object.assign(ranks, { kicker: `${chief}在${main}座谈会上指出`, title: pair, subtitle: `为全${w.short()}高质量发展提供有力支撑和坚强保障` })
  }
  if (w.chance(0.2)) ranks.column = w.pick(SLOGANS)
  const parts = [ranks.kicker, ranks.title, ranks.subtitle].filter((part) => part !== null)
  const lines = [...(ranks.column ? [ranks.column] : []), ...(w.chance(0.5) ? [parts.join(' ')] : parts)]
  return { ranks, lines }
}

function reportDraft(w: Writer): Draft {
  const topic = w.pick(ABOUT)
  const event = DATES(w)
  const opening = lead(w, topic, event.printed)
  const { ranks, lines } = headlineOf(w, topic, opening.chief)
  const reporters = Array.from({ length: w.between(1, 3) }, () => w.name())
  const correspondents = w.chance(0.35) ? Array.from({ length: w.between(1, 2) }, () => w.name()) : []
  const onOwnLine = w.chance(0.15)
  const role = onOwnLine ? '本报记者' : w.pick(['记者', '记者', '记者', '见习记者', '全媒体记者'])
  const printed = `${role} ${reporters.join(' ')}${correspondents.length > 0 ? ` 通讯员 ${correspondents.join(' ')}` : ''}`
  const head = onOwnLine ? '' : `${w.pick(['本报讯', '本报讯', '本报讯', '本报讯 '])}${w.chance(0.9) ? `（${printed}）` : `(${printed})`}`
  const people = [...opening.people]
  const paragraphs = [head + opening.text + (w.chance(0.5) ? sentence(w, topic) : '')]
  for (let count = w.between(2, 5); count > 0; count--) {
    let text = w.pick([`${opening.chief}指出，`, `${opening.chief}强调，`, `会议要求，`, `会上，${opening.chief}表示，`, '', '', `座谈会上，`]) 
    for (let more = w.between(2, 5); more > 0; more--) {
      if (w.chance(0.25)) {
        const told = speaking(w, topic)
        text += told.text
        people.push(...told.people)
      } else text += sentence(w, topic)
    }
    paragraphs.push(text)
  }
  return {
    headline: lines, ranks, bylineLine: onOwnLine ? printed : '', eventDate: event.date, people, paragraphs, caption: '', credit: '',
    byline: [...reporters.map((name) => ({ role, name })), ...correspondents.map((name) => ({ role: '通讯员', name }))],
  }
}

function photoDraft(w: Writer): Draft {
  const names = Array.from({ length: w.between(1, 2) }, () => w.name())
  const topic = w.pick(ABOUT)
  const town = w.pick(TOWNS)
  const title = w.pick([`${town}秋色正浓`, `白鹭 又来安家了`, `丰收的喜悦`, `冬日里的${town}`, `古桥换新颜`])
  const event = DATES(w)
  return {
    headline: [title], ranks: { kicker: null, title, subtitle: null, column: null }, bylineLine: '', byline: names.map((name) => ({ role: '摄', name })), eventDate: event.date, people: [], paragraphs: [],
    caption: `${event.printed}${town}的田野里一片忙碌，村民正抢抓晴好天气收割晾晒。${sentence(w, topic)}`, credit: w.pick([`${names.join(' ')}/摄`, `${names.join(' ')} 摄`]),
  }
}

/** What goes onto the page, in order. */
interface Item { readonly text: string; readonly kind: 'headline' | 'byline' | 'text' | 'caption' | 'furniture'; readonly goesOn?: boolean; readonly starts?: boolean }

/** Cuts a text into columns' pieces, now and then, in the middle of a line; on one page in five into short ones, anywhere. */
function pieces(w: Writer, text: string): string[] {
  if (w.finely) return finePieces(w, text)
  const cuts: string[] = []
  let rest = text
  while (rest.length > 110 && w.chance(0.55)) {
    let at = w.between(40, rest.length - 40)
    while (at < rest.length - 20 && (/[。！？；：”’）》，、]/u.test(rest[at] ?? '') || /[。！？：”）（“《\s]/u.test(rest[at - 1] ?? ''))) at++
    cuts.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...cuts, rest]
}

function finePieces(w: Writer, text: string): string[] {
  const cuts: string[] = []
  let rest = text
  while (rest.length > 60) {
    const at = w.between(18, 58)
    // After a whole sentence nobody could tell a cut from the end of a paragraph.
    const moved = /[。！？”]/u.test(rest[at - 1] ?? '') ? at + 3 : at
    cuts.push(rest.slice(0, moved))
    rest = rest.slice(moved)
  }
  return [...cuts, rest]
}

export function fictionalPage(seed: number): FictionalPage {
  const random = seeded(seed)
  const date = new Date(Date.UTC(2019 + Math.floor(random() * 5), Math.floor(random() * 12), 1 + Math.floor(random() * 28))).toISOString().slice(0, 10)
  const w = new Writer(random, date)
  const layout = LAYOUTS[seed % LAYOUTS.length] ?? 'blank lines'
  const items: Item[] = []
  const reports: TrueReport[] = []
  for (let count = w.between(3, 7); count > 0; count--) {
    const isPhoto = w.chance(0.15)
    const draft = isPhoto ? photoDraft(w) : reportDraft(w)
    const lostEnd = !isPhoto && w.chance(0.12)
    // The lost beginning of another report stands where the end was lost; what is left of it opens like a paragraph.
    put(w, items, draft, lostEnd ? cutEnd(w, draft) : false, reports)
    if (lostEnd && w.chance(0.3)) putFragment(w, items, reports)
  }
  return rendered(w, layout, date, items, reports)
}

function cutEnd(w: Writer, draft: Draft): boolean {
  const last = draft.paragraphs.at(-1) ?? ''
  let at = w.between(Math.floor(last.length * 0.4), last.length - 8)
  while (at > 20 && /[。！？；：”’）》，、“（]/u.test(last[at - 1] ?? '')) at--
  if (draft.paragraphs.length < 2 || at <= 20) return false
  draft.paragraphs[draft.paragraphs.length - 1] = last.slice(0, at)
  return true
}

function put(w: Writer, items: Item[], draft: Draft, lostEnd: boolean, reports: TrueReport[]): void {
  const mentioned = draft.people.filter(({ name }) => (draft.paragraphs.join('') + draft.caption).includes(name))
  reports.push({ ...draft.ranks, byline: draft.byline, eventDate: draft.eventDate, people: mentioned, paragraphs: draft.paragraphs, caption: draft.caption || null, incomplete: lostEnd ? 'end' : null })
  draft.headline.forEach((text, index) => items.push({ text, kind: 'headline', starts: index === 0 }))
  if (draft.bylineLine) items.push({ text: draft.bylineLine, kind: 'byline' })
  for (const paragraph of draft.paragraphs) putPieces(w, items, paragraph)
  if (draft.caption) items.push({ text: `${draft.caption} ${draft.credit}`, kind: 'caption' })
}

function putPieces(w: Writer, items: Item[], paragraph: string, starts = false): void {
  const cut = pieces(w, paragraph)
  cut.forEach((text, index) => items.push({ text, kind: 'text', goesOn: index < cut.length - 1, starts: starts && index === 0 }))
}

function putFragment(w: Writer, items: Item[], reports: TrueReport[]): void {
  const topic = w.pick(ABOUT)
  const speaker = w.name()
  const paragraphs = [`座谈会上，${speaker}表示，${sentence(w, topic)}`, sentence(w, topic) + sentence(w, topic)]
  reports.push({ kicker: null, title: null, subtitle: null, column: null, byline: [], eventDate: null, people: [{ name: speaker, title: null }], paragraphs, caption: null, incomplete: 'start' })
  paragraphs.forEach((paragraph, index) => putPieces(w, items, paragraph, index === 0))
}

const squeezed = (text: string): string => text.replace(/\s+/gu, '')

function rendered(w: Writer, layout: Layout, date: string, items: readonly Item[], reports: readonly TrueReport[]): FictionalPage {
  let letters = ''
  let text = ''
  const breaks: { at: number; goesOn: boolean }[] = []
  const starts: number[] = []
  const measure = w.between(18, 30)
  const furniture = layout === 'pdf' || w.chance(0.2)
  if (furniture) text += `${w.county.slice(0, 2)}日报\n${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日 星期${w.pick([...'一二三四五六日'])}\n\n`
  for (const item of items) {
    if (item.starts) starts.push(letters.length)
    const indent = (layout === 'word' || layout === 'pdf') && item.kind === 'text' && !items[items.indexOf(item) - 1]?.goesOn ? '　　' : ''
    const lines = layout === 'pdf' && (item.kind === 'text' || item.kind === 'caption') ? wrapped(indent + item.text, measure) : [indent + item.text]
    for (const [index, line] of lines.entries()) {
      text += `${line}\n`
      letters += squeezed(line)
      const isLast = index === lines.length - 1
      if (item.kind === 'text') breaks.push({ at: letters.length, goesOn: !isLast || item.goesOn === true })
      if (layout === 'pdf' && !isLast && w.chance(0.02)) text += `\n- ${w.between(1, 8)} -\n\n`
    }
    if (layout === 'blank lines' || (layout === 'pdf' && item.kind !== 'headline' && !item.goesOn && w.chance(0.2))) text += '\n'
  }
  if (furniture && w.chance(0.5)) text += `\n责任编辑：${w.name()}\n`
  return { layout, date, text, reports, letters, breaks: breaks.slice(0, -1), starts }
}

/** Lines of a measure, counted in full widths; no line begins with punctuation that closes. */
function wrapped(text: string, measure: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const character of text) {
    if (widthIn(line) + widthIn(character) > measure && !/[，。、；：！？”’）》]/u.test(character)) {
      const opening = /[“（《]+$/u.exec(line)?.[0] ?? ''
      lines.push(line.slice(0, line.length - opening.length))
      line = opening
    }
    line += character
  }
  return line ? [...lines, line] : lines
}

const widthIn = (text: string): number => [...text].reduce((width, character) => width + (character < '\u0250' ? 0.5 : 1), 0)
