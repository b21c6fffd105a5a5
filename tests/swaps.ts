/** What an editor may change in a file of content, here or there: a pattern, and what takes its place. */
export const SWAPS: readonly (readonly [RegExp, string])[] = [
  [/title: (.)/, 'title: 又$1'], [/kicker: (.)/, 'kicker: 再$1'], [/page: 1/, 'page: 2'], [/order: (\d)/, 'order: 1$1'], [/\n\n(.)/, '\n\n添字，$1'], [/topics: \[/, 'topics: [新话题, '],
  [/people:\n/, 'people:\n  - 余一: 站长\n'], [/: 场长/, ': 老场长'], [/甄实/g, '甄十'], [/王慧杰/g, '王慧洁'], [/number: /, 'number: 特'], [/要闻/, '头版'], [/noindex: .*/, ''],
  [/name: (.)/, 'name: 新$1'], [/---\n$/, '---\n\n按语。\n'], [/dateReason: /, 'dateReason: 又'], [/byline: .*/, 'byline: 记者 某某'], [/description: /, 'description: 又'], [/draft: true\n/, ''],
]
