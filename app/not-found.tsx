import type { Metadata } from 'next'
import { PageFrame } from './components/PageFrame'
import { viewAt } from './source'
import './styles/lists.css'

export async function generateMetadata(): Promise<Metadata> {
  const { frame } = await viewAt()
  return { title: `没有这一页 · ${frame.name}`, robots: { index: false } }
}

export default async function NotFound() {
  const { frame } = await viewAt()
  return (
    <PageFrame frame={{ ...frame, current: undefined }}>
      <main id="main" className="wrap plain">
        <h1>没有这一页</h1>
        <p>地址可能抄错了，或者少了一截。可以从这里找：</p>
        <ul>
          <li><a href="/">最近一期</a></li>
          <li><a href="/calendar/">日历</a>：按出版日期查</li>
          <li><a href="/people/">人物</a>：按姓名拼音查</li>
          <li><a href="/topics/">专题</a>：按事情查</li>
        </ul>
      </main>
    </PageFrame>
  )
}
