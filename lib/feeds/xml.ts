import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces'

/** Characters XML 1.0 cannot hold even escaped (§2.2), and halves of surrogate pairs. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/**
 * Text as xmlbuilder2 is to be given it. It takes `&nbsp;` and `&#0;` in a text for references and leaves them as they
 * are, `&amp;` too: so each `&` is written as one here.
 */
export function xmlText(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd').replaceAll('&', '&amp;')
}

/** An XML document with one root element in a namespace. */
export function xmlRoot(name: string, namespace: string, attributes: Readonly<Record<string, string>> = {}): XMLBuilder {
  return create({ version: '1.0', encoding: 'UTF-8' }).ele(namespace, name, attributes)
}

export function writeXml(root: XMLBuilder): string {
  return `${root.doc().end({ prettyPrint: true })}\n`
}
