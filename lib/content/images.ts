import { dirname, extname } from 'node:path/posix'

/** A file to copy: from below the content folder to below the published site, without leading slash. */
export interface Asset {
  readonly from: string
  readonly to: string
}

/** What browsers of the last decade show; SVG is left out, for it can hold scripts. */
const FORMATS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif'])

export const isImageFile = (path: string): boolean => FORMATS.has(extname(path).toLowerCase())

/**
 * The picture a report means by `src`: a file beside the report or in a folder below it, written with forward slashes.
 * It is published below the report's own address. A `string` instead tells what is wrong, in Chinese.
 */
export function findImage(src: string, reportFile: string, articleId: string, files: ReadonlySet<string>): Asset | string {
  if (/^[a-z][a-z0-9+.-]*:/iu.test(src)) return /^[a-z]:/iu.test(src) && !/^[a-z]{2,}:/iu.test(src) ? `“${src}”是自己电脑上的路径` : `“${src}”不在报库里`
  if (src.includes('\\') || /%5c/iu.test(src)) return `“${src}”用了反斜杠 \\，是 Windows 的路径写法`
  if (src.startsWith('/') || src.split('/').includes('..')) return `“${src}”不在这篇报道的文件夹里`
  const path = src.replace(/^(?:\.\/)+/u, '')
  const from = `${dirname(reportFile)}/${path}`
  if (!isImageFile(from)) return `“${src}”不是图片文件`
  if (!/^[a-z0-9_-]+(?:[./][a-z0-9_-]+)*$/u.test(path)) return `图片文件名“${src}”只能用小写英文字母、数字和连字符`
  if (files.has(from)) return { from, to: `articles/${articleId}/${path}` }
  const other = [...files].find((file) => file.toLowerCase() === from.toLowerCase())
  return other ? `图片“${src}”的大小写与文件“${other}”不一致` : `找不到图片“${src}”`
}
