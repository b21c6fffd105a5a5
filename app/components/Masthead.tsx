import { outline } from '@/lib/lettering'

interface MastheadProps {
  readonly name: string
  /** Drawn 24 px high: fewer digits of outline are needed. */
  readonly small?: boolean
}

/** The archive's name drawn from a Song face; as text where the face lacks a character. */
export function Masthead({ name, small }: MastheadProps) {
  const drawn = outline(name, small ? { unitsPerEm: 72 } : undefined)
  if (!drawn) return <b className="drawn">{name}</b>
  return <svg aria-hidden="true" viewBox={drawn.viewBox}><path d={drawn.path} /></svg>
}
