import { find } from './page.ts'

/** The toolbar writes the marks; undo still works, as if they had been typed. */
class Editor extends HTMLElement {
  connectedCallback() {
    const area = find<HTMLTextAreaElement>('textarea', this)
    for (const bar of this.querySelectorAll<HTMLElement>('[hidden]')) bar.hidden = false
    this.onclick = ({ target }) => {
      const mark = (target as HTMLElement).closest<HTMLElement>('[data-md]')?.dataset.md
      if (!area || !mark) return
      const words = area.value.slice(area.selectionStart, area.selectionEnd)
      area.focus()
      document.execCommand('insertText', false, marked(words, mark))
    }
  }
}

function marked(words: string, mark: string) {
  if (mark === '[') return `[${words}](https://)`
  return mark.endsWith(' ') ? words.replace(/^/gm, mark) : mark + words + mark
}

/** What follows the words in the field named by `for`. */
abstract class Follower extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute('for') ?? '') as HTMLInputElement | null
    if (!field) return
    field.addEventListener('input', () => this.follow(field.value))
    this.follow(field.value)
  }
  abstract follow(words: string): void
}

class Count extends Follower {
  follow(words: string) {
    const count = words.match(/\S+/g)?.length ?? 0
    this.textContent = this.getAttribute('says')?.replace('#', `${count}`) ?? ''
    this.classList.toggle('over', count > Number(this.getAttribute('most')))
  }
}

class Similar extends Follower {
  asked = ''
  wait?: ReturnType<typeof setTimeout>

  follow(words: string) {
    clearTimeout(this.wait)
    if (words.trim().length > 7) this.wait = setTimeout(() => void this.ask(words), 500)
  }

  /** A whole page, such as the one that asks to sign in, is no answer. */
  async ask(words: string) {
    this.asked = words
    const answer = await fetch(`${this.getAttribute('src')}?q=${encodeURIComponent(words)}`).catch(() => null)
    const found = answer?.ok ? await answer.text() : '<!'
    if (this.asked === words && this.innerHTML !== found && !found.startsWith('<!')) this.innerHTML = found
  }
}

/** “@” and some letters offer the members they fit; pressing one writes the whole name. */
class Mentions extends HTMLElement {
  connectedCallback() {
    const area = document.getElementById(this.getAttribute('for') ?? '') as HTMLTextAreaElement | null
    if (!area) return
    let wait: ReturnType<typeof setTimeout>
    const begun = () => /(?<![\p{L}\p{N}])@(\p{L}[^@\]\n]{0,30})$/u.exec(area.value.slice(0, area.selectionEnd))?.[1]
    area.addEventListener('input', () => {
      clearTimeout(wait)
      const letters = begun()
      if (!letters) this.replaceChildren()
      else wait = setTimeout(() => void this.offer(letters), 200)
    })
    this.onclick = ({ target }) => {
      const name = (target as HTMLElement).closest<HTMLElement>('[data-name]')?.dataset.name
      const letters = begun()
      if (!name || !letters) return
      area.focus()
      area.setSelectionRange(area.selectionEnd - letters.length, area.selectionEnd)
      document.execCommand('insertText', false, `[${name}] `)
      this.replaceChildren()
    }
  }

  async offer(letters: string) {
    const answer = await fetch(`${this.getAttribute('src')}?q=${encodeURIComponent(letters)}`).catch(() => null)
    const found = answer?.ok ? await answer.text() : ''
    if (!found.startsWith('<!')) this.innerHTML = found
  }
}

/** What stands above this has been read once this has come into view. */
class Read extends HTMLElement {
  connectedCallback() {
    const form = find<HTMLFormElement>('form', this)
    if (!form) return
    new IntersectionObserver(([end], watch) => {
      if (!end?.isIntersecting) return
      watch.disconnect()
      const body = new URLSearchParams([...new FormData(form)] as [string, string][])
      void fetch(form.action, { method: 'post', redirect: 'manual', body }).then(() => this.remove())
    }).observe(form)
  }
}

/** What came while the page is open, in one line over it; a page that nobody looks at does not listen. */
class News extends HTMLElement {
  line?: EventSource

  connectedCallback() {
    document.addEventListener('visibilitychange', this.listen)
    this.listen()
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.listen)
    this.line?.close()
  }

  listen = () => {
    this.line?.close()
    if (document.hidden) return
    this.line = new EventSource(this.getAttribute('src') ?? '')
    this.line.onmessage = ({ data }) => {
      const { words, href } = JSON.parse(data)
      const link = document.createElement('a')
      link.textContent = words
      link.href = href
      this.replaceChildren(...(words ? [link] : []))
    }
  }
}

/** A quotation is written below what stands in the composer already; of a post, what is chosen in it, or all of it. */
addEventListener('click', (event) => {
  const link = (event.target as HTMLElement).closest<HTMLElement>('[data-quote]')
  const area = find<HTMLTextAreaElement>('#reply textarea')
  const prose = link && find('.prose', link.closest('.post') ?? document)
  if (!area || !prose) return
  event.preventDefault()
  const chosen = getSelection()
  if (chosen?.isCollapsed || !prose.contains(chosen?.anchorNode ?? null)) chosen?.selectAllChildren(prose)
  const quoted = `${chosen}`.trim().replace(/^/gm, '> ')
  area.focus()
  area.setSelectionRange(area.value.length, area.value.length)
  document.execCommand('insertText', false, `${area.value && '\n\n'}${link.dataset.quote}\n${quoted}\n\n`)
})

customElements.define('copse-editor', Editor)
customElements.define('copse-mentions', Mentions)
customElements.define('copse-read', Read)
customElements.define('copse-news', News)
customElements.define('copse-count', Count)
customElements.define('copse-similar', Similar)
