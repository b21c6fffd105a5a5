/** Where readers report errors, as `archive.yaml` may write it. */
export interface Contact {
  readonly kind: 'mail' | 'web' | 'telephone'
  /** What a link to it leads to: `mailto:` (RFC 6068), the address itself, or `tel:` (RFC 3966). */
  readonly address: string
}

/** A mail address as HTML knows one (WHATWG, "valid e-mail address"), of a domain with a dot. */
const MAIL = /^([\w.!#$%&'*+/=?^`{|}~-]+)@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)$/iu
/** `0570-1234567`, `138 0000 0000`, `+86 (570) 123 4567`, `0570-1234567转801`. */
const TELEPHONE = /^(\+?[\d\s()（）-]+?)(?:\s*转\s*(\d{1,6}))?$/u

/** Of the address a newsroom gives, its kind and its link; `undefined` where it is none a reader could use. */
export function contactOf(written: string): Contact | undefined {
  const [, local, domain] = MAIL.exec(written) ?? []
  if (local !== undefined && domain !== undefined) return { kind: 'mail', address: `mailto:${encodeURIComponent(local).replaceAll('%2B', '+')}@${domain}` }
  if (/^https?:\/\/\S+$/iu.test(written) && URL.canParse(written)) return { kind: 'web', address: written }
  return telephone(written)
}

/** A number without `+` is as it is dialled in its own country; as nothing here tells which that is, it has no `phone-context`. */
function telephone(written: string): Contact | undefined {
  const [, number = '', extension] = TELEPHONE.exec(written) ?? []
  const digits = number.replace(/[^\d+]/gu, '')
  // E.164 has fifteen digits at most; 12345 and the like are numbers too.
  if (!/^\+?\d{3,15}$/u.test(digits)) return undefined
  return { kind: 'telephone', address: `tel:${digits}${extension === undefined ? '' : `;ext=${extension}`}` }
}
