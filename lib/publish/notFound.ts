/** The page hosts show for an address that is not there; Next makes it in every build. It shows the frame of the site only. */
export const NOT_FOUND = '/404.html'
