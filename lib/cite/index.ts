export { textDigest } from './fixity'
export { authorsOf, citationOf, fullTitle, onOneLine, type Citation } from './citation'
export { bibtex } from './bibtex'
export { cslJson } from './csl'
export { gbt2015, gbt2025 } from './gbt7714'
export {
  articleGraph, homeGraph, issueGraph, personGraph, topicGraph, type LinkedData,
} from './linkedData'
export { ris } from './ris'
export { metaTags, type MetaTag } from './meta'
export { instant } from './time'
