import type { SearchView } from '@/lib/views'
import { PageFrame } from './PageFrame'

/** The form; the script of the page (`lib/search/browser`) finds the elements by these ids and fills them. */
export function SearchPage({ view: { frame, reports, span, oldest, newest } }: { readonly view: SearchView }) {
  return (
    <PageFrame frame={frame} footer={<p>繁简、全角半角、大小写、引号括号与空格不作区别。空格隔开的词都要有；词前加“-”的不要有。</p>}>
      <main id="main" className="wrap search">
        <h1>检索</h1>
        {/* A year begins before the oldest issue: `min` and `max` are for the picker, and refuse nothing. */}
        <form id="search-form" className="find" action="/search/" role="search" noValidate>
          <input id="search-words" type="search" name="q" aria-label="要找的词" autoComplete="off" autoCapitalize="off" enterKeyHint="search" />
          <button>检索</button>
          <ul id="search-names" aria-label="人物与专题" hidden />
          <details id="search-filters">
            <summary>筛选</summary>
            <p className="dates">
              <label>从 <input type="date" name="from" min={oldest} max={newest} /></label>
              <label>到 <input type="date" name="to" min={oldest} max={newest} /></label>
            </p>
            <div id="search-facets" />
          </details>
        </form>
        <p id="search-status" role="status" tabIndex={-1} className="meta">{reports > 0 ? `共有${reports}篇报道，${span ?? ''}。` : '还没有报道。'}</p>
        <p id="search-chosen" className="tags" />
        <ol id="search-hits" />
        <p id="search-more" hidden><button type="button">再看十条</button></p>
        <noscript>
          <p>这里的检索要用到浏览器的脚本，您的浏览器没有启用。也可以这样找：</p>
          <ul className="plain">
            <li><a href="/calendar/">日历</a>：按出版日期查</li>
            <li><a href="/people/">人物</a>：按姓名拼音查</li>
            <li><a href="/topics/">专题</a>：按事情查</li>
          </ul>
        </noscript>
      </main>
      <script type="module" src="/search/search.js" />
    </PageFrame>
  )
}
