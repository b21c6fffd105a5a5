import { hash } from 'node:crypto'

/** Base64 digits of SHA-256 kept: 132 bits, far beyond chance. */
export const DIGITS = 22

/** Names bytes, or a text. */
export const digestOf = (content: string | Uint8Array): string => hash('sha256', content, 'base64').slice(0, DIGITS)
