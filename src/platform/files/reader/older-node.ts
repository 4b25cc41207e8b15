/** What the reader of PDFs takes for granted and Node 20 does not have yet. */
function add(where: object, name: string, value: unknown) {
  if (!(name in where)) Object.defineProperty(where, name, { value, writable: true, configurable: true })
}

type Keyed<K, V> = { has(key: K): boolean; get(key: K): V; set(key: K, value: V): unknown }

function getOrInsert<K, V>(this: Keyed<K, V>, key: K, value: V): V {
  if (!this.has(key)) this.set(key, value)
  return this.get(key)
}

function getOrInsertComputed<K, V>(this: Keyed<K, V>, key: K, make: (key: K) => V): V {
  if (!this.has(key)) this.set(key, make(key))
  return this.get(key)
}

add(Promise, 'withResolvers', () => {
  const parts = {} as { resolve: (value: unknown) => void; reject: (reason: unknown) => void }
  const promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }))
  return { promise, ...parts }
})
add(
  Promise,
  'try',
  (act: (...given: unknown[]) => unknown, ...given: unknown[]) => new Promise((resolve) => resolve(act(...given))),
)
for (const { prototype } of [Map, WeakMap]) {
  add(prototype, 'getOrInsert', getOrInsert)
  add(prototype, 'getOrInsertComputed', getOrInsertComputed)
}
add(Uint8Array.prototype, 'toHex', function (this: Uint8Array) {
  return Buffer.from(this).toString('hex')
})
add(Uint8Array.prototype, 'toBase64', function (this: Uint8Array) {
  return Buffer.from(this).toString('base64')
})
add(Uint8Array, 'fromBase64', (text: string) => new Uint8Array(Buffer.from(text, 'base64')))
add(Math, 'sumPrecise', (numbers: Iterable<number>) => [...numbers].reduce((sum, one) => sum + one, 0))
add(URL, 'parse', (text: string, base?: string) => (URL.canParse(text, base) ? new URL(text, base) : null))
for (const [name, keeps] of [
  ['intersection', true],
  ['difference', false],
] as const) {
  add(Set.prototype, name, function (this: Set<unknown>, other: Set<unknown>) {
    return new Set([...this].filter((one) => other.has(one) === keeps))
  })
}
// Pictures are drawn with these; here nothing is drawn.
for (const name of ['DOMMatrix', 'Path2D', 'ImageData']) add(globalThis, name, class {})
