/** What pages tell machines: feeds, meta tags, linked data, share pictures. */
import type { Archive, Article, Issue, Person, Topic } from '../archive'
import type { HeadView } from './model'

type MachineParts = Pick<HeadView, 'meta' | 'alternates' | 'picture' | 'data'>

export function issueLinks(_archive: Archive, _issue: Issue | undefined, _as: 'home' | 'issue'): MachineParts {
  return {}
}
export function articleLinks(_archive: Archive, _article: Article): MachineParts {
  return {}
}
export function personLinks(_archive: Archive, _person: Person): MachineParts {
  return {}
}
export function topicLinks(_archive: Archive, _topic: Topic): MachineParts {
  return {}
}
