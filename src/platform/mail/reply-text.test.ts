import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributions, headerBlocks, likelyAttributions, mobileSignatures } from './reply-text/attributions.fixture.ts'
import { cutHtmlReply, cutReply } from './reply-text.ts'

const answer = 'We dug two wells in 2019 and tested them at 10:30 on Monday.\nBoth hold water.'

test('a tail without quote marks is cut below the attribution of any program and language', () => {
  const missed = attributions.filter(
    (line) => cutReply(`${answer}\n\n${line}\n\nWhat do you do in May?`).text !== answer,
  )

  assert.deepEqual(missed, [])
})

test('a quoted tail is cut below it, directly or after a blank line', () => {
  const all = [...attributions, ...likelyAttributions]
  const missed = all.filter(
    (line) => cutReply(`${answer}\n\n${line}\n> What do you do in May?\n>\n> Ana`).text !== answer,
  )
  const missedToo = all.filter((line) => cutReply(`${answer}\n${line}\n\n> What do you do in May?\n`).text !== answer)

  assert.deepEqual([...missed, ...missedToo], [])
})

test('an attribution that was wrapped over two or three lines goes as a whole', () => {
  const wrapped = attributions.flatMap((line) => {
    const spaces = [...line.matchAll(/ /g)].map(({ index }) => index)
    return [spaces[Math.floor(spaces.length / 2)], spaces.at(-1), line.indexOf('<') + 1].map(
      (at) => [line, at ?? 0] as const,
    )
  })
  const missed = wrapped
    .filter(([line, at]) => at > 0 && line.slice(0, at).length > 8)
    .map(([line, at]) => `${line.slice(0, at).trimEnd()}\n${line.slice(at).trimStart()}`)
    .filter((line) => cutReply(`${answer}\n\n${line}\n\n> What do you do in May?`).text !== answer)

  assert.deepEqual(missed, [])
})

test('header lines of a quoted mail are known in every language', () => {
  const missed = headerBlocks.filter(
    (block) => cutReply(`${answer}\n\n${block}\n\nWhat do you do in May?`).text !== answer,
  )

  assert.deepEqual(missed, [])
})

test('what phones add under an answer is cut, with a quote below it or without', () => {
  const missed = mobileSignatures.filter((line) => cutReply(`${answer}\n\n${line}\n`).text !== answer)
  const quoted = mobileSignatures.filter(
    (line) => cutReply(`${answer}\n\n${line}\n\n${attributions[0]}\n> May?`).text !== answer,
  )

  assert.deepEqual([...missed, ...quoted], [])
})

test('a person’s own words that resemble such lines stay', () => {
  const letters = [
    'On Monday we met the engineer.\nHe wrote:\n\nThe pump is broken.\n\nSo we waited until 12 March 2024.',
    'Dr Rao (rao@example.org) said on 12 March 2024:\n\n“Test every well.”\n\nWe did.',
    'From: the office of the collector\nTo: all blocks\nSubject: Fluoride\n\nPlease test all wells by May.',
    'Our timetable:\n\nFrom: Monday\nTo: Friday\n\nThat is all.',
    'Sent from my desk, it is easier than from the phone.',
    'I sent it from my office.\n\nMore tomorrow.',
    'Three points:\n\n- first\n- second\n\n-- not a signature\n\nThat is all.',
    'A table follows.\n\n-----------\n\nWells: 12\nTested: 9\n\nRegards',
    'Contacts that may help:\n\nDr A. Rao\nrao@example.org\n+91 98450 12345',
    'On the whole it worked:\n\nthe committee met every month.',
    'A: yes\nB: no\nDa: perhaps',
    'Q: Does it hold?\nA: It does.',
    'मैंने 12 फ़रवरी को लिखा था।\n\nकुएँ में पानी है।',
    'Date: 12 March 2024\nPlace: Rampur\nNumber of wells: 12',
  ]
  for (const letter of letters) assert.equal(cutReply(letter).text, letter)
})

