import type { ArticleView, WithdrawnView } from '@/lib/views'
import { asSentence, noteSign } from '@/lib/archive'
import { Citation } from './Citation'
import { HeadlineText } from './HeadlineText'
import { PageFrame } from './PageFrame'
import { Photo } from './Photo'

/** One report with its apparatus. */
export function ArticlePage({ view }: { readonly view: ArticleView }) {
  return (
    <PageFrame frame={view.frame} footer={<p>原文照录，改字处均附校勘记。{view.inferred && '出版日期系推定。'}</p>}>
      <main id="main" className="wrap">
        <article className="art">
          <Crumb view={view} />
          <ArticleHeader view={view} />
          <div className="cols">
            <ArticleBody view={view} />
            <Apparatus view={view} />
          </div>
        </article>
        <Neighbours view={view} />
      </main>
    </PageFrame>
  )
}

function Crumb({ view: { date, issueAddress, place } }: { readonly view: ArticleView }) {
  return (
    <nav className="crumb" aria-label="所在位置">
      <a href={issueAddress}><time dateTime={date.iso}>{date.text}</time>{place && <> <span>{place}</span></>}</a>
    </nav>
  )
}

function ArticleHeader({ view }: { readonly view: ArticleView }) {
  const { column, kicker, title, subtitle, byline, wordCount, draft } = view
  return (
    <header>
      {draft && <p className="col">草稿，尚未发布</p>}
      {column && <p className="col"><HeadlineText runs={column} /></p>}
      {kicker && <p className="yin"><HeadlineText runs={kicker} /></p>}
      <h1><HeadlineText runs={title} /></h1>
      {subtitle && <p className="fu"><HeadlineText runs={subtitle} /></p>}
      <p className="meta">{[byline, `${wordCount}字`].filter(Boolean).join('　')}</p>
    </header>
  )
}

function ArticleBody({ view: { blocks, footnotes, photos, lostBefore, lostAfter } }: { readonly view: ArticleView }) {
  return (
    <div className="body">
      {lostBefore && <p className="gap" role="note">{lostBefore}，以下为残文</p>}
      {photos.map((photo, index) => <figure key={index}><Photo photo={photo} /></figure>)}
      {blocks.length > 0 && <div dangerouslySetInnerHTML={{ __html: blocks.join('\n') }} />}
      {lostAfter && <p className="gap" role="note">原文至此中断，{lostAfter}</p>}
      {footnotes && <div dangerouslySetInnerHTML={{ __html: footnotes }} />}
    </div>
  )
}

function Apparatus({ view }: { readonly view: ArticleView }) {
  const { people, topics, corrections, note, source, related, citation } = view
  return (
    <aside className="side" aria-label="附录">
      {people.length > 0 && <People people={people} />}
      {topics.length > 0 && (
        <section>
          <h2>专题</h2>
          <p className="tags">{topics.map(({ address, text }) => <a key={address} href={address}>{text}</a>)}</p>
        </section>
      )}
      {related.map(({ topic, articles }) => (
        <section key={topic.address}>
          <h2>{topic.text}的其他报道</h2>
          <ul className="more">{articles.map(({ address, text }) => <li key={address}><a href={address}>{text}</a></li>)}</ul>
        </section>
      ))}
      {(corrections.length > 0 || note || source) && <Corrections corrections={corrections} note={note} source={source} />}
      {citation && <Citation citation={citation} />}
    </aside>
  )
}

function People({ people }: Pick<ArticleView, 'people'>) {
  return (
    <section>
      <h2>文中人物</h2>
      <ul className="who">
        {people.map(({ address, text, title }) => <li key={address}><a href={address}>{text}</a>{title && <span>{title}</span>}</li>)}
      </ul>
      {people.some(({ title }) => title) && <p className="note">职务照录本文当日称谓。</p>}
    </section>
  )
}

function Corrections({ corrections, note, source }: Pick<ArticleView, 'corrections' | 'note' | 'source'>) {
  const noted = corrections.length > 0 || note !== undefined
  return (
    <section>
      <h2>{noted ? '校勘记' : '底本'}</h2>
      {corrections.map(({ number, field, printed, corrected, reason, marked }) => (
        <p className="note" id={`n${number}`} key={number}>
          <b>{noteSign(number)}{corrected}</b>　{field}，底本作“{printed}”。{asSentence(reason)}
          {marked && <a href={`#r${number}`} aria-label={`回到正文${noteSign(number)}处`}>↩</a>}
        </p>
      ))}
      {note && <p className="note">{note}</p>}
      {source && <p className="note">{noted ? `底本：${source}` : source}</p>}
    </section>
  )
}

function Neighbours({ view: { previous, next } }: { readonly view: ArticleView }) {
  if (!previous && !next) return null
  return (
    <nav className="pn" aria-label="上下篇">
      {previous && <a href={previous.address} rel="prev"><small>{previous.label}</small><b><HeadlineText runs={previous.title} /></b></a>}
      {next && <a href={next.address} rel="next"><small>{next.label}</small><b><HeadlineText runs={next.title} /></b></a>}
    </nav>
  )
}

/** What stands where a report was taken back. */
export function WithdrawnPage({ view: { frame, withdrawn } }: { readonly view: WithdrawnView }) {
  const { title, date, reason, issueAddress, issueDate } = withdrawn
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap plain">
        <h1>稿件已撤回</h1>
        <p>《{title}》，原载{issueAddress ? <a href={issueAddress}>{issueDate.text}</a> : issueDate.text}，已于<time dateTime={date.iso}>{date.text}</time>撤回。</p>
        <p>撤回原因：{reason}</p>
      </main>
    </PageFrame>
  )
}
