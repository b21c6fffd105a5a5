import type { DrawnName } from '@/lib/views'

interface MastheadProps {
  readonly name: string
  readonly drawn: DrawnName | undefined
}

/** The archive's name drawn from a Song face; as text where the face lacks a character. */
export function Masthead({ name, drawn }: MastheadProps) {
  if (!drawn) return <b className="drawn">{name}</b>
  return <svg aria-hidden="true" viewBox={drawn.viewBox}><path d={drawn.path} /></svg>
}
