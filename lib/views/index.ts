export type * from './model'
export { listPages, viewOf, type PageRef, type Params, type RouteName } from './registry'
export { PARAMS_FILE, viewFile, viewsInFolder, type ViewSource } from './reader'
