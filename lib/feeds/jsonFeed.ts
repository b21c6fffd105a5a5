import { feedAddresses, type Feed } from './channel'

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function jsonFeed({ site, title, description, page, entries }: Feed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: site.url + page,
    feed_url: site.url + feedAddresses(page).json,
    icon: `${site.url}/icon-512.png`,
    favicon: `${site.url}/apple-touch-icon.png`,
    language: site.language,
    authors: [{ name: site.publisher ?? site.name }],
    items: entries.map(({ id, url, title: headline, summary, html, published, authors, categories }) => ({
      id,
      url,
      title: headline,
      ...(summary ? { summary } : {}),
      content_html: html,
      date_published: published,
      ...(authors.length > 0 ? { authors: authors.map((name) => ({ name })) } : {}),
      ...(categories.length > 0 ? { tags: categories } : {}),
    })),
  }
  return `${JSON.stringify(feed, null, 1)}\n`
}
