import type { PeriodView } from '@/lib/views'

/** Years, months or 旬 of a list too long for one page. */
export function Periods({ periods }: { readonly periods: readonly PeriodView[] }) {
  if (periods.length === 0) return null
  return (
    <nav aria-label="按时间">
      <ul className="tags">
        {periods.map(({ label, address, count }) => (
          <li key={label}>{address ? <a href={address}>{label}</a> : <b aria-current="page">{label}</b>}{count !== undefined && <> <span>{count}</span></>}</li>
        ))}
      </ul>
    </nav>
  )
}
