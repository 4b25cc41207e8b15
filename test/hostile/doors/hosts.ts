import { listRoutes } from '../../../src/platform/http.ts'
import { expect, type Trial } from '../trial.ts'

const FOREIGN = [
  'evil.example',
  'copse.test.evil.example',
  'copse.test:81',
  'evil.example:80',
  'copse.test@evil.example',
  'COPSE.TEST.',
  'localhost',
  '127.0.0.1',
  '[::1]',
  'copse.test, evil.example',
]

/** Another Host is answered nowhere, and what a proxy header says of it stands in no page and leads nowhere. */
export const foreignHosts: Trial = {
  name: 'a foreign Host is answered with 421 on every route',
  async run({ world }, attempt) {
    const routes = listRoutes(world.web)
    for (const { method, path } of routes) {
      for (const host of FOREIGN) {
        const { status } = await world.web.request(`http://copse.test${path}`, { method, headers: { host } })
        expect(attempt, status === 421, `${method} ${path} of ${host}: ${status}`)
      }
    }
    const forwarded = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-host': 'evil.example' }
    for (const path of ['/', '/sign-in', '/communities', '/today', '/search?q=a']) {
      const answer = await world.request(null, path, { headers: { ...forwarded, 'x-original-url': '/me' } })
      const whole = `${[...answer.headers].join('\n')}${await answer.text()}`
      expect(attempt, !whole.includes('evil.example'), `${path} names the host of a forwarded header`)
    }
  },
}
