import { say } from '../faults/report.ts'
import { options } from '../support/harness-options.ts'
import { type Missing, runWithout } from '../support/test-build.ts'
import { LINES } from './report.ts'

/** A rule of the product, taken away in a copy of it; the line that is named must fail, or it is worth nothing. */
type Plant = Missing & { breaks: keyof typeof LINES }

const plants: Plant[] = [
  {
    name: 'everybody is let in',
    file: 'src/admission.ts',
    from: 'return isFull() ?',
    to: 'return !isFull ?',
    breaks: 'bounded',
  },
  {
    name: 'a refusal does not say when to come again',
    file: 'src/admission.ts',
    from: "{ 'Retry-After': '2' }",
    to: '{}',
    breaks: 'polite',
  },
  {
    name: 'a page that is not there keeps its place',
    file: 'src/admission.ts',
    from: 'inTurn(next)',
    to: 'inTurn(next).then(() => void (c.error && inTurn(() => new Promise(() => {}))))',
    breaks: 'beside',
  },
  {
    name: 'a form that is still on its way keeps its place',
    file: 'src/admission.ts',
    from: 'outOfTurn(() => limit(c, arrive))',
    to: 'limit(c, arrive)',
    breaks: 'beside',
  },
  {
    name: 'how the program is may be asked only in turn',
    file: 'src/web.tsx',
    from: "  web.get('/healthz'",
    to: "  web.use(refuseOverload)\n  web.get('/healthz'",
    breaks: 'health',
  },
  {
    name: 'a form is acknowledged before the commit',
    file: 'src/platform/action.ts',
    from: 'return db.transaction().execute((tx) => actOnce(tx, once, act))',
    // Not while the crowd’s queries are being prepared, which are looked at as soon as they are acknowledged.
    to: `if (process.uptime() < 15) return db.transaction().execute((tx) => actOnce(tx, once, act))
  return new Promise((resolve, reject) => {
    const work = (tx: Db) => actOnce(tx, once, act).then(async (result) => (resolve(result), await tick(), result))
    const tick = () => new Promise((done) => setTimeout(done, 50))
    db.transaction().execute(work).catch(reject)
  })`,
    breaks: 'early',
  },
  {
    name: 'a mail is acknowledged before it is kept',
    file: 'src/platform/mail/smtp-in.ts',
    from: 'await answer(done, () => takeMail({ db, program }, envelopeOf(session, recipients), stream, options))',
    to: 'await answer(done, async () => void takeMail({ db, program }, envelopeOf(session, recipients), stream, options))',
    breaks: 'early',
  },
]

/** The short form on each copy must fail at the line of the rule that is missing there. */
export async function tryPlants() {
  const wanted = plants.filter(({ name }) => !options.only || name.includes(options.only))
  for (const plant of wanted) {
    const said = await runWithout(plant, ['test/load/main.ts', '--short'])
    const isFound = said.includes(`FAILED ${LINES[plant.breaks]}`)
    say(isFound, `planted bug, ${plant.name}: found`, ['not found', ...said.split('\n')])
  }
}
