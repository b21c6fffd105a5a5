import type { AboutView } from '@/lib/views'
import { asSentence } from '@/lib/archive'
import { PageFrame } from './PageFrame'

/** 体例: how the text was established, with this archive's own cases. */
export function AboutPage({ view }: { readonly view: AboutView }) {
  const { frame, counts, span, inferred, corrections, lacunae, publisher, contact } = view
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap plain">
        <h1>体例</h1>
        <p>{frame.name}收存报纸{counts.issues}期{span && `（${span}）`}、报道{counts.articles}篇，所见人物{counts.people}人，分{counts.topics}个专题。{publisher && `由${publisher}编印。`}</p>
        <section>
          <h2>文字</h2>
          <p>原文照录，不增不删。原文的特别写法、重复与疑似误字，凡无确据的，一律保留。标题、引题、副题、栏题、署名依原版；原版没有标题的，由编者拟题，写在〔〕里。因分栏而断开的段落已经接上。</p>
        </section>
        <section>
          <h2>日期</h2>
          <p>各期以出版日期编排。报样上没有日期的，据内容推定，并写明“日期系推定”与理由。人物页按报道所记事件的日期排列；报道没有写明的，用出版日期。</p>
          {inferred.entries.length > 0 && <ul>{inferred.entries.map(({ issue, reason }) => <li key={issue.address}><a href={issue.address}>{issue.text}</a>：{reason}</li>)}</ul>}
          {inferred.more > 0 && <p>另有{inferred.more}期，见<a href="/data/">数据</a>。</p>}
        </section>
        <section>
          <h2>校勘</h2>
          <p>确认是误字的才改。标题与正文里改过的字下有点线，图片说明与摄影署名里改过的只列在校勘记里，都注明底本原来的字与改的理由；不作说明的改动是没有的。全库共{counts.corrections}处。</p>
          {corrections.entries.length > 0 && (
            <ul>{corrections.entries.map(({ article, printed, corrected, reason }, index) => (
              <li key={index}><a href={article.address}>{article.text}</a>：“{printed}”改“{corrected}”。{asSentence(reason)}</li>
            ))}</ul>
          )}
          {corrections.more > 0 && <p>另有{corrections.more}处，见<a href="/corrections/">校勘</a>。</p>}
        </section>
        <section>
          <h2>缺文</h2>
          <p>底本缺失的文字不补，只在断处注明。没有保存下来的照片，留出位置并说明。</p>
          {lacunae.entries.length > 0 && <ul>{lacunae.entries.map(({ article, what }) => <li key={article.address}><a href={article.address}>{article.text}</a>：{what}</li>)}</ul>}
          {lacunae.more > 0 && <p>另有{lacunae.more}篇，见<a href="/data/">数据</a>。</p>}
        </section>
        <section>
          <h2>人物与专题</h2>
          <p>人物只录报纸所载，按姓名归并，同名者可能不是一人；职务是报纸当日的称谓，不代表现任。专题由编者归类。</p>
        </section>
        <section>
          <h2>保存</h2>
          <p>发表过的网址永远有效：改名、移动的报道，旧网址会转到新的；撤回的，网址说明已经撤回。每篇报道下面的 SHA-256 是全文的校验和：把本篇 index.json 里的 text（校勘之后的全文）按 UTF-8 编码算一遍，与它相同，文字就一个字也没有动过。全站文件的校验和在 <a href="/manifest-sha256.txt">manifest-sha256.txt</a>。</p>
          <p><a href="/archive-bag.zip" download>下载全库</a>：报道、照片、底本和格式说明，一个 BagIt 包（RFC 8493），任何文本编辑器都能打开。照片很多时另装几包，包里的 README.md 写着它们的名字。</p>
        </section>
        {contact && (
          <section>
            <h2>指出错误</h2>
            <p>发现与原报不合之处，请告知：<a href={contact.address}>{contact.text}</a></p>
          </section>
        )}
      </main>
    </PageFrame>
  )
}
