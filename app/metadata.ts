import type { Metadata, Viewport } from 'next'
import type { BaseView } from '@/lib/views'

/** Next's metadata from a view's head. Names with a colon are RDFa properties (Open Graph), which Next writes itself. */
export function metadataOf({ head, frame }: BaseView): Metadata {
  return {
    title: head.title,
    description: head.description,
    alternates: {
      canonical: head.canonical,
      types: head.alternates && Object.fromEntries(groupByType(head.alternates)),
    },
    robots: head.noindex ? { index: false, follow: true } : undefined,
    manifest: '/manifest.webmanifest',
    openGraph: {
      ...typed(head),
      title: head.title,
      description: head.description,
      url: head.canonical,
      siteName: frame.name,
      locale: openGraphLocale(frame.language),
      images: head.picture && [{ url: new URL(head.picture.address, head.canonical).href, alt: head.picture.alt }],
    },
    twitter: null,
    icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' }, apple: '/apple-touch-icon.png' },
    other: head.meta && Object.fromEntries(groupByName(head.meta)),
    formatDetection: { telephone: false },
  }
}

/** `language_TERRITORY` (ogp.me), which has no place for the script: `zh_CN` of `zh-Hans-CN`. */
function openGraphLocale(tag: string): string {
  const { language, region } = new Intl.Locale(tag)
  return region === undefined ? language : `${language}_${region}`
}

/** The type, and of an article what Next writes as `article:…` properties. */
function typed({ kind, meta = [] }: BaseView['head']): { type: 'website' | 'profile' } | { type: 'article'; publishedTime?: string; section?: string } {
  if (kind !== 'article') return { type: kind }
  const properties = new Map(meta)
  return { type: kind, publishedTime: properties.get('article:published_time'), section: properties.get('article:section') }
}

function groupByType(alternates: NonNullable<BaseView['head']['alternates']>): Map<string, { url: string; title: string }[]> {
  const groups = new Map<string, { url: string; title: string }[]>()
  for (const { type, title, address } of alternates) {
    groups.set(type, [...(groups.get(type) ?? []), { url: address, title }])
  }
  return groups
}

function groupByName(meta: NonNullable<BaseView['head']['meta']>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, content] of meta.filter(([key]) => !key.includes(':'))) groups.set(name, [...(groups.get(name) ?? []), content])
  return groups
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f5f1' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}
