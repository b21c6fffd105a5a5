import { Fragment } from 'react'
import type { PeopleView } from '@/lib/views'
import { PageFrame } from './PageFrame'

/** Everyone in the archive, by pinyin. */
export function PeoplePage({ view: { frame, letter, count, above, groups } }: { readonly view: PeopleView }) {
  return (
    <PageFrame frame={frame} footer={<p>按姓名归并，同名者可能不是一人。</p>}>
      <main id="main" className="wrap">
        <div className="yr"><h1>{above.length > 1 ? letter : letter ? `人物 ${letter}` : '人物'}</h1><p>{count}人</p></div>
        {above.length > 0 && <p className="crumb">{above.map(({ address, text }) => <Fragment key={address}><a href={address}>{text}</a> </Fragment>)}</p>}
        {(groups.length > 3 || groups.some(({ address }) => address)) && (
          <nav className="letters" aria-label="拼音字母">
            <ul>{groups.map((group) => <li key={group.letter}><a href={group.address ?? `#${group.letter}`}>{group.letter}</a></li>)}</ul>
          </nav>
        )}
        {groups.filter((group) => group.entries.length > 0).map((group) => (
          <section className="letter" key={group.letter} aria-labelledby={group.letter}>
            <h2 id={group.letter}>{group.letter}</h2>
            <ul className="names">{group.entries.map(({ address, text, count: times }) => <li key={address}><a href={address}>{text}</a> <span>{times}篇</span></li>)}</ul>
          </section>
        ))}
      </main>
    </PageFrame>
  )
}
