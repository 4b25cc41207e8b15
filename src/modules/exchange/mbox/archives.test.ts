import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { bringIn, fileOf, threadsOf, written } from './builders.ts'
import { UnreadableArchive } from './sources.ts'

const lists = join(process.env.TEST_DATA ?? join(import.meta.dirname, '../../../../../shared/data'), 'mailing-lists')
const skip = existsSync(lists) ? false : `${lists} is not there`

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const archives: [path: string, twins: number, broken: number][] = [
  ['imagej_devel_pipermail', 0, 0],
  ['ksummit-discuss-2019-2022.mbox', 1, 0],
  ['open-iscsi-googlegroups-2019-2020.mbox', 0, 0],
  ['usrp-users-2025H1.mbox', 0, 0],
  ['bigbang_test_mbox/2001-November.txt', 82, 0],
  ['bigbang_test_mbox/bigbang-dev-test.txt', 0, 0],
  ['bigbang_test_mbox/3GPP_mbox', 3, 1],
]

for (const [name, duplicates, broken] of archives) {
  test(`${name}: every message is somewhere, and hardly a sign is lost`, { skip }, async (t) => {
    const path = join(lists, name)
    const before = await countPosts()

    const { counts } = await bringIn(world, path)

    const messages = countStarts(path)
    assert.equal(counts.messages, messages)
    assert.deepEqual([counts.duplicates, counts.broken, counts.present], [duplicates, broken, 0])
    assert.equal(counts.added, messages - duplicates - broken)
    assert.equal((await countPosts()) - before, counts.added)
    assert.ok(counts.misread <= messages / 100, `${counts.misread} misread`)
    assert.ok(counts.threads < counts.added || counts.added < 60)
    t.diagnostic(
      `${counts.threads} threads, ${counts.authors} authors, ${counts.misread} with signs that were not read`,
    )
  })
}

for (const name of ['from-header-variations.txt', 'w3crawl-nonascii.html']) {
  test(`${name} is no archive, and says so`, { skip }, async () => {
    await assert.rejects(bringIn(world, join(lists, 'bigbang_test_mbox', name)), UnreadableArchive)
  })
}

test('no address stands where a name should, and none in a title', { skip }, async () => {
  const { db } = world
  const people = await db.selectFrom('person').select('name').execute()
  const threads = await db.selectFrom('thread').select('title').execute()
  assert.ok(people.length > 100 && threads.length > 100, `${people.length} people, ${threads.length} threads`)

  assert.deepEqual(
    people.filter(({ name }) => name.includes('@')),
    [],
  )
  assert.deepEqual(
    threads.filter(({ title }) => /\S+@\S+\.\w+/.test(title)),
    [],
  )
})

type Message = {
  message_id: string
  in_reply_to: string | null
  thread_id: string
  from_name: string
  from_email_hash: string
  date: string
  subject: string
  body: string
}

/**
 * The pages of these archives lost each “Re:”, so a mail without In-Reply-To is joined by their program where we see no
 * answer; and it leaves those alone that answer a missing mail, where we keep them together.
 */
for (const [name, least] of [
  ['r-sig-gui', 0.9],
  ['r-sig-networks', 1],
  ['r-sig-teaching', 0.9],
  ['r-ug-ottawa', 0.9],
] as const) {
  test(`${name}: threads as the archive's own program made them`, { skip }, async (t) => {
    const messages = readFileSync(join(lists, 'r-mailing-lists', `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Message)
    const { counts } = await bringIn(world, fileOf(world, messages.map(asWritten).join(''), `${name}.mbox`))

    assert.deepEqual([counts.messages, counts.added], [messages.length, messages.length])
    const { together, said, made } = await agreement(messages)
    t.diagnostic(
      `of pairs in one thread: ${percent(together / said)} of theirs, ${percent(together / made)} of ours are the other's`,
    )
    assert.ok(together / said >= least, percent(together / said))
    const answers = messages.filter(({ in_reply_to }) => messages.some((one) => in_reply_to?.includes(one.message_id)))
    assert.equal(answers.length, await countWithParents(messages))
  })
}

function asWritten({ message_id, in_reply_to, from_name, from_email_hash, date, subject, body }: Message) {
  const word = (text: string) => `=?utf-8?b?${Buffer.from(text ?? '').toString('base64')}?=`
  return written({
    id: message_id.replace(/^<|>$/g, ''),
    from: `${word(from_name)} <${from_email_hash.slice(0, 20)}@r.example>`,
    subject: word(subject),
    date: new Date(date).toUTCString(),
    body: body.replace(/^(>*From )/gm, '>$1'),
    more: `${in_reply_to ? `In-Reply-To: ${in_reply_to.replaceAll('\n', ' ')}\n` : ''}Content-Type: text/plain; charset=utf-8\n`,
  })
}

async function ourThreads(): Promise<Map<string, number>> {
  const rows = await world.db
    .selectFrom('archive_mail')
    .innerJoin('post', 'post.id', 'post_id')
    .select(['mark', 'thread_id'])
    .execute()
  return new Map(rows.map(({ mark, thread_id }) => [`<${mark}>`, thread_id]))
}

/** Pairs of messages: in one thread with both, with them, with us. */
async function agreement(messages: Message[]) {
  const ours = await ourThreads()
  const pairs = { together: 0, said: 0, made: 0 }
  for (const [at, one] of messages.entries()) {
    for (const other of messages.slice(at + 1)) {
      const theirs = one.thread_id === other.thread_id
      const same = ours.get(one.message_id) === ours.get(other.message_id)
      pairs.said += Number(theirs)
      pairs.made += Number(same)
      pairs.together += Number(theirs && same)
    }
  }
  return pairs
}

/** How many stand in one thread with the mail that they say they answer. */
async function countWithParents(messages: Message[]) {
  const ours = await ourThreads()
  return messages.filter(({ message_id, in_reply_to }) =>
    messages.some((one) => in_reply_to?.includes(one.message_id) && ours.get(one.message_id) === ours.get(message_id)),
  ).length
}

async function countPosts() {
  return (await threadsOf(world)).flat().length
}

function countStarts(path: string): number {
  if (statSync(path).isDirectory()) {
    return readdirSync(path).reduce((sum, name) => sum + countStarts(join(path, name)), 0)
  }
  return readFileSync(path, 'latin1').match(/^From .*\d\d:\d\d:\d\d \d{4}$/gm)?.length ?? 0
}

function percent(share: number) {
  return `${(share * 100).toFixed(1)} %`
}
