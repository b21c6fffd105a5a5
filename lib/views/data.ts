import { articleAddress, type Archive } from '../archive'
import { dataIndex, feedAddresses, schemaAddress, SCHEMAS, type Schema } from '../feeds'
import { frame, head } from './frame'
import type { DataView, LinkView } from './model'

const TYPES: Record<Schema['type'], string> = { object: '对象', array: '列表', string: '文字', integer: '整数', boolean: '真假' }

/** `/data/`: the open data, its sizes and sums, and what every field means. */
export function dataView(archive: Archive): DataView {
  const files = dataIndex(archive)
  const newest = archive.articles.at(-1)
  const { name, description, rights, url, language } = archive.site
  return {
    head: head(archive, {
      address: '/data/', title: '数据', description: '全部报道、人物见报、校勘的开放数据，附字段说明、字节数与校验和。',
      data: {
        '@context': 'https://schema.org', '@type': 'Dataset', '@id': `${url}/data/#dataset`,
        name, description, url: `${url}/data/`, inLanguage: language, ...(rights ? { copyrightNotice: rights } : {}),
        distribution: files.map(({ address, title, mediaType, size, sha256 }) => (
          { '@type': 'DataDownload', name: title, contentUrl: url + address, encodingFormat: mediaType, contentSize: `${size} B`, sha256 }
        )),
      },
    }),
    frame: frame(archive),
    files: files.map(({ address, title, records, size, sha256 }) => ({ address, title, records, size: sizeText(size), sha256 })),
    dictionary: files.map(({ address, title, schema }) => ({
      title, file: { address, text: fileName(address) }, schema: schemaAddress(schema), fields: fieldsOf(SCHEMAS[schema]),
    })),
    ...(newest ? { example: articleAddress(newest.id) } : {}),
    feeds: feedsOf(archive),
    ...(rights ? { rights } : {}),
  }
}

const fileName = (address: string): string => address.slice(address.lastIndexOf('/') + 1)

/** `59,226 字节` */
function sizeText(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} 字节`
}

/** Fields in order, those of lists and objects after their own with a dot between. */
function fieldsOf(schema: Schema, before = ''): DataView['dictionary'][number]['fields'] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { name: before + name, type: typeName(field), optional: !schema.required?.includes(name), description: field.description ?? '' },
    ...fieldsOf(field.items ?? field, `${before}${name}.`),
  ])
}

function typeName({ type, format, enum: values }: Schema): string {
  if (values) return values.filter((value) => value !== '').join('、')
  if (format === 'date') return '日期'
  if (format === 'uri') return '网址'
  return TYPES[type]
}

function feedsOf(archive: Archive): LinkView[] {
  if (archive.articles.length === 0) return []
  const { atom, json } = feedAddresses('/')
  return [
    { address: atom, text: 'Atom' },
    { address: json, text: 'JSON Feed' },
    ...(archive.articles.some(({ corrections }) => corrections.length > 0) ? [{ address: '/corrections/feed.xml', text: '校勘（Atom）' }] : []),
  ]
}
