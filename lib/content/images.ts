import { basename, dirname, extname } from 'node:path/posix'
import { didYouMean, nearest } from './near'
import type { RuleName } from './rules'

/** A file to copy: from below the content folder to below the published site, without leading slash. */
export interface Asset {
  readonly from: string
  readonly to: string
}

/** What browsers of the last decade show; SVG is left out, for it can hold scripts. */
const FORMATS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif'])

/** What publishing draws for every report (`og:image`) lies there. */
const SHARE_CARD = 'share.png'

export const isImageFile = (path: string): boolean => FORMATS.has(extname(path).toLowerCase())

/** Why a picture cannot be shown. */
export interface ImageFault {
  readonly rule: RuleName
  readonly message: string
}

/**
 * The picture a report means by `src`: a file beside the report or in a folder below it, written with forward slashes.
 * It is published below the report's own address, so that a picture never outlives or outmoves its report.
 */
export function findImage(src: string, reportFile: string, articleId: string, files: ReadonlySet<string>): Asset | ImageFault {
  if (/^(?:[a-z]:|file:|\\)/iu.test(src) || /\\|%5c/iu.test(src)) return { rule: 'body-image-path', message: `“${src}”是自己电脑上的路径` }
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/iu.test(src)) return { rule: 'body-image', message: `图片“${src.slice(0, 60)}”不在报库里` }
  if (src.startsWith('/') || src.split('/').includes('..')) return { rule: 'body-image', message: `图片“${src}”不在这篇报道的文件夹里` }
  const path = src.replace(/^(?:\.\/)+/u, '')
  const from = `${dirname(reportFile)}/${path}`
  if (!isImageFile(from)) return { rule: 'body-image', message: `“${src}”不是网页能显示的图片` }
  if (path === SHARE_CARD) return { rule: 'body-image', message: `图片不能叫“${SHARE_CARD}”，程序为每篇报道画的分享图用这个名字；换一个名字，例如 photo.png` }
  if (files.has(from)) {
    if (/^[a-z0-9_-]+(?:[./][a-z0-9_-]+)*$/u.test(path)) return { from, to: `articles/${articleId}/${path}` }
    return { rule: 'body-image', message: `图片的文件名“${src}”只能用小写英文字母、数字和连字符` }
  }
  const other = [...files].find((file) => file.toLowerCase() === from.toLowerCase())
  if (other) return { rule: 'body-image-missing', message: `图片“${src}”与文件“${other}”的大小写不一致` }
  const beside = [...files].filter((file) => dirname(file) === dirname(from) && isImageFile(file)).map((file) => basename(file))
  return { rule: 'body-image-missing', message: `找不到图片“${src}”${didYouMean(nearest(basename(path), beside))}` }
}
