/** A content folder of invented reports on disk, as long and as linked as a county paper's; the same seed gives the same bytes. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from '../fictionalArchive'

/** Reports an issue: 25,000 reports make some 1,700 issues. */
const PER_ISSUE = 15
/** Days between issues: three a week. */
const DAYS = [2, 2, 3]
/** Of all reports: one person is in 12 % (3,000 of 25,000), one topic in 32 % (8,000 of 25,000). */
const OFTEN = { person: 0.12, topic: 0.32 }

// Characters of one reading and of no other's, so that no two names share an address.
const SURNAMES = [...'甄贾梅柳秦石贺尤邢薛陶姜谭邹熊陆郝孔白邱侯邵孟龙段雷汤尹黎武赖龚文庞樊兰殷施']
const GIVEN = [...'一二三四五六七八九十百千春夏东南西北山川林木金水火土天地风云雨雪星光明青红黄蓝']
const TOPICS = ['春耕', '防汛', '修渠', '植树', '桥梁', '学堂', '医馆', '夜校', '茶园', '渔汛', '秋收', '冬训', '乡道', '古树', '书市', '灯会', '竹编', '陶窑', '水车', '粮仓']
const PLACES = ['云山', '青溪', '白石', '望江', '松岭', '竹坞', '梅渡', '荷塘', '枫桥', '芦湾']
const DEEDS = ['调研春耕备耕', '检查桥梁修缮', '慰问退休教师', '部署防汛演练', '参观农具展览', '督办学堂屋面', '走访夜校学员', '试航新渡船', '验收三号水渠', '商议茶园轮采']
const TITLES = ['县长', '副县长', '镇长', '校长', '站长', '场长', '馆长', '队长']
const OPENERS = ['会上', '座谈中', '在现场', '随后', '交流时', '总结时', '回程途中', '午后']
const VERBS = ['指出', '强调', '表示', '介绍', '建议', '回忆', '提醒', '认为']
const CLAUSES = [
  '要把虚构的事情写得像真的一样', '长短也要相当', '做到“心中有数、脚下有路”', '逐条梳理，逐项落实', '让乡亲们看得见、摸得着', '这一季的试验一共分三步走',
  '水渠的第一段已经通水', '桥面的木板全部换过一遍', '夜校的灯要比去年多亮一个时辰', '先试、后量、再记，一条也不能少', '种子按编号分装，袋口写明日期', '凡是量过的苗都挂上竹牌',
  '去年的办法今年未必管用', '茶园轮采以后，老树有了歇息', '学堂的屋面赶在雨前修好', '渡船试航三趟，没有一趟误点', '农具展览看的人多，问的人更多', '账目贴在墙上，谁都可以核对',
  '遇到拿不准的，先问问老人', '下一步的经费还要再商议', '各组之间每旬互相检查一次', '今年的雨水比常年多了两成', '山上的路修到了第七个弯', '这个数字还要再复核一遍',
]

export interface FictionalContent {
  readonly reports: number
  readonly issues: number
  /** Path of a report in the middle of the archive, below the folder. */
  readonly middle: string
  /** Path of one in the newest issue. */
  readonly newest: string
  /** Date of the next issue. */
  readonly next: string
}

/** Writes `reports` invented reports into a folder, which is emptied first. */
export function writeFictionalContent(folder: string, reports: number, seed = 1): FictionalContent {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'archive.yaml'), 'name: 虚构县报\nurl: https://fictional.example\ndescription: 全为虚构，只用于测量。\n')
  const writer = new Writer(reports, seed)
  let date = new Date(Date.UTC(2010, 0, 4))
  let issues = 0
  const files: string[] = []
  for (let first = 0; first < reports; first += PER_ISSUE) {
    files.push(...writer.writeIssue(folder, iso(date), Math.min(PER_ISSUE, reports - first)))
    date = new Date(date.getTime() + (DAYS[issues++ % DAYS.length] ?? 2) * 86_400_000)
  }
  return { reports, issues, middle: files[files.length >> 1] ?? '', newest: files.at(-1) ?? '', next: iso(date) }
}

/** Adds one more issue of `reports` reports. */
export function writeFictionalIssue(folder: string, date: string, reports: number, seed = 2): void {
  new Writer(1000, seed).writeIssue(folder, date, reports)
}

const iso = (date: Date): string => date.toISOString().slice(0, 10)

class Writer {
  readonly #random: () => number
  readonly #people: number
  #lastClause = ''

  constructor(reports: number, seed: number) {
    this.#random = randomFrom(seed)
    this.#people = Math.max(20, Math.floor(reports / 4))
  }

  writeIssue(folder: string, date: string, reports: number): string[] {
    mkdirSync(join(folder, 'issues', date), { recursive: true })
    return Array.from({ length: reports }, (_, nth) => {
      const file = `issues/${date}/report-${nth + 1}.md`
      writeFileSync(join(folder, file), this.#report(date, nth))
      return file
    })
  }

  #report(date: string, nth: number): string {
    const people = this.#persons()
    const [first = '', ...others] = people
    const [place, deed] = [this.#pick(PLACES), this.#pick(DEEDS)]
    const topics = [...new Set([...(this.#random() < OFTEN.topic ? ['县政'] : []), this.#pick(TOPICS)])]
    const title = this.#pick(TITLES)
    const kicker = this.#random() < 0.3 ? `kicker: ${place}第${nth + 1}次虚构活动\n` : ''
    const lead = `本报讯（记者 ${this.#name(901)} ${this.#name(902 + nth)}）昨日，${title}${first}到${place}${deed}${others.length > 0 ? `，${others.join('、')}参加` : ''}。${this.#sentence(people)}`
    const paragraphs = Array.from({ length: 2 + Math.floor(this.#random() ** 2 * 9) }, () => Array.from({ length: 2 + Math.floor(this.#random() * 3) }, () => this.#sentence(people)).join(''))
    return `---\ntitle: ${first}到${place}${deed}\n${kicker}date: ${date}\npage: ${Math.floor(nth / 4) + 1}\norder: ${nth % 4 + 1}\npeople:\n`
      + `${people.map((name, index) => `  - ${name}${index === 0 ? `: ${title}` : ''}\n`).join('')}topics: [${topics.join(', ')}]\n---\n\n${[lead, ...paragraphs].join('\n\n')}\n`
  }

  #persons(): string[] {
    const wanted = 1 + Math.floor(this.#random() ** 2 * 7)
    const picked = Array.from({ length: wanted }, () => this.#name(1 + Math.floor(this.#random() ** 3 * this.#people)))
    return [...new Set([...(this.#random() < OFTEN.person ? [this.#name(0)] : []), ...picked])]
  }

  #name(nth: number): string {
    const at = <T>(list: readonly T[], index: number): T | string => list[index % list.length] ?? ''
    return `${at(SURNAMES, nth)}${at(GIVEN, Math.floor(nth / SURNAMES.length) + nth)}${at(GIVEN, Math.floor(nth / 7) + 3)}`
  }

  #sentence(people: readonly string[]): string {
    const said = Array.from({ length: 2 + Math.floor(this.#random() * 3) }, () => this.#clause()).join('，')
    return this.#random() < 0.4 ? `${this.#pick(OPENERS)}，${this.#pick(people)}${this.#pick(VERBS)}，${said}。` : `${said}。`
  }

  /** Never the one before: a clause printed twice running is a fault `check` finds. */
  #clause(): string {
    const others = CLAUSES.filter((clause) => clause !== this.#lastClause)
    return this.#lastClause = this.#pick(others)
  }

  #pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.#random() * list.length)]
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }
}
