import { find, say } from './page.ts'

type Made = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON

/** The device is asked for the passkey first; then the form goes its way, like any other, with the answer. */
class Passkey extends HTMLElement {
  waiting?: AbortController
  again?: ReturnType<typeof setTimeout>

  /** Browsers that cannot read what is asked as JSON keep the words that point to the mailed code. */
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return
    for (const part of this.children) (part as HTMLElement).hidden = !(part as HTMLElement).hidden
    this.closest('form')?.addEventListener('submit', (event) => {
      if (find<HTMLInputElement>('[name=answer]', this)?.value) return
      event.preventDefault()
      void this.ask()
    })
    if (this.hasAttribute('offered')) void this.offer()
  }

  disconnectedCallback() {
    clearTimeout(this.again)
    this.waiting?.abort()
  }

  /** The field for the address names her keys, where the browser can; what they sign is asked for anew in time. */
  async offer() {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    this.again = setTimeout(() => void this.offer(), 24e4)
    void this.ask('conditional')
  }

  async ask(mediation?: 'conditional') {
    this.waiting?.abort()
    this.waiting = new AbortController()
    const { signal } = this.waiting
    try {
      const made = (await this.sign(signal, mediation)) as PublicKeyCredential | undefined
      if (!made) return this.closest('form')?.submit()
      const answer = find<HTMLInputElement>('[name=answer]', this)
      if (!answer || signal.aborted) return
      answer.value = JSON.stringify(made.toJSON())
      this.closest('form')?.requestSubmit()
    } catch {
      if (!mediation) say(this.dataset.failed ?? '')
    }
  }

  async sign(signal: AbortSignal, mediation?: 'conditional') {
    const csrf = find<HTMLInputElement>('[name=csrf]', this.closest('form') ?? this)?.value ?? ''
    const answer = await fetch(this.getAttribute('src') ?? '', { method: 'post', body: new URLSearchParams({ csrf }) })
    // It is long ago that she showed who she is: the form goes as it is, and is answered with that question.
    if (answer.status === 403) return undefined
    const asked: Made = await answer.json()
    return asked.user
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked), signal })
      : navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
          signal,
          mediation,
        })
  }
}

customElements.define('copse-passkey', Passkey)
