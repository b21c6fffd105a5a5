import type { CalendarView, MonthView, YearView } from '@/lib/views'
import { HeadlineText } from './HeadlineText'
import { PageFrame } from './PageFrame'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** The years that have issues. */
export function CalendarPage({ view: { frame, years } }: { readonly view: CalendarView }) {
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap">
        <div className="yr"><h1>日历</h1><p>存报{years.reduce((sum, year) => sum + year.issues, 0)}期</p></div>
        <ul className="years">
          {years.map(({ year, address, issues, articles }) => (
            <li key={year}><a href={address}><b>{year}年</b> <span>{issues}期　{articles}篇</span></a></li>
          ))}
        </ul>
        {years.length === 0 && <p>尚无存报。</p>}
      </main>
    </PageFrame>
  )
}

/** One year, month by month. */
export function YearPage({ view }: { readonly view: YearView }) {
  const { year, issues, months, list, previous, next } = view
  return (
    <PageFrame frame={view.frame}>
      <main id="main" className="wrap">
        <div className="yr"><h1>{year}年</h1><p>存报{issues}期</p></div>
        <div className="months">
          {months.map((month) => <Month key={month.name} month={month} />)}
          {list.length > 0 && <IssueList list={list} />}
        </div>
        <nav className="tags" aria-label="年份">
          {previous && <a href={previous.address} rel="prev">{previous.text}</a>}
          <a href="/calendar/">全部年份</a>
          {next && <a href={next.address} rel="next">{next.text}</a>}
        </nav>
      </main>
    </PageFrame>
  )
}

function Month({ month: { name, issues, weeks } }: { readonly month: MonthView }) {
  if (weeks.length === 0) {
    return <section className={`month none${name.includes('至') ? ' run' : ''}`}><b>{name}</b><span>无存</span></section>
  }
  return (
    <section className="month">
      <table>
        <caption>{name}<span>{issues}期</span></caption>
        <thead><tr>{WEEKDAYS.map((day) => <th key={day} scope="col">{day}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week, row) => (
            <tr key={row}>
              {week.map((day, column) => (
                <td key={column}>{day && (day.address ? <a href={day.address} aria-label={day.label}>{day.day}</a> : day.day)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function IssueList({ list }: Pick<YearView, 'list'>) {
  return (
    <ol className="list">
      {list.map(({ address, label, headline }) => (
        <li key={address}><a href={address}><small>{label}</small><span className="hd"><HeadlineText runs={headline} /></span></a></li>
      ))}
    </ol>
  )
}
