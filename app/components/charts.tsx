import { Fragment } from 'react'
import type { FiguresView, FigureView } from '@/lib/views'

/** Units of the drawings: about the pixels of a phone, so that 15 units are readable there. */
const WIDTH = 400
const TEXT = 15
/** A digit's width. */
const DIGIT = 9

interface ChartProps {
  readonly title: string
  readonly figure: FigureView
}

/** What a drawing says, for those who do not see it: the table beside it says the rest. */
function describe(columns: readonly string[]): string {
  const [first, last] = [columns[0] ?? '', columns.at(-1) ?? '']
  return `${first === last ? first : `${first}至${last}`}；数目见旁边的表。`
}

/** One bar a column, its rows stacked from the first upwards. */
export function Bars({ title, figure: { columns, rows, totals = [] } }: ChartProps) {
  if (columns.length === 0) return null
  const height = 200
  const most = Math.max(...totals.map(({ count }) => count), 1)
  const step = WIDTH / columns.length
  const bar = Math.min(step * 0.8, 48)
  const numbered = step >= DIGIT * String(most).length + 4
  const left = (at: number): number => at * step + (step - bar) / 2
  const tops = columns.map(() => height + 20)
  return (
    <svg className="bars" role="img" aria-label={`${title}：${describe(columns)}`} viewBox={`0 0 ${WIDTH} ${height + 48}`}>
      {rows.map(({ label, cells }, row) => {
        const d = cells.map(({ count }, at) => {
          const tall = count / most * height
          const top = (tops[at] ?? 0) - tall
          tops[at] = top
          return count > 0 ? box(left(at), top + GAP, bar, Math.max(tall - GAP, 0.5)) : ''
        })
        return <path key={label} className={shadeOf(row)} d={d.join('')} />
      })}
      {columns.map((column, at) => (
        <Fragment key={column}>
          {numbered && <text x={round(left(at) + bar / 2)} y={round((tops[at] ?? 0) - 5)} textAnchor="middle">{totals[at]?.count || ''}</text>}
          {isLabelled(at, columns.length) && <text className="soft" x={edge(at, columns.length, left(at) + bar / 2)} y={height + 40} textAnchor={anchor(at, columns.length)}>{column}</text>}
        </Fragment>
      ))}
      <path className="axis" d={`M0 ${height + 20}h${WIDTH}`} />
    </svg>
  )
}

/** Paper between a row of a bar and the next. */
const GAP = 0.8

/** Rows that have a shade of their own (`s0` to `s3` in `figures.css`); those after them are drawn alike. */
const SHADES = 4

/** What a row of `Bars` is drawn in, and the key beside its name. */
const shadeOf = (row: number): string => `s${Math.min(row, SHADES)}`

/** The key to a row of `Bars`. */
export function Key({ row }: { readonly row: number }) {
  return <svg className="key" viewBox="0 0 12 12" aria-hidden="true"><rect className={shadeOf(row)} x={1} y={1} width={10} height={10} /></svg>
}

/** A row of dots a person or topic, the area of a dot by its count. */
export function Dots({ title, figure: { columns, rows } }: ChartProps) {
  if (rows.length === 0) return null
  const left = Math.min(190, Math.max(...rows.map(({ label }) => [...label].length)) * TEXT + 12)
  const step = (WIDTH - left) / columns.length
  const line = 24
  const most = Math.max(...rows.flatMap(({ cells }) => cells.map(({ count }) => count)), 1)
  const largest = Math.min(step, line) * 0.48
  return (
    <svg role="img" aria-label={`${title}：${describe(columns)}`} viewBox={`0 0 ${WIDTH} ${rows.length * line + 24}`}>
      {rows.map(({ label, cells }, row) => (
        <g key={label}>
          <path className="rule" d={`M${left} ${row * line + line / 2}H${WIDTH}`} />
          <text x={left - 8} y={row * line + line / 2 + TEXT * 0.36} textAnchor="end">{cut(label, Math.floor((left - 8) / TEXT))}</text>
          <path className="s0" d={cells.map(({ count }, at) => (count > 0 ? dot(left + (at + 0.5) * step, row * line + line / 2, Math.max(2, largest * Math.sqrt(count / most))) : '')).join('')} />
        </g>
      ))}
      {columns.map((column, at) => isLabelled(at, columns.length) && (
        <text key={column} className="soft" x={round(left + (columns.length === 1 ? 0.5 : at === 0 ? 0 : at + 1) * step)} y={rows.length * line + 18} textAnchor={anchor(at, columns.length)}>{column}</text>
      ))}
    </svg>
  )
}

interface MatrixProps {
  readonly title: string
  readonly company: FiguresView['company']
}

/** Who with whom: a square the darker, the more reports both are in. */
export function Matrix({ title, company: { names, counts } }: MatrixProps) {
  if (names.length < 2) return null
  const left = Math.min(106, Math.max(...names.map(({ text }) => [...text].length)) * TEXT + 32)
  const cell = (WIDTH - left) / names.length
  const most = Math.max(...counts.flat(), 1)
  const shadeAt = (row: number, column: number, count: number): string => (row === column ? 'self' : count === 0 ? 'none' : String(round(0.25 + 0.75 * (count / most))))
  const squares = counts.flatMap((inRow, row) => inRow.map((count, column) => ({ row, column, shade: shadeAt(row, column, count) })))
  return (
    <svg role="img" aria-label={`${title}；次数见旁边的表。`} viewBox={`0 0 ${WIDTH} ${round(names.length * cell + 20)}`}>
      {names.map(({ address, text }, row) => (
        <g key={address}>
          <text x={left - 24} y={round(20 + (row + 0.5) * cell + TEXT * 0.36)} textAnchor="end">{cut(text, 5)}</text>
          <text className="soft" x={left - 6} y={round(20 + (row + 0.5) * cell + TEXT * 0.36)} textAnchor="end">{row + 1}</text>
          <text className="soft" x={round(left + (row + 0.5) * cell)} y={14} textAnchor="middle">{row + 1}</text>
        </g>
      ))}
      {[...new Set(squares.map(({ shade }) => shade))].map((shade) => (
        <path
          key={shade} {...(Number(shade) > 0 ? { className: 's0', opacity: shade } : { className: shade })}
          d={squares.filter((square) => square.shade === shade).map(({ row, column }) => box(left + column * cell + 1, 20 + row * cell + 1, cell - 2, cell - 2)).join('')}
        />
      ))}
    </svg>
  )
}

/** The first and the last column carry their names; there is room for no more on a phone. */
const isLabelled = (at: number, columns: number): boolean => at === 0 || at === columns - 1
const anchor = (at: number, columns: number): 'start' | 'middle' | 'end' => (columns === 1 ? 'middle' : at === 0 ? 'start' : 'end')
const edge = (at: number, columns: number, middle: number): number => (columns === 1 ? round(middle) : at === 0 ? 0 : WIDTH)
const cut = (text: string, most: number): string => ([...text].length > most ? `${[...text].slice(0, Math.max(1, most - 1)).join('')}…` : text)
const round = (value: number): number => Math.round(value * 10) / 10

/** Pieces of a path. What is drawn alike is one path: elements of their own would be two thirds of the page. */
const box = (x: number, y: number, width: number, height: number): string => `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h-${round(width)}z`
/** An arc that ends beside its start, which to the eye is a circle. */
const dot = (x: number, y: number, radius: number): string => `M${round(x)} ${round(y - radius)}a${round(radius)} ${round(radius)} 0 1 1-.1 0z`
