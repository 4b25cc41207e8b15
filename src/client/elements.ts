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

customElements.define('copse-editor', Editor)
customElements.define('copse-count', Count)
customElements.define('copse-similar', Similar)