test('answers point by point stay with the questions they answer, without names and addresses', () => {
  const mail = `${attributions[0]}\n\n> How deep are the wells?\n\nForty metres.\n\n> Who pays?\n\nThe block office.\n\n> Thanks, Ana\n`

  assert.equal(cutReply(mail).text, '> How deep are the wells?\n\nForty metres.\n\n> Who pays?\n\nThe block office.')
})

test('an answer below one whole quoted mail stands alone, and so does one above and below it', () => {
  assert.equal(cutReply(`${attributions[0]}\n> How deep?\n> Who pays?\n\nForty metres.`).text, 'Forty metres.')
  assert.equal(cutReply(`Hello\n\n${attributions[0]}\n> How deep?\n\nRegards, Rao`).text, 'Hello\n\nRegards, Rao')
})

test('a sentence quoted by hand stays above the answer to it', () => {
  assert.equal(cutReply('> Who pays?\nThe block office.').text, '> Who pays?\n\nThe block office.')
})

test('the last words of a long quoted line, broken out by a mail program, are part of the quote', () => {
  const long = '> The question that Ana asked in February was about fluoride in the wells of'
  assert.equal(cutReply(`Yes.\n\n${attributions[0]}\n${long}\nthe district.\n> Thanks`).text, 'Yes.')
})

test('an answer may share its line with the attribution', () => {
  assert.equal(cutReply(`Yes. On Wed, Apr 4, 2012 at 3:59 PM, ana@example.org wrote:\n> Hi`).text, 'Yes.')
  assert.equal(
    cutReply('Hello\nHow are you? On Nov 30, 2011, at 12:47 PM,\nAna <\nana@example.org> wrote:\n\n> Hi').text,
    'Hello\nHow are you?',
  )
})

test('what a gateway put on top of a mail is no part of it', () => {
  const banners = [
    'CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender.',
    '[EXTERNAL] This message came from an external source. Be careful with links.',
    'ACHTUNG: Diese E-Mail kommt von außerhalb. Öffnen Sie keine Anhänge unbekannter Absender.',
    "You don't often get email from ana@example.org. Learn why this is important<https://aka.ms/x>",
  ]
  for (const banner of banners) assert.equal(cutReply(`${banner}\n\n${answer}`).text, answer)
  const own = 'Caution: wells dug outside the village by an external company were dry.'
  assert.equal(cutReply(own).text, own)
})

test('a signature is cut, the greeting above it stays', () => {
  const signatures = [
    '-- \nAna Rao\nNorth',
    '--\nAna Rao',
    '—\nAna Rao',
    '-Ana Rao',
    '_______________________________________________\nnorth mailing list\nnorth@example.org\nhttps://example.org/north',
    '-- \nAna Rao\n\nSent from my iPhone',
    'This email and any attachments are confidential and intended only for the addressee. If you are not the intended recipient, any unauthorised use is prohibited. Please delete it.',
    'Virus-free. www.avast.com',
    '-- \nReadable by 240 members\nhttps://north.example/leave',
  ]
  for (const signature of signatures) {
    assert.equal(cutReply(`${answer}\n\nRegards\nAna\n\n${signature}\n`).text, `${answer}\n\nRegards\nAna`, signature)
  }
})

test('contact lines are hers only if they name her', () => {
  const mail = `${answer}\n\nAna Rao\nBlock coordinator\nana@example.org\n+91 98450 12345`

  assert.equal(cutReply(mail, { name: 'Ana Rao', address: 'ana@example.org' }).text, answer)
  assert.equal(cutReply(mail, { name: 'Ben Das', address: 'ben@example.org' }).text, mail)
})

test('a forwarded mail without a word of one’s own is what is said', () => {
  const mail = `---------- Forwarded message ---------\nFrom: Ana <ana@example.org>\nDate: Mon, Feb 12, 2024\nSubject: Wells\nTo: <north@example.org>\n\nWe dug two.`

  assert.equal(cutReply(mail).text, 'We dug two.')
  assert.equal(cutReply(`See below.\n\n${mail}`).text, 'See below.')
})

test('a reply with nothing written in it is empty', () => {
  for (const line of attributions) assert.equal(cutReply(`${line}\n\n> What do you do in May?`).text, '')
  for (const block of headerBlocks.filter((block) => !/forward|अग्रेषित/i.test(block))) {
    assert.equal(cutReply(`\n\n${block}\n\nWhat do you do in May?`).text, '')
  }
  assert.equal(cutReply('').text, '')
})

