import type { Ground } from '../../leaks/ground.ts'
import type { Actor } from '../../world.ts'

type Sent = { actor: Actor; page: string; action: string; fields: Record<string, string> }

const NORTH = '/communities/north'

/** The forms of members and of those who work for a community, with these words wherever one writes. */
export function formsWith({ ana, ben, cho, dee, ned, talk, paths }: Ground, payloads: string[]): Sent[] {
  const body = payloads.join('\n\n')
  const line = (nth: number, most = 200) => (payloads[nth % payloads.length] ?? '').replace(/\s+/g, ' ').slice(0, most)
  const at = (page: string, fields: Sent['fields'], actor: Actor, action = page): Sent => ({
    ...{ actor, page, action, fields },
  })
  return [
    at(`${NORTH}/talk`, { title: line(0), body }, ben),
    at(`${NORTH}/talk`, { title: line(1), body }, ben, `${NORTH}/talk/preview`),
    at(talk.open, { body }, dee, `${talk.open}/posts`),
    at(`${NORTH}/queries/new`, { text: body.slice(0, 4000), purpose: line(2) }, cho),
    at(paths.gathering, { body, wish: 'name' }, cho, `${paths.gathering}/responses`),
    at(`${NORTH}/library/add`, item(line, body), ben, `${NORTH}/library`),
    at('/me/collections', { title: line(3), note: line(4) }, dee),
    at('/me/name', { name: `Cho ${line(5, 60)}` }, cho),
    at('/me/work', { organisation: line(6), designation: line(7), about: line(8) }, dee),
    at(`${NORTH}/invitation`, { name: line(9, 80), address: 'ida@example.org', why: line(10) }, ben),
    at(`${NORTH}/charter`, charter(line), ana),
    at('/network/convening-body', { name: line(11), role: line(12), site: line(13) }, ned),
  ]
}

function item(line: (nth: number) => string, body: string) {
  return {
    ...{ title: line(14), kind: 'story', why: line(15), body: body.slice(0, 10_000), trial: line(16) },
    ...{ choice: line(17), wrong: line(18), learned: line(19), link: line(20) },
  }
}

function charter(line: (nth: number) => string) {
  return {
    ...{ purpose: line(21), rationale: line(22), domain: line(23), for_whom: line(0), selection: line(1) },
    ...{ intended_outcomes: line(2), expect: line(3), not_expect: line(4), norms: line(5), joining: 'ask' },
  }
}
