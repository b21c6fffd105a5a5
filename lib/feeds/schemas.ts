import type { Archive } from '../archive'

/** The part of JSON Schema (2020-12) the data is described with; `description` is what the dictionary page shows. */
export interface Schema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  readonly description?: string
  readonly format?: 'date' | 'uri'
  readonly pattern?: string
  readonly enum?: readonly (string | number)[]
  readonly minimum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  readonly items?: Schema
}

const text = (description: string): Schema => ({ type: 'string', description })
const count = (description: string, minimum = 0): Schema => ({ type: 'integer', minimum, description })
const day = (description: string): Schema => ({ type: 'string', format: 'date', description })
const address = (description: string): Schema => ({ type: 'string', format: 'uri', description })
const oneOf = (values: readonly string[], description: string): Schema => ({ type: 'string', enum: values, description })
const list = (description: string, items: Schema): Schema => ({ type: 'array', description, items })
/** Every property is required but those named. */
const object = (description: string, properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object', description, properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})

const ID = '报道的标识，日期与文件名：2021-12-17/mengjiang-mounds'
const CERTAINTY = '出版日期的来历：printed 原报所载，inferred 推定'
const EVENT: Schema = { type: 'string', pattern: '^(\\d{4}-\\d{2}-\\d{2}(/\\d{4}-\\d{2}-\\d{2})?)?$', description: '所记事件的日期，ISO 8601；跨日写作起日/止日' }
const FIELDS = ['title', 'kicker', 'subtitle', 'column', 'text', 'caption', 'credit']
const LOST = '原文缺失的部分：start 上文，end 下文，both 上下文'

const photo = object('照片', {
  src: text('图片地址，从网站根目录算起；没有这一项的，照片没有保存下来'),
  alt: text('图片的文字说明'),
  caption: text('原报的图片说明'),
  credit: text('摄影署名，照原报'),
}, ['src', 'alt', 'caption', 'credit'])

const correction = object('校勘', {
  printed: text('底本原来的字'),
  corrected: text('改定的字'),
  in: oneOf(FIELDS, '所在：标题、引题、副题、栏题、正文、图片说明、摄影署名'),
  reason: text('改的理由'),
  number: count('在本篇中的序号', 1),
})

/** A line of `articles.jsonl`, and `index.json` beside each report. */
const article = object('报道', {
  id: text(ID),
  url: address('报道的网址'),
  date: day('出版日期'),
  dateCertainty: oneOf(['printed', 'inferred'], CERTAINTY),
  issueNumber: text('期号，照原报'),
  page: count('版', 1),
  pageName: text('版名'),
  order: count('在本版的次序，1 为头条；没有这一项的，稿件没有写', 1),
  title: text('主题；编者所拟的写在〔〕里'),
  titleSupplied: { type: 'boolean', description: '主题是否编者所拟' },
  kicker: text('引题'),
  subtitle: text('副题'),
  column: text('栏题'),
  byline: list('署名，按身份分组', object('一种身份的署名', { role: text('身份，如“记者”；没有写明的为空'), names: list('姓名', text('姓名')) })),
  dateline: object('电头', { printed: text('原文开头的电头全文'), agency: text('括号前的部分：本报讯') }),
  eventDate: object('所记事件的起止日期', { start: day('起日'), end: day('止日，当日为止') }),
  incomplete: oneOf(['start', 'end', 'both'], LOST),
  photos: list('照片', photo),
  corrections: list('校勘', correction),
  source: text('底本的文件名'),
  note: text('编者关于文字来历的说明'),
  wordCount: count('字数：正文与图片说明，不计空白'),
  excerpt: text('开头一段，不含电头'),
  formerly: list('曾用网址，从网站根目录算起', text('网址')),
  file: text('稿件在内容文件夹中的位置'),
  people: list('文中人物，按原文次序', object('人物', {
    slug: text('人物的标识'),
    name: text('姓名；同名者带括号说明'),
    url: address('人物页的网址'),
    title: text('本篇所载的职务称谓；没有这一项的，本篇没有写'),
    sentence: text('第一次提到的那一句'),
    named: list('姓名在那一句里的起点与终点：前面有几个 UTF-16 码元', count('位置')),
    anchor: text('第一次提到的段落'),
  }, ['title', 'sentence', 'named', 'anchor'])),
  topics: list('专题', object('专题', { slug: text('专题的标识'), name: text('专题名'), url: address('专题页的网址') })),
  text: text('全文，校勘之后，一段一行'),
  blocks: list('各段', object('段', {
    anchor: { type: 'string', pattern: '^p\\d+$', description: '锚：正文的段落、小标题、表格、图片依次编号，网址后加 #p3 即引到其中第三个；正文不增减段落，编号不变' },
    kind: oneOf(['paragraph', 'heading', 'list', 'quote', 'table', 'figure', 'code', 'rule', 'notes'], '段的种类'),
    text: text('文字，校勘之后'),
    html: text('HTML；其中的地址从网站根目录算起'),
    line: count('在稿件中的行号', 1),
  })),
}, ['issueNumber', 'page', 'pageName', 'order', 'kicker', 'subtitle', 'column', 'dateline', 'eventDate', 'incomplete', 'source', 'note'])

const person = object('人物', {
  slug: text('人物的标识，也是人物页网址的一段'),
  name: text('姓名；同名者带括号说明，全库唯一'),
  printedName: text('姓名，照原文'),
  aliases: list('原文的其他写法', text('写法')),
  disambiguation: text('与同名者的区别'),
  pinyin: list('姓名的拼音，不带调', text('音节')),
  noindex: { type: 'boolean', description: '人物页是否不入搜索引擎' },
  url: address('人物页的网址'),
  reports: count('见报篇数'),
  first: day('最早见报之日；报道写明事件日期的，用事件日期'),
  last: day('最近见报之日'),
  titles: list('所载职务称谓，新者在前', object('称谓', {
    title: text('称谓'), reports: count('篇数', 1), first: day('最早'), last: day('最近'),
  })),
}, ['disambiguation', 'first', 'last'])

/** Columns of the tables, in order. Numbers are written as digits; an empty cell means not known. */
const articleRow = object('报道', {
  id: text(ID),
  url: address('报道的网址'),
  date: day('出版日期'),
  date_certainty: oneOf(['printed', 'inferred'], CERTAINTY),
  issue_number: text('期号，照原报'),
  page: { type: 'string', pattern: '^\\d*$', description: '版' },
  order: { type: 'string', pattern: '^\\d*$', description: '在本版的次序，1 为头条' },
  column: text('栏题'),
  kicker: text('引题'),
  title: text('主题；编者所拟的写在〔〕里'),
  subtitle: text('副题'),
  byline: text('署名；几种身份以“；”分开'),
  dateline: text('电头括号前的部分'),
  event_date: EVENT,
  people: text('文中人物，以“；”分开'),
  topics: text('专题，以“；”分开'),
  word_count: { type: 'string', pattern: '^\\d+$', description: '字数' },
  incomplete: oneOf(['', 'start', 'end', 'both'], LOST),
  corrections: { type: 'string', pattern: '^\\d+$', description: '校勘处数' },
  text: text('全文，校勘之后，一段一行；只有照片的为图片说明'),
})

const appearance = object('一人在一篇报道里', {
  article: text('报道的标识'),
  date: day('出版日期'),
  event_date: EVENT,
  person: text('姓名'),
  person_slug: text('人物的标识'),
  title: text('本篇所载的职务称谓'),
  paragraph: text('第一次提到的段落，如 p3；在图片说明里的为空'),
  sentence: text('第一次提到的那一句'),
})

const correctionRow = object('一处校勘', {
  article: text('报道的标识'),
  url: address('校勘记的网址'),
  date: day('出版日期'),
  number: { type: 'string', pattern: '^\\d+$', description: '在本篇中的序号' },
  field: oneOf(FIELDS, '所在：标题、引题、副题、栏题、正文、图片说明、摄影署名'),
  paragraph: text('正文的段落，如 p3；不在正文的为空'),
  printed: text('底本原来的字'),
  corrected: text('改定的字'),
  reason: text('改的理由'),
})

/** By name of the schema's file. */
export const SCHEMAS = {
  article, 'article-row': articleRow, appearance, person, correction: correctionRow,
} as const

export type SchemaName = keyof typeof SCHEMAS

/** Root-relative address of a schema. */
export const schemaAddress = (name: SchemaName): string => `/data/schemas/${name}.json`

/** A schema as published. */
export function publishedSchema({ site }: Archive, name: SchemaName): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: site.url + schemaAddress(name), ...SCHEMAS[name] }
}
