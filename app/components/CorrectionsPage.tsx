import type { CorrectionsView } from '@/lib/views'
import { asSentence } from '@/lib/archive'
import { PageFrame } from './PageFrame'

/** Every correction in public: what was printed, what stands, why, and where. */
export function CorrectionsPage({ view: { frame, count, entries, feed, report } }: { readonly view: CorrectionsView }) {
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap">
        <div className="yr"><h1>校勘</h1><p>{count}处</p></div>
        <p className="intro">
          底本确有误字的才改，
          {count > entries.length
            ? <>这里列出最近的{entries.length}处，全部{count}处见 <a href="/data/corrections.csv">CSV</a>；凡其中未列的，与底本一字不差。</>
            : <>改过的都列在这里；凡未列出的，与底本一字不差。</>}
          {report && <>发现误字，请<a href={report}>告诉我们</a>。</>}
        </p>
        <ol className="fixes">
          {entries.map(({ article, date, place, field, printed, corrected, reason }) => (
            <li key={article.address}>
              <p className="fix"><del>{printed}</del> <span aria-hidden="true">→</span> <ins>{corrected}</ins></p>
              <p>{asSentence(reason)}</p>
              <p className="meta"><time dateTime={date.iso}>{date.text}</time>{place && ` ${place}`}　{field}　<a href={article.address}>{article.text}</a></p>
            </li>
          ))}
        </ol>
        {entries.length === 0 && <p>尚无校勘。</p>}
        <p className="tags">
          <a href="/data/corrections.csv">{count > entries.length ? `全部${count}处（CSV）` : '下载 CSV'}</a>
          {feed && <a href={feed}>订阅</a>}
        </p>
      </main>
    </PageFrame>
  )
}
