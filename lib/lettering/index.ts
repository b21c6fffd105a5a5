export { iconIco, iconPng, iconSvg } from './icons'
export { outline, type Outline, type OutlineOptions } from './outline'
export { SHARE_PICTURE, shareCardPng, shareCardSvg, type ShareCard } from './shareCard'
