import type { ReactNode } from 'react'
import type { DataView } from '@/lib/views'
import { PageFrame } from './PageFrame'

/** The open data and what every field of it means. */
export function DataPage({ view }: { readonly view: DataView }) {
  const { frame, files, dictionary, example, feeds, rights } = view
  return (
    <PageFrame frame={frame}>
      <main id="main" className="wrap">
        <div className="yr"><h1>数据</h1></div>
        <p className="intro">全库文字与索引的开放数据，随网站一同生成，与页面所见一致。表格为 UTF-8 编码的 CSV，可直接用 Excel 打开；单元格开头若是 = + - @ 之类会被当作公式的符号，前面加了一个撇号（'）。{rights}</p>
        <section>
          <h2>下载</h2>
          <Scroll label="数据文件">
            <table className="num wide">
              <thead><tr><th scope="col">文件</th><th scope="col">内容</th><th scope="col">条数</th><th scope="col">大小</th><th scope="col">SHA-256</th></tr></thead>
              <tbody>
                {files.map(({ address, title, records, size, sha256 }) => (
                  <tr key={address}><th scope="row"><a href={address} download>{address.slice(6)}</a></th><td>{title}</td><td>{records}</td><td>{size}</td><td><code>{sha256}</code></td></tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <p>这张表的机读形式：<a href="/data/index.json">index.json</a>。</p>
        </section>
        <section>
          <h2>单篇与订阅</h2>
          <p>
            每篇报道的网址后加 index.json 得本篇数据，加 index.md 得 Markdown，加 cite.ris、cite.bib、cite.json 得引文
            {example && <>（<a href={`${example}index.json`}>例</a>）</>}；正文的段落、小标题、表格、图片依次编号，加 #p3 即引到其中第三个；正文不增减段落，编号不变。人物与专题的网址后加 feed.xml 或 feed.json 可以订阅。
          </p>
          {feeds.length > 0 && <p className="tags">{feeds.map(({ address, text }) => <a key={address} href={address}>{text}</a>)}</p>}
        </section>
        {dictionary.map((entry) => <Dictionary key={entry.file.address} entry={entry} />)}
      </main>
    </PageFrame>
  )
}

function Dictionary({ entry: { title, file, schema, fields } }: { readonly entry: DataView['dictionary'][number] }) {
  return (
    <section>
      <h2>{file.text}<small>{title}</small></h2>
      <Scroll label={`${file.text}的字段`}>
        <table className="wide">
          <thead><tr><th scope="col">字段</th><th scope="col">类型</th><th scope="col">说明</th></tr></thead>
          <tbody>
            {fields.map(({ name, type, optional, description }) => (
              <tr key={name}><th scope="row"><code>{name}</code></th><td>{type}{optional && '，可无'}</td><td>{description}</td></tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p><a href={schema}>JSON Schema</a></p>
    </section>
  )
}

/** A table too wide for a phone scrolls by itself; reachable by keyboard. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div className="scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>
}
