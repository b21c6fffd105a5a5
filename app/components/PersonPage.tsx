import type { AppearanceView, PersonView } from '@/lib/views'
import { HeadlineText } from './HeadlineText'
import { PageFrame } from './PageFrame'
import { Periods } from './Periods'

/** A person as the paper saw them: when, under what title, in which words. */
export function PersonPage({ view }: { readonly view: PersonView }) {
  return (
    <PageFrame frame={view.frame} footer={<p>本页只汇集报纸所载，不另作介绍。</p>}>
      <main id="main" className="wrap art">
        <div className="name">
          <h1>{view.name}</h1>
          <p>见报{view.count}次　{view.span}{view.aliases.length > 0 && `　又作${view.aliases.join('、')}`}</p>
        </div>
        <div className="cols">
          <div className="tlw">
            {view.years.map(({ year, appearances }) => (
              <section key={year}>
                <h2 className="yrh">{year}年</h2>
                <ol className="tl">{appearances.map((appearance) => <Appearance key={appearance.address} appearance={appearance} />)}</ol>
              </section>
            ))}
            <Periods periods={view.periods} />
            <p className="meta"><a href={`/search/?person=${view.slug}`}>在这些报道里检索</a></p>
          </div>
          <PersonNotes view={view} />
        </div>
      </main>
    </PageFrame>
  )
}

function Appearance({ appearance: { address, day, title, headline, sentence } }: { readonly appearance: AppearanceView }) {
  return (
    <li>
      <p className="when"><time dateTime={day.iso}>{day.text}</time>{title && <b>{title}</b>}</p>
      <h3 className="hd"><a href={address}><HeadlineText runs={headline} /></a></h3>
      {sentence && <blockquote className="q">{sentence[0]}<mark>{sentence[1]}</mark>{sentence[2]}</blockquote>}
    </li>
  )
}

function PersonNotes({ view: { titles, companions } }: { readonly view: PersonView }) {
  return (
    <aside className="side" aria-label="附录">
      {titles.length > 0 && (
        <section>
          <h2>称谓</h2>
          <ul className="who">
            {titles.map(({ title, count, days, address }) => <li key={title}><a href={address}>{title}</a><span>{count}次　{days}</span></li>)}
          </ul>
          <p className="note">职务照录报纸当日原文，不代表现任。日期为报道所记事件的日期；报道未记的，用出版日期。</p>
        </section>
      )}
      {companions.length > 0 && (
        <section>
          <h2>同篇出现</h2>
          <ul className="tags">{companions.map(({ address, text, count }) => <li key={address}><a href={address}>{text}</a> <span>{count}</span></li>)}</ul>
        </section>
      )}
      <section><p className="note">按姓名归并，同名者可能不是一人。</p></section>
    </aside>
  )
}
