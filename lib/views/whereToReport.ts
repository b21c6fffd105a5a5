import { articleAddress, contactOf, type Article, type Site } from '../archive'

/** Where a reader says that something is wrong: in `article`, whose address is filled in, or somewhere. */
export function whereToReport({ contact, url }: Site, article?: Pick<Article, 'id'>): string | undefined {
  return article
    ? reportAddress(contact, `纠错 ${article.id}`, `${url}${articleAddress(article.id)}\n误：\n正：`)
    : reportAddress(contact, '纠错', '报道的网址：\n误：\n正：')
}

/** A mail or an issue with subject and text filled in; another address, or a telephone number, as it is; nothing where the newsroom gives none. */
export function reportAddress(contact: string | undefined, subject: string, body: string): string | undefined {
  const { kind, address } = (contact === undefined ? undefined : contactOf(contact)) ?? {}
  if (address === undefined) return undefined
  // Lines of a mail end with CRLF (RFC 6068 §5).
  if (kind === 'mail') return `${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`
  const url = new URL(address)
  const fields = FORGES[url.hostname]
  if (!fields || !/\/issues(?:\/new)?\/?$/.test(url.pathname)) return address
  const form = `${url.origin}${url.pathname.replace(/(?:\/new)?\/?$/, '')}/new`
  return `${form}?${fields[0]}=${encodeURIComponent(subject)}&${fields[1]}=${encodeURIComponent(body)}`
}

/** What forges call the title and the text of a new issue in its address. */
const FORGES: Readonly<Record<string, readonly [title: string, text: string]>> = {
  'github.com': ['title', 'body'],
  'codeberg.org': ['title', 'body'],
  'gitlab.com': ['issue[title]', 'issue[description]'],
  'gitee.com': ['issue[title]', 'issue[description]'],
}
