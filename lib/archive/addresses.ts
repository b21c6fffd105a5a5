/** The addresses of DESIGN §2: ASCII, trailing slash, root-relative, forever. */

export const issueAddress = (date: string): string => `/issues/${date}/`
export const articleAddress = (id: string): string => `/articles/${id}/`
export const personAddress = (slug: string, year?: string): string => `/people/${slug}/${year ? `${year}/` : ''}`
export const topicAddress = (slug: string, year?: string): string => `/topics/${slug}/${year ? `${year}/` : ''}`
export const yearAddress = (year: string): string => `/calendar/${year}/`
