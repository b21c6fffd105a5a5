import type { ContentFolder } from '../lib/content'

/** A content folder in memory from texts by path; obviously invented, and never on disk below `content/`. */
export function folderOf(texts: Readonly<Record<string, string | Uint8Array>>): ContentFolder {
  const encoder = new TextEncoder()
  const entries = Object.entries({ 'archive.yaml': SITE, ...texts })
  const bytes = new Map(entries.map(([file, text]) => [file, typeof text === 'string' ? encoder.encode(text) : text]))
  return { name: 'content', files: [...bytes.keys()].sort(), bytes }
}

const SITE = 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构的报库，只用于测试。\n'

const SURNAMES = [...'甄贾梅柳秦石贺尤邢薛']
const GIVEN = [...'一二三四五六七八九十']
const PLACES = ['云山', '青溪', '白石', '望江', '松岭']
const ACTS = ['调研春耕备耕', '检查桥梁修缮', '慰问退休教师', '部署防汛演练', '参观农具展览']

/** `reports` invented reports, ten an issue, a day apart. */
export function syntheticFolder(reports: number): ContentFolder {
  const texts: Record<string, string> = {}
  for (let number = 0; number < reports; number++) {
    const date = new Date(Date.UTC(1990, 0, 1 + Math.floor(number / 10))).toISOString().slice(0, 10)
    texts[`issues/${date}/report-${number % 10}.md`] = syntheticReport(number, date)
  }
  return folderOf(texts)
}

function syntheticReport(number: number, date: string): string {
  const pick = (list: readonly string[], salt: number): string => list[(number * 7 + salt * 3) % list.length] ?? ''
  const people = [1, 2, 3].map((salt) => `${pick(SURNAMES, salt)}${pick(GIVEN, salt)}${GIVEN[(Math.floor(number / 10) + salt) % 10] ?? ''}`)
  const place = pick(PLACES, 1)
  const act = pick(ACTS, 2)
  const paragraphs = Array.from({ length: 6 }, (_, index) => (
    `会上，${people[index % 3] ?? ''}指出，要抓好第${number}号试验田的第${index + 1}项工作，做到“心中有数、脚下有路”，把虚构的事情写得像真的一样，长短也要相当。要坚持问题导向，逐条梳理，逐项落实，让${place}的乡亲看得见、摸得着。下一步，${place}将继续推进各项试验，不断总结经验，及时补齐短板。`
  ))
  return `---
title: ${people[0] ?? ''}到${place}${act}
kicker: 第${number}次虚构活动
date: ${date}
page: 1
order: ${number % 10 + 1}
people:
${people.filter((name, index) => people.indexOf(name) === index).map((name, index) => `  - ${name}${index === 0 ? ': 县长' : ''}`).join('\n')}
topics: [${act}]
---

本报讯（记者 某甲 某乙）昨日，县长${people[0] ?? ''}到${place}${act}，${people[1] ?? ''}、${people[2] ?? ''}参加。

${paragraphs.join('\n\n')}
`
}
