import type { ReactNode } from 'react'
import type { FrameView } from '@/lib/views'
import { Masthead } from './Masthead'
import { SearchForm } from './SearchForm'

const NAVIGATION = [
  { key: 'home', href: '/', text: '本期' },
  { key: 'calendar', href: '/calendar/', text: '日历' },
  { key: 'people', href: '/people/', text: '人物' },
  { key: 'topics', href: '/topics/', text: '专题' },
  { key: 'search', href: '/search/', text: '检索' },
] as const

interface PageFrameProps {
  readonly frame: FrameView
  /** The issue page's own masthead, below the navigation; other pages carry the small one in the bar. */
  readonly masthead?: ReactNode
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** Navigation above, notes and links below: the same on every page. */
export function PageFrame({ frame, masthead, footer, children }: PageFrameProps) {
  return (
    <>
      <a className="vh skip" href="#main">跳到正文</a>
      <header className="wrap">
        <nav className="bar" aria-label="主导航">
          {masthead
            ? <span className="meta">报纸文字档案</span>
            : <a className="logo" href="/" aria-label={`${frame.name} 首页`}><Masthead name={frame.name} drawn={frame.logo} /></a>}
          <ul>
            {NAVIGATION.map(({ key, href, text }) => (
              <li key={key}><a href={href} aria-current={frame.current === key ? 'page' : undefined}>{text}</a></li>
            ))}
          </ul>
        </nav>
        <div className="ww" />
        {masthead}
      </header>
      {children}
      <footer className="foot wrap">
        {frame.current !== 'search' && <SearchForm />}
        {footer}
        {frame.rights && <p>{frame.rights}</p>}
        <nav aria-label="页脚"><a href="/calendar/">按日期查</a><a href="/corrections/">校勘</a><a href="/figures/">统计</a><a href="/data/">数据</a><a href="/about/">体例</a>{frame.report && <a href={frame.report}>纠错</a>}</nav>
      </footer>
    </>
  )
}
