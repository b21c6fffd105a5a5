import type { IssueView, PlacedStory, SheetView } from '@/lib/views'
import { Masthead } from './Masthead'
import { PageFrame } from './PageFrame'
import { Story } from './Story'

/** Names shown before the rest is folded away. */
const NAMES_SHOWN = 8

type Issue = NonNullable<IssueView['issue']>

/** The front page: the newest issue at `/`, and every issue at its own address. */
export function IssuePage({ view }: { readonly view: IssueView }) {
  const { frame, issue } = view
  if (!issue) return <EmptyArchive view={view} />
  return (
    <PageFrame frame={frame} masthead={<IssueMasthead name={frame.name} issue={issue} />} footer={<IssueNotes issue={issue} />}>
      <main id="main" className="wrap">
        {issue.sheets.length > 1 && <SheetNavigation sheets={issue.sheets} />}
        {issue.sheets.map((sheet) => <Sheet key={sheet.id} sheet={sheet} />)}
        {issue.people.length > 0 && <IssuePeople people={issue.people} />}
        <IssueNeighbours issue={issue} />
      </main>
    </PageFrame>
  )
}

function IssueMasthead({ name, issue }: { readonly name: string; readonly issue: Issue }) {
  const { date, weekday, lunar, number, summary, inferred } = issue
  return (
    <>
      <div className="mast">
        <h1><Masthead name={name} drawn={issue.masthead} /><span className="vh">{`${name} ${date.text}`}</span></h1>
        <p className="date">
          <strong><time dateTime={date.iso}>{date.text}</time></strong>
          <span>{[weekday, lunar, number].filter(Boolean).join('　')}</span>
          <span>{summary}{inferred !== undefined && <>{'　'}<a href="#inferred">日期系推定</a></>}</span>
        </p>
      </div>
      <div className="wu" />
    </>
  )
}

function IssueNotes({ issue }: { readonly issue: Issue }) {
  return (
    <>
      {issue.inferred !== undefined && <p id="inferred">{issue.inferred}</p>}
      {issue.noteHtml && <div dangerouslySetInnerHTML={{ __html: issue.noteHtml }} />}
      <p>原文照录，改字处均附校勘记。</p>
    </>
  )
}

function SheetNavigation({ sheets }: { readonly sheets: readonly SheetView[] }) {
  return (
    <nav aria-label="版次">
      <ul className="tags">{sheets.map(({ id, label }) => <li key={id}><a href={`#${id}`}>{label}</a></li>)}</ul>
    </nav>
  )
}

/** One 版; where there are several, with its name and the way to those before and after. */
function Sheet({ sheet }: { readonly sheet: SheetView }) {
  const { id, label, previous, next } = sheet
  return (
    <section id={id} className="issue" aria-label={label ?? '本期报道'}>
      {(previous ?? next) && (
        <p className="sheet">
          {label}
          {previous && <a href={previous.address}>{previous.text}</a>}
          {next && <a href={next.address}>{next.text}</a>}
        </p>
      )}
      {sheet.lead && <Story story={sheet.lead.story} className={`lead c${sheet.lead.span}`} />}
      {sheet.rail.length > 0 && (
        <div className="rail">{sheet.rail.map((story) => <Story key={story.address} story={story} />)}</div>
      )}
      {sheet.bands.map((band, index) => <Band key={index} band={band} />)}
    </section>
  )
}

function Band({ band }: { readonly band: readonly PlacedStory[] }) {
  return (
    <div className="band">
      {band.map(({ span, story }) => <Story key={story.address} story={story} className={`c${span}`} />)}
    </div>
  )
}

function IssuePeople({ people }: { readonly people: Issue['people'] }) {
  const name = ({ address, text, count }: Issue['people'][number]) => <li key={address}><a href={address}>{text}</a> <span>{count}篇</span></li>
  const folded = people.length > NAMES_SHOWN + 4
  return (
    <section aria-labelledby="people">
      <h2 className="h2" id="people">本期人物</h2>
      <ul className="tags">{(folded ? people.slice(0, NAMES_SHOWN) : people).map(name)}</ul>
      {folded && (
        <details>
          <summary>其余{people.length - NAMES_SHOWN}人</summary>
          <ul className="tags">{people.slice(NAMES_SHOWN).map(name)}</ul>
        </details>
      )}
    </section>
  )
}

function IssueNeighbours({ issue: { previous, next } }: { readonly issue: Issue }) {
  if (!previous && !next) return null
  return (
    <nav className="pn" aria-label="上下期">
      {previous && <a href={previous.address} rel="prev"><small>上一期</small><b>{previous.text}</b></a>}
      {next && <a href={next.address} rel="next"><small>下一期</small><b>{next.text}</b></a>}
    </nav>
  )
}

function EmptyArchive({ view: { frame, head } }: { readonly view: IssueView }) {
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap plain"><h1>{frame.name}</h1><p>{head.description}</p><p>尚无存报。</p></main>
    </PageFrame>
  )
}
