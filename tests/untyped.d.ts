/** What the tests use of packages that ship no types. */
declare module '@citation-js/core' {
  export const plugins: { readonly input: { readonly chain: (text: string) => unknown[] } }
}
declare module '@citation-js/plugin-bibtex'
declare module '@citation-js/plugin-csl'
declare module '@citation-js/plugin-ris/lib/ris.js' {
  /** Records by tag; a tag that stands more than once has a list. */
  export function parse(text: string): Record<string, string | string[] | undefined>[]
}
declare module 'bagit-tools' {
  interface Result { readonly type: string; readonly ok?: boolean; readonly name: string }
  export function verify(folder: string, options: { readonly version: string; readonly test: boolean }, done: (error: Error | null, valid: boolean, results: readonly Result[]) => void): void
}
declare module 'jsonld' {
  const jsonld: { readonly expand: (document: never, options: { readonly documentLoader: never }) => Promise<unknown> }
  export default jsonld
}
declare module 'ws' {
  export default class WebSocket {
    constructor(address: string)
    on(event: 'message', heard: (data: Buffer) => void): this
    once(event: 'open' | 'close' | 'error', heard: (error?: Error) => void): this
    send(text: string): void
  }
}
