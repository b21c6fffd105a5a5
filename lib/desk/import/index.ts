export { decodePage, type DecodedPage } from './decode'
export { importPage } from './importPage'
export type { Doubt, DoubtAbout, ImportedArticle, ImportedCredit, ImportedPage, ImportedPerson, ImportedPhoto, ImportOptions, Leftover } from './model'
export { planImport, type ImportPlan, type ImportRequest, type NewFile } from './plan'
