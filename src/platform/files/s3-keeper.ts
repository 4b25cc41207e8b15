import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { type Keeper, MissingFile, type Range } from './keeper.ts'

/** A bucket of an S3-compatible service: `place` is s3://bucket or s3://bucket/beginning-of-names. */
type Bucket = { place: string; endpoint: string; region: string; key: string; secret: string }

const A_MINUTE = 60_000

/** Files in a bucket, for several machines. The service answers only when it has the whole content, whose hash is sent along. */
export function s3Keeper({ place, endpoint, region, key, secret }: Bucket): Keeper {
  const client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, region, service: 's3', retries: 3 })
  const addressOf = (sha256: string) => `${endpoint.replace(/\/$/, '')}/${place.slice('s3://'.length)}/${sha256}`
  const ask = (sha256: string, init: RequestInit) =>
    withinAMinute((signal) => client.fetch(addressOf(sha256), { ...init, redirect: 'error', signal }))
  return {
    async has(sha256) {
      const answer = await ask(sha256, { method: 'HEAD' })
      if (answer.status === 404) return false
      refuseFault(answer, 'HEAD')
      return true
    },
    async keep(sha256, content) {
      const headers = { 'x-amz-content-sha256': sha256, 'content-length': String(content.length) }
      const answer = await ask(sha256, { method: 'PUT', body: new Uint8Array(content), headers })
      await answer.body?.cancel()
      refuseFault(answer, 'PUT')
    },
    async open(sha256, range) {
      const answer = await ask(sha256, { headers: range ? { range: asHeader(range) } : {} })
      if (answer.status === 404) throw new MissingFile(sha256, place)
      refuseFault(answer, 'GET')
      return answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([])
    },
    async drop(sha256) {
      const answer = await ask(sha256, { method: 'DELETE' })
      await answer.body?.cancel()
      if (answer.status !== 404) refuseFault(answer, 'DELETE')
    },
  }
}

/** Until it begins to answer: how fast its answer is taken is the reader's affair. */
async function withinAMinute(act: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  const stopping = new AbortController()
  const timer = setTimeout(() => stopping.abort(), A_MINUTE)
  return act(stopping.signal).finally(() => clearTimeout(timer))
}

const asHeader = ({ start, end }: Range) => `bytes=${start}-${end}`

/** Its own words may name the bucket and the key, and do not belong in the log. */
function refuseFault({ ok, status }: Response, method: string) {
  if (!ok) throw new Error(`The storage of files answered ${status} to ${method}`)
}
