import type { ReactNode } from 'react'
import { viewAt } from './source'

export { viewport } from './metadata'

/** `npm run dev` serves this script: it reloads the page when a content file changes. Never published. */
const reload = process.env.NODE_ENV === 'development' ? <script src="/__reload.js" async /> : null

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { frame } = await viewAt()
  return (
    <html lang={frame.language}>
      <body>
        {children}
        {reload}
      </body>
    </html>
  )
}
