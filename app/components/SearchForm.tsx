/** A plain form that goes to the search page: it needs no script. */
export function SearchForm() {
  return (
    <form className="find" action="/search/" role="search">
      <input type="search" name="q" aria-label="检索全文" />
      <button>检索</button>
    </form>
  )
}
