import { say, show } from './page.ts'

type Kept = { [name: string]: string }

addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  const button = event.submitter as HTMLButtonElement | null
  if (form.method !== 'post' || button?.formTarget || event.defaultPrevented) return
  event.preventDefault()
  if (form.ariaBusy !== 'true') void send(form, button)
})

/** The once-key goes along unchanged, so that trying again after a lost answer does nothing twice. */
async function send(form: HTMLFormElement, button: HTMLButtonElement | null) {
  form.ariaBusy = 'true'
  say('sending')
  try {
    const answer = await fetch(button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '', {
      method: 'post',
      body: bodyOf(form, button),
      signal: AbortSignal.timeout(9e4),
    })
    if (answer.status > 499 || answer.status === 429) throw answer
    if (answer.ok) forget(form)
    await show(answer)
  } catch {
    keep(form, true)
    form.ariaBusy = null
    say('unsent')
  }
}

function bodyOf(form: HTMLFormElement, button: HTMLButtonElement | null) {
  const data = new FormData(form)
  if (button?.name) data.append(button.name, button.value)
  return form.enctype.startsWith('multi') ? data : new URLSearchParams([...data] as [string, string][])
}

function forget(form: HTMLFormElement) {
  if (form.id === 'sign-out') localStorage.clear()
  localStorage.removeItem(keyOf(form))
}

function keyOf(form: HTMLFormElement) {
  return [document.documentElement.dataset.who, location.pathname, form.id].join(' ')
}

const isWritten = (field: HTMLInputElement) => /^(text|textarea|url|email|tel|date)/.test(field.type)

/** Words are kept from the first letter on; the once-key only when they were sent and no answer came. */
function keep(form: HTMLFormElement, sent: boolean) {
  if (form.dataset.keep || form.method !== 'post' || !form.querySelector('textarea')) return
  const kept: Kept = {}
  for (const field of form.elements as Iterable<HTMLInputElement>) {
    if ((isWritten(field) && field.value !== field.defaultValue) || (sent && field.name === 'once')) {
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
    if (isWritten(field)) say('kept')
  }
}

let typing: ReturnType<typeof setTimeout>

addEventListener('input', ({ target }) => {
  const { form } = target as HTMLInputElement
  clearTimeout(typing)
  if (form) typing = setTimeout(keep, 400, form, false)
})

for (const form of document.forms) if (form.method === 'post') restore(form)
