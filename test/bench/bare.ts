import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The limit for a page: the same bytes, ready, from a server that does nothing else. */
process.once('message', (base64: string) => {
  const body = Buffer.from(base64, 'base64')
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
    response.end(body)
  })
  server.listen(0, 'localhost', () => process.send?.((server.address() as AddressInfo).port))
})
process.on('disconnect', () => process.exit(0))
