/** Freezes in depth. Walks with a stack, not by recursion: the graph has cycles and, by neighbours, any depth. */
export function freeze<T extends object>(whole: T): T {
  const stack: object[] = []
  const push = (value: unknown): void => { if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) stack.push(Object.freeze(value)) }
  push(whole)
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (value instanceof Map) value.forEach(push)
    else if (Array.isArray(value)) value.forEach(push)
    else for (const key in value) push(value[key as keyof typeof value])
  }
  return whole
}
