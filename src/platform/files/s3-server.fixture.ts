import { mkdirSync } from 'node:fs'
// @ts-expect-error: it has no types.
import S3rver from '@20minutes/s3rver'

/** A real S3 server of this machine, which checks signatures; for tests. */
export async function s3Server(directory: string) {
  mkdirSync(directory, { recursive: true })
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory },
    configureBuckets: [{ name: 'copse' }],
  })
  const { port } = await server.run()
  return {
    settings: {
      COPSE_FILES: 's3://copse',
      COPSE_FILES_ENDPOINT: `http://127.0.0.1:${port}`,
      COPSE_FILES_KEY: 'S3RVER',
      COPSE_FILES_SECRET: 'S3RVER',
    },
    stop: () => server.close() as Promise<void>,
  }
}
