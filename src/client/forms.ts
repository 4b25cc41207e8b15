import { find, say, show } from './page.ts'

type Kept = { [name: string]: string }

let typing: ReturnType<typeof setTimeout>
let keeping: ReturnType<typeof setTimeout>
let onTheWay = false

addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  const button = event.submitter as HTMLButtonElement | null
  if (form.method !== 'post' || button?.formTarget || event.defaultPrevented) return
  event.preventDefault()
  if (form.ariaBusy !== 'true') void send(form, button)
  else if (button?.dataset.key) wait(button.closest('[data-item]'), button.dataset.key)
})

/** Where the button stands that sends now, and those whose keys were pressed on the page that is about to go. */
let sending = ''
let waiting: string[] = []

/** On a slow line a key presses the page that answers, which may bring its button. The same key again is one press. */
export function wait(item: Element | null, key: string) {
  const place = whereIs(item, key)
  if (place !== (waiting.at(-1) ?? sending)) waiting.push(place)
}

export const isSending = () => find('form[aria-busy=true]') !== null

const whereIs = (item: Element | null, key = '') => `#${item?.id} [data-key="${CSS.escape(key)}"]`

function pressNext() {
  while (waiting.length > 0) {
    const button = find(waiting.shift() ?? '')
    if (button) return button.click()
  }
}

/** The once-key goes along unchanged, so that trying again after a lost answer does nothing twice. */
async function send(form: HTMLFormElement, button: HTMLButtonElement | null) {
  clearTimeout(typing)
  clearTimeout(keeping)
  form.ariaBusy = 'true'
  sending = button ? whereIs(button.closest('[data-item]'), button.dataset.key) : ''
  say('sending')
  const [answer, text] = await ask(form, button).catch(() => [])
  if (answer?.headers.get('content-type')?.startsWith('text/html') && answer.status < 500) {
    if (answer.ok) forget(form)
    else waiting = []
    show(answer, text)
    pressNext()
  } else {
    waiting = []
    keep(form, true)
    form.ariaBusy = null
    say(answer?.status === 413 ? text : 'unsent')
  }
}

async function ask(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<[Response, string]> {
  const files = form.enctype.startsWith('multi')
  const data = new FormData(form)
  if (button?.name) data.append(button.name, button.value)
  const answer = await fetch(button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '', {
    method: 'post',
    body: files ? data : new URLSearchParams([...data] as [string, string][]),
    signal: files ? null : AbortSignal.timeout?.(9e4),
  })
  return [answer, await answer.text()]
}

function forget(form: HTMLFormElement) {
  if (form.id === 'sign-out') localStorage.clear()
  localStorage.removeItem(keyOf(form))
}

function keyOf(form: HTMLFormElement) {
  return [document.documentElement.dataset.who, location.pathname, form.id].join(' ')
}

const isWritten = (field: HTMLInputElement) => /^(text|url|email|tel|date)/.test(field.type)

/** Words are kept from the first letter on; the once-key only when they were sent and no answer came. */
function keep(form: HTMLFormElement, sent: boolean) {
  if (form.dataset.keep || form.method !== 'post' || !form.querySelector('textarea')) return
  const kept: Kept = {}
  for (const field of form.elements as Iterable<HTMLInputElement>) {
    if (isWritten(field) ? field.value !== field.defaultValue : sent && field.name === 'once') {
      kept[field.name] = field.value
    }
  }
  localStorage.setItem(keyOf(form), JSON.stringify(kept))
}

function restore(form: HTMLFormElement) {
  const kept: Kept = JSON.parse(localStorage.getItem(keyOf(form)) ?? '{}')
  for (const field of form.elements as Iterable<HTMLInputElement>) {
    const words = kept[field.name]
    if (words === undefined || words === field.value) continue
    field.value = words
    field.dispatchEvent(new Event('input'))
    if (!isWritten(field)) continue
    say('kept')
    const draft = draftOf(form)
    if (draft) draft.value = ''
  }
}

const draftOf = (form: HTMLFormElement) => form.elements.namedItem('draft') as HTMLInputElement | null

/** The server keeps them too, one after another, for her other devices; what it has need not stay here. */
async function keepThere(form: HTMLFormElement) {
  const draft = draftOf(form)
  const version = form.elements.namedItem('version') as HTMLInputElement | null
  if (!draft || !version || !form.isConnected || form.ariaBusy === 'true') return
  if (onTheWay) {
    keeping = setTimeout(keepThere, 1e3, form)
    return
  }
  const words = [...new FormData(form), ['quietly', '1']].filter(([, value]) => typeof value === 'string')
  onTheWay = true
  const answer = await fetch('/drafts', {
    method: 'post',
    body: new URLSearchParams(words as [string, string][]),
  }).catch(() => null)
  onTheWay = false
  if (!answer?.ok) return
  const [kept = '', reach] = (await answer.text()).split('\n')
  const [key = '', counted = '0'] = kept.split(' ')
  draft.value = key
  version.value = counted
  if (key) localStorage.removeItem(keyOf(form))
  const told = find('[data-reach]', form)
  if (told && reach) told.textContent = reach
}

addEventListener('input', ({ target }) => {
  const { form } = target as HTMLInputElement
  clearTimeout(typing)
  clearTimeout(keeping)
  if (!form) return
  typing = setTimeout(keep, 400, form, false)
  keeping = setTimeout(keepThere, 2e3, form)
})

for (const form of document.forms) if (form.method === 'post') restore(form)
