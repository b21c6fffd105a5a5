function refuse(): never {
  throw new TypeError('Cannot change a frozen Map')
}

/** What would change a Map. */
const CLOSED = { set: { value: refuse }, delete: { value: refuse }, clear: { value: refuse } }

/** Freezes in depth, Maps too, whose entries `Object.freeze` leaves open. Walks with a stack, not by recursion: the graph has cycles and, by neighbours, any depth. */
export function freeze<T extends object>(whole: T): T {
  const stack: object[] = []
  const push = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
    if (value instanceof Map) Object.defineProperties(value, CLOSED)
    stack.push(Object.freeze(value))
  }
  push(whole)
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (value instanceof Map) value.forEach(push)
    else if (Array.isArray(value)) value.forEach(push)
    else for (const key in value) push(value[key as keyof typeof value])
  }
  return whole
}
