/** CSP 3. Pages need their stylesheet and pictures; a form may go to the search page. */
export const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'"
/** The search page runs our own module, which fetches the index. */
export const SEARCH_POLICY = `${PAGE_POLICY}; script-src 'self'; connect-src 'self'`
