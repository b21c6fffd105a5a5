import type { DrawnName } from '@/lib/views'

interface MastheadProps {
  readonly name: string
  readonly drawn: DrawnName | undefined
}

/** The archive's name drawn from a Song face; as text where the face lacks a character. What it stands in says the name to screen readers. */
export function Masthead({ name, drawn }: MastheadProps) {
  if (!drawn) return <b className="drawn" aria-hidden="true">{name}</b>
  return <svg aria-hidden="true" viewBox={drawn.viewBox}><path d={drawn.path} /></svg>
}
