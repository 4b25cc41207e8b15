/** What stands in one of two answers and not in the other by nature: where it is, whose address it is, what is made anew. */
type Own = { path: string; address: string }

/** All that somebody sees of an answer, without what is its own: of two that tell nothing apart, these are equal. */
export function shapeOf({ status, headers }: Response, pages: string[], { path, address }: Own): string {
  return [status, [...headers.keys()].sort(), ...pages]
    .join('\n')
    .replaceAll(path, 'PATH')
    .replaceAll(path.replace(/^\//, '').replaceAll('/', '-'), 'ID')
    .replaceAll(address, 'ADDRESS')
    .replace(/name="once" value="[^"]+"/g, 'ONCE')
}
