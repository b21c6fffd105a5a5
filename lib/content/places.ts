import { START, type Position } from './diagnostic'
import type { YamlMap, YamlValue } from './yaml'

/**
 * Where every value of a frontmatter stands, by its path: `title`, `people.0`, `photos.1.caption`.
 * Plain JSON, for what can only be found wrong once all files are known.
 */
export type Places = Readonly<Record<string, Position>>

export function placesOf(map: YamlMap): Places {
  const found: [string, Position][] = []
  const walk = (value: YamlValue, path: string): void => {
    if (path !== '') found.push([path, value.at])
    if (value.kind === 'list') value.items.forEach((item, index) => { walk(item, join(path, index)) })
    if (value.kind === 'map') for (const entry of value.entries) walk(entry.value, join(path, entry.key))
  }
  walk(map, '')
  return Object.fromEntries(found)
}

const join = (path: string, step: string | number): string => (path === '' ? String(step) : `${path}.${step}`)

/** The place of a value; of what holds it where the value itself is not written; else the head of the file. */
export function placeOf(places: Places, ...path: readonly (string | number)[]): Position {
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.')
    const place = Object.hasOwn(places, key) ? places[key] : undefined
    if (place) return place
  }
  return START
}
