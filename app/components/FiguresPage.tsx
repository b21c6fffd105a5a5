import type { FigureCell, FiguresView, FigureView } from '@/lib/views'
import { Bars, Dots, Key, Matrix } from './charts'
import { Scroll } from './DataPage'
import { PageFrame } from './PageFrame'

/** The archive in numbers: each figure drawn, and beside it the same as a table whose numbers lead to the reports. */
export function FiguresPage({ view: { frame, counts, pages, people, topics, company } }: { readonly view: FiguresView }) {
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap">
        <div className="yr"><h1>统计</h1><p>{counts.issues}期 {counts.articles}篇</p></div>
        <p className="intro">本库报道{counts.articles}篇、{counts.characters.toLocaleString('en-US')}字，人物{counts.people}人，专题{counts.topics}个。表中各时段的数目都可以点开，看到背后的报道。</p>
        <section>
          <h2>各时段各版的报道</h2>
          <div className="fig"><Bars title="各时段各版的报道篇数" figure={pages} /><Table caption="报道篇数" first="版" figure={pages} keyed={pages.rows.length > 1} /></div>
        </section>
        <section>
          <h2>人物见报</h2>
          <div className="fig"><Dots title="人物在各时段的见报次数" figure={people} /><Table caption="见报次数，按事件日期" first="人物" figure={people} /></div>
        </section>
        <section>
          <h2>专题</h2>
          <div className="fig"><Dots title="专题在各时段的报道篇数" figure={topics} /><Table caption="报道篇数" first="专题" figure={topics} /></div>
        </section>
        <section>
          <h2>谁与谁同见一篇</h2>
          <div className="fig"><Matrix title="见报最多的人物，两两同见一篇的次数" company={company} /><Pairs pairs={company.pairs} /></div>
        </section>
      </main>
    </PageFrame>
  )
}

interface TableProps {
  readonly caption: string
  readonly first: string
  readonly figure: FigureView
  /** Rows show what the drawing beside shows them in. */
  readonly keyed?: boolean
}

function Table({ caption, first, figure: { columns, rows, totals, more }, keyed = false }: TableProps) {
  return (
    <div>
      <Scroll label={`${first}：${caption}`}>
        <table className="num">
          <caption>{caption}</caption>
          <thead><tr><th scope="col">{first}</th>{columns.map((column) => <th key={column} scope="col">{column}</th>)}<th scope="col">合计</th></tr></thead>
          <tbody>
            {rows.map(({ label, address, cells, total }, row) => (
              <tr key={label}>
                <th scope="row">{keyed && <Key row={row} />}{address ? <a href={address}>{label}</a> : label}</th>
                {cells.map((cell, index) => <Cell key={index} cell={cell} />)}
                <td>{total}</td>
              </tr>
            ))}
          </tbody>
          {totals && rows.length > 1 && (
            <tfoot><tr><th scope="row">合计</th>{totals.map((cell, index) => <Cell key={index} cell={cell} />)}<td>{totals.reduce((sum, { count }) => sum + count, 0)}</td></tr></tfoot>
          )}
        </table>
      </Scroll>
      {more > 0 && <p className="meta">另有{more}{first === '人物' ? '人' : '个'}未列。</p>}
    </div>
  )
}

function Cell({ cell: { count, address } }: { readonly cell: FigureCell }) {
  return <td>{address ? <a href={address}>{count}</a> : count || ''}</td>
}

function Pairs({ pairs }: Pick<FiguresView['company'], 'pairs'>) {
  return (
    <Scroll label="同见一篇的人物">
      <table>
        <caption>同见一篇的次数，与所见的报道</caption>
        <thead><tr><th scope="col">人物</th><th scope="col">次数</th><th scope="col">报道</th></tr></thead>
        <tbody>
          {pairs.map(({ people: [one, other], count, articles }) => (
            <tr key={one.address + other.address}>
              <th scope="row"><a href={one.address}>{one.text}</a>　<a href={other.address}>{other.text}</a></th>
              <td>{count}</td>
              <td><ul>{articles.map(({ address, text }) => <li key={address}><a href={address}>{text}</a></li>)}</ul></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
