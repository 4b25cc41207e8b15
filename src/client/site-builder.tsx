import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants } from 'node:zlib'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { launchBrowser } from '../../test/support/chromium.ts'
import { BUILT_ASSETS } from '../../test/support/folders.ts'
import { type Assets, buildAssets } from '../platform/assets.ts'
import { withFormContext } from '../platform/form-context.ts'
import { Button } from '../ui/button.tsx'
import { Passage } from '../ui/compile.tsx'
import { Hidden } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { MentionOptions, Mentions } from '../ui/mentions.tsx'
import { Page } from '../ui/page.tsx'
import { Post } from '../ui/post.tsx'
import { withShell } from '../ui/shell.ts'
import { Similar } from '../ui/similar.tsx'
import { StyleguidePage } from '../ui/styleguide.tsx'
import { TextArea } from '../ui/text-area.tsx'

export type Sent = { [name: string]: string }

/** What forms have sent to the site, in order. */
export const sent: Sent[] = []
let made = 0

/** A small site of our own components, and a browser that visits it; close it after the tests of a file. */
export async function openSite() {
  const server = serve({ fetch: siteOf(await buildAssets(BUILT_ASSETS)).fetch, port: 0 })
  const browser = await launchBrowser()
  return {
    browser,
    home: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** All of it stands under the strict policy. */
function siteOf(assets: Assets): Hono {
  const site = new Hono()
  site.use(async (c, next) => {
    await next()
    c.header('content-security-policy', "default-src 'self'; form-action 'self'; base-uri 'none'")
  })
  for (const { path, type, brotli } of Object.values(assets)) {
    const headers = { 'content-type': type, 'content-encoding': 'br' }
    site.get(path, (c) => c.body(new Uint8Array(brotli), 200, headers))
  }
  site.get('/write', (c) => page(c, () => <Writing />))
  site.post('/responses', async (c) => {
    const form = await take(c)
    return form.text === 'wrong' ? page(c, () => <Writing typed={form} />, 422) : c.redirect('/thanks', 303)
  })
  site.get('/thanks', (c) => page(c, () => <Page title="Thank you" />))
  site.get('/similar', (c) => c.html(<a href="/compile">like {c.req.query('q')}</a>))
  site.get('/compile', (c) => page(c, () => <Compiling />))
  site.post('/compile', async (c) => {
    await take(c)
    return c.redirect('/compile', 303)
  })
  site.get('/compose', (c) => page(c, () => <Composing />))
  site.post('/drafts', async (c) =>
    c.text(`kept-${(await take(c)).body?.length} ${sent.length}\nOne person is told at once.`),
  )
  site.get('/news', (c) => {
    const told = { words: 'One new contribution', href: '/compile' }
    return c.body(`data: ${JSON.stringify(told)}\n\n`, 200, { 'content-type': 'text/event-stream' })
  })
  site.get('/members', (c) => c.html(<MentionOptions options={[{ name: 'Ana Rao', line: 'Office of Ana' }]} />))
  site.post('/reading', async (c) => {
    await take(c)
    return c.redirect('/compose', 303)
  })
  site.get('/styleguide/:part', (c) => page(c, () => <StyleguidePage part={c.req.param('part') as 'query'} />))
  return site
}

function page(c: Context, Content: () => unknown, status: 200 | 422 = 200) {
  const shell = { network: 'North', community: { name: 'Ask', href: '/compile' }, demonstration: true }
  const person = { name: 'Ana Rao', href: '/ana', key: 'ana' }
  const once = () => `key-${++made}`
  return withShell({ ...shell, person, signOut: '/out' }, () =>
    withFormContext({ csrf: 'token', once }, () => {
      const html = brotliCompressSync(String(Content()), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }
      return c.body(new Uint8Array(html), status, headers)
    }),
  )
}

async function take(c: Context): Promise<Sent> {
  const form = (await c.req.parseBody()) as Sent
  sent.push(form)
  return form
}

function Writing({ typed }: { typed?: Sent }) {
  return (
    <Page title="Write">
      <Form action="/responses" id="respond" values={typed} problems={typed && { text: 'Not like this.' }}>
        <TextArea name="text" label="Text" markdown words={2} />
        <Similar src="/similar" form="respond" field="text" label="Similar" />
        <Button name="do" value="send">
          Send
        </Button>
      </Form>
    </Page>
  )
}

function Compiling() {
  const targets = [
    { value: 'theme', label: 'Theme', shortcut: '1' },
    { value: 'note', label: 'Note', shortcut: '2' },
    ...(sent.length > 0 ? [{ value: 'late', label: 'Late', shortcut: '3' }] : []),
  ]
  return (
    <Page title="Compile" lead={`${sent.length} taken over`}>
      <Form action="/compile">
        {['p0', 'p1', 'p2'].map((id) => (
          <Passage id={id} html={`<p>${id}</p>`} targets={targets} />
        ))}
      </Form>
    </Page>
  )
}

function Composing() {
  return (
    <Page title="Talk">
      <Post
        id="post-1"
        author="Ana"
        html="<p>First line</p><p>Second line</p>"
        actions={
          <a href="/thanks" data-quote="Ana wrote:">
            Quote
          </a>
        }
      />
      <copse-news class="news" role="status" src="/news" />
      <copse-read>
        <Form action="/reading">
          <Hidden name="up_to" value="1" />
          <Button>Mark as read</Button>
        </Form>
      </copse-read>
      <Form action="/responses" id="reply">
        <Hidden name="draft" value="" />
        <Hidden name="version" value="0" />
        <TextArea name="body" label="Text" />
        <Mentions src="/members" field="reply-body" />
        <p data-reach />
        <Button>Send</Button>
      </Form>
    </Page>
  )
}
