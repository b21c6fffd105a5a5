export { check, type Checked } from './check/check'
export { fix, type Mended } from './check/fix'
export { asGithub, asText } from './check/print'
