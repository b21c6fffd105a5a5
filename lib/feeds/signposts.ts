import { articleAddress, issueAddress, topicAddress, type Archive } from '../archive'
import { fullTitle, onOneLine } from '../cite'
import { jsonFile, type SiteFile } from './file'

/** Reports `llms.txt` names: those of the newest issues, as far as they go. */
const NAMED = 50

/** `robots.txt` (RFC 9309): everything may be read; what must not be found says so itself. */
export function robotsTxt({ site }: Archive): SiteFile {
  return { path: 'robots.txt', bytes: `User-agent: *\nAllow: /\n\nSitemap: ${site.url}/sitemap.xml\n` }
}

/** `llms.txt` (llmstxt.org): what there is and where it lies in plain Markdown. */
export function llmsTxt(archive: Archive): SiteFile {
  const { site, issues, articles, people, topics } = archive
  const link = (text: string, address: string, words = ''): string => `- [${linkText(text)}](${site.url}${address})${words && `: ${words}`}`
  const newest = issues.toReversed().flatMap((issue) => issue.articles).slice(0, NAMED)
  const sections: [string, string[]][] = [
    ['数据', [
      link('articles.jsonl', '/data/articles.jsonl', '全部报道，一行一篇，含全文'),
      link('articles.csv', '/data/articles.csv', '全部报道'),
      link('appearances.csv', '/data/appearances.csv', '谁在哪篇报道里以什么称谓出现'),
      link('people.json', '/data/people.json', '人物'),
      link('corrections.csv', '/data/corrections.csv', '校勘'),
      link('数据说明', '/data/', '字段、字节数与 SHA-256'),
    ]],
    ['各期', issues.toReversed().slice(0, NAMED).map(({ date }) => link(date, issueAddress(date)))],
    ['专题', topics.filter((topic) => topic.articles.length > 0).slice(0, NAMED)
      .map(({ slug, name, description }) => link(name, topicAddress(slug), description && onOneLine(description)))],
    ['最近的报道', newest.map((article) => link(`${article.issue.date} ${fullTitle(article)}`, `${articleAddress(article.id)}index.md`))],
  ]
  const body = sections.filter(([, links]) => links.length > 0).map(([name, links]) => `## ${name}\n\n${links.join('\n')}\n`)
  const counts = `收存报纸${issues.length}期、报道${articles.length}篇，人物${people.length}人，专题${topics.length}个。每篇报道的地址后加 index.md 得 Markdown，加 index.json 得结构化数据。`
  return { path: 'llms.txt', bytes: `# ${site.name}\n\n> ${onOneLine(site.description)}\n\n${counts}\n\n${body.join('\n')}` }
}

/** Where the rules lie that the `Speculation-Rules` header names. */
export const SPECULATION_RULES = '/speculation-rules.json'

/**
 * What a browser may fetch before it is asked for (HTML §7.6): the page behind a link that is pointed at or pressed.
 * As a file named by a header, it needs no word in any page and no exception in its policy. Files and searches are left out.
 */
export function speculationRules(): SiteFile {
  const where = { and: [{ href_matches: '/*' }, { not: { href_matches: '/*.*' } }, { not: { href_matches: '/search/*' } }] }
  return jsonFile(SPECULATION_RULES.slice(1), { prefetch: [{ where, eagerness: 'moderate' }] })
}

/** Brackets would end a Markdown link's text. */
function linkText(text: string): string {
  return onOneLine(text).replace(/[\\[\]]/g, '\\$&')
}

/** `manifest.webmanifest` (W3C Web Application Manifest): the archive on a home screen. */
export function webManifest({ site }: Archive): SiteFile {
  return jsonFile('manifest.webmanifest', {
    name: site.name,
    short_name: site.name,
    description: site.description,
    lang: site.language,
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    background_color: '#f6f5f1',
    theme_color: '#f6f5f1',
    icons: [192, 512].map((size) => ({ src: `/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })),
  })
}