test('an answer below a mail that its program did not mark is not lost', () => {
  for (const line of attributions)
    assert.match(cutReply(`${line}\nWho pays?\n\nThe block office.`).text, /block office/)
})

test('code between fences is neither quote nor signature', () => {
  const mail = 'Look:\n\n```\n> not a quote\n-- \nnot a signature\n```\n\nThat is it.'
  assert.equal(cutReply(mail).text, mail)
})

test('nothing is lost: what is cut stands in the other two fields', () => {
  const { text, quoted, signature } = cutReply(`${answer}\n\n-- \nAna\n\n${attributions[0]}\n> How deep?`)

  assert.deepEqual([text, signature], [answer, '--\nAna'])
  assert.match(quoted, /> How deep\?/)
})

test('HTML replies are cut by the marks of their programs', () => {
  const quote = '<p>How deep?</p><p>Ana</p>'
  const pages = [
    `<div dir="ltr">Forty metres.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Kutoka kwa Ana:<br></div><blockquote class="gmail_quote">${quote}</blockquote></div>`,
    `<div>Forty metres.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Lähettäjä:</b> Ana<br></div>${quote}`,
    `<p>Forty metres.</p><div class="moz-cite-prefix">Ana, whenever:<br></div><blockquote type="cite" cite="mid:1">${quote}</blockquote>`,
    `<div>Forty metres.</div><div class="yahoo_quoted"><div>On a day, Ana:</div>${quote}</div>`,
    `<div>Forty metres.</div><span id="OLK_SRC_BODY_SECTION"><div>Somebody</div>${quote}</span>`,
    `<html><body>Forty metres.<br><br>On 12 Feb 2024, at 10:30, Ana &lt;<a href="mailto:ana@example.org">ana@example.org</a>&gt; wrote:<br><blockquote type="cite">${quote}</blockquote></body></html>`,
    `<p class="MsoNormal">Forty metres.</p><div style="border-top:solid"><p><b>From:</b> Ana &lt;ana@example.org&gt;<br><b>Sent:</b> Monday 10:30<br><b>To:</b> North<br><b>Subject:</b> Wells</p></div>${quote}`,
    `<div>Forty metres.</div><div class="gmail_signature">Rao<br>Block office</div>`,
    `<style>p { color: red }</style><script>alert(1)</script><p>Forty metres.</p><div id="AppleMailSignature">Sent from my iPhone</div>`,
  ]
  for (const page of pages) assert.equal(cutHtmlReply(page), 'Forty metres.', page)
})

test('HTML answers between quotes keep their questions, and lists and links stay readable', () => {
  const page = `<div class="gmail_attr">Ana, Monday 10:30:</div><blockquote>How deep?</blockquote><p>Forty metres.</p><blockquote>Who pays?</blockquote><ul><li>the block</li><li><p>see <a href="https://example.org/rules">the rules</a></p></li></ul><blockquote>Ana</blockquote>`

  assert.equal(
    cutHtmlReply(page),
    '> How deep?\n\nForty metres.\n\n> Who pays?\n\n- the block\n- see [the rules](https://example.org/rules)',
  )
})

test('a text of 100 kB is cut within 200 ms, whatever stands in it (ASVS 1.3.12, 15.2.2)', () => {
  const shapes = [
    'a:\n',
    'On Mon, 1 Jan 2024 at 10:00 x wrote:\n',
    '> a\nb\n',
    '-- \n',
    'To: b\n\n',
    '@',
    '<',
    '> ',
    '\n',
    'wrote 2012 10:10 ',
  ]
  for (const shape of shapes) {
    const text = shape.repeat(100_000 / shape.length)
    const times = [1, 2, 3].map(() => milliseconds(() => cutReply(text)))
    assert.ok(Math.min(...times) < 200, JSON.stringify(shape))
  }
})

/** Of the processor, so that a busy machine does not fail the test. */
function milliseconds(work: () => void): number {
  const start = process.cpuUsage()
  work()
  return process.cpuUsage(start).user / 1000
}
