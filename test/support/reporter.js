import { inspect } from 'node:util'

/** Hands what happens on to node-tests.ts, a line of JSON each. It is JavaScript, since Node loads it before tsx. */
// biome-ignore lint/style/noDefaultExport: Node takes a reporter from there.
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:pass' || type === 'test:fail') yield `${JSON.stringify({ type, ...outcome(data) })}\n`
    if (type === 'test:stdout' || type === 'test:stderr') yield `${JSON.stringify({ type, ...data })}\n`
  }
}

function outcome({ file, name, nesting, skip, todo, details }) {
  const { error, duration_ms, type } = details
  const isInner = type === 'suite' || error?.failureType === 'subtestsFailed'
  const milliseconds = nesting === 0 ? duration_ms : 0
  return { file, name, skip, todo, isInner, milliseconds, error: error && inspect(error.cause ?? error, { depth: 8 }) }
}
