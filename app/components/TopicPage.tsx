import type { ArticleEntry, TopicView, TopicsView } from '@/lib/views'
import { HeadlineText } from './HeadlineText'
import { PageFrame } from './PageFrame'
import { Periods } from './Periods'

/** The reports of a topic, newest first. */
export function TopicPage({ view }: { readonly view: TopicView }) {
  return (
    <PageFrame frame={view.frame}>
      <main id="main" className="wrap art">
        <div className="name topic">
          <h1>{view.name}</h1>
          <p>{view.period}报道{view.count}篇</p>
          {view.description && <p className="about">{view.description}</p>}
        </div>
        <div className="cols">
          <div className="tlw">
            {view.years.map(({ year, articles }) => (
              <section key={year}>
                <h2 className="yrh">{year}年</h2>
                <ol className="entries">{articles.map((article) => <Entry key={article.address} article={article} />)}</ol>
              </section>
            ))}
            <Periods periods={view.periods} />
            <p className="meta"><a href={`/search/?topic=${view.slug}`}>在这些报道里检索</a></p>
          </div>
          {view.people.length > 0 && (
            <aside className="side" aria-label="附录">
              <section>
                <h2>相关人物</h2>
                <ul className="tags">{view.people.map(({ address, text, count }) => <li key={address}><a href={address}>{text}</a> <span>{count}</span></li>)}</ul>
              </section>
            </aside>
          )}
        </div>
      </main>
    </PageFrame>
  )
}

function Entry({ article: { address, date, place, headline, excerpt } }: { readonly article: ArticleEntry }) {
  return (
    <li>
      <p className="meta"><time dateTime={date.iso}>{date.text}</time>{place && `　${place}`}</p>
      <h3 className="hd"><a href={address}><HeadlineText runs={headline} /></a></h3>
      {excerpt && <p className="q">{excerpt}</p>}
    </li>
  )
}

/** All topics. */
export function TopicsPage({ view: { frame, topics } }: { readonly view: TopicsView }) {
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap">
        <div className="yr"><h1>专题</h1><p>{topics.length}个</p></div>
        <ul className="topics">
          {topics.map(({ address, name, description, count, latest }) => (
            <li key={address}>
              <h2 className="hd"><a href={address}>{name}</a></h2>
              {description && <p>{description}</p>}
              <p className="meta">{count}篇　最近一篇刊于<time dateTime={latest.iso}>{latest.text}</time></p>
            </li>
          ))}
        </ul>
        {topics.length === 0 && <p>尚无专题。</p>}
      </main>
    </PageFrame>
  )
}
