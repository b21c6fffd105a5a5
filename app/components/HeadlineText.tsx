import { Fragment } from 'react'
import type { Headline } from '@/lib/views'
import { noteSign } from '@/lib/archive'

/** A headline with its places to break, and on the report's own page its correction marks. */
export function HeadlineText({ runs }: { readonly runs: Headline }) {
  return runs.map((run, index) => {
    switch (run.kind) {
      case 'text': return <Fragment key={index}>{run.text}</Fragment>
      case 'break': return <wbr key={index} />
      case 'corrected': return <span key={index} className="em">{run.text}</span>
      case 'note': return <NoteMark key={index} number={run.number} />
    }
  })
}

function NoteMark({ number }: { readonly number: number }) {
  return <sup><a href={`#n${number}`} id={`r${number}`} aria-label={`校勘记${number}`}>{noteSign(number)}</a></sup>
}
