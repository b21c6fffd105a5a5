export { iconIco, iconPng, iconSvg } from './icons'
export { outline, type Outline, type OutlineOptions } from './outline'
export { SHARE_PICTURE, shareCardLines, shareCardPng, type PlacedLine, type ShareCard } from './shareCard'
