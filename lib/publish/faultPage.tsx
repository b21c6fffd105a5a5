import { renderToStaticMarkup } from 'react-dom/server'
import type { Diagnostic } from '../content'
import { countsOf } from './messages'

const STYLE = 'body{font:18px/1.7 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em}li{margin:1em 0}code{background:#eee8;padding:.1em .3em}'

/** What preview shows instead of the site while the content has errors; it reloads by itself once they are mended. */
export function faultPage(diagnostics: readonly Diagnostic[]): string {
  return `<!doctype html>${renderToStaticMarkup(<FaultList diagnostics={diagnostics} />)}`
}

function FaultList({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  return (
    <html lang="zh-Hans-CN">
      <head><meta charSet="utf-8" /><title>稿件有错误</title><style>{STYLE}</style><script src="/__reload.js" async /></head>
      <body>
        <h1>稿件有错误</h1>
        <p>{countsOf(diagnostics)}。改好存盘，这一页会自己更新。</p>
        <ol>
          {diagnostics.map(({ file, line, column, severity, rule, message, hint }, index) => (
            <li key={index}>
              <code>{file}:{line}:{column}</code> {severity === 'error' ? '错误' : '警告'} <code>{rule}</code><br />{message}<br />改法：{hint}
            </li>
          ))}
        </ol>
      </body>
    </html>
  )
}
