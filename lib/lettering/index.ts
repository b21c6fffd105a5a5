export { iconPng, iconSvg } from './icons'
export { outline, type Outline, type OutlineOptions } from './outline'
