/** A list whose entries are moved with the hand; their numbers follow, so that the form says the same without a script. */
class Order extends HTMLElement {
  connectedCallback() {
    let held: HTMLElement | null = null
    const entryOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>('li')
    for (const handle of this.querySelectorAll<HTMLElement>('[data-handle]')) handle.hidden = false
    this.addEventListener('dragstart', (event) => {
      held = entryOf(event)
    })
    this.addEventListener('dragover', (event) => {
      const over = entryOf(event)
      if (!held || !over) return
      event.preventDefault()
      const { top, height } = over.getBoundingClientRect()
      over[event.clientY < top + height / 2 ? 'before' : 'after'](held)
    })
    this.addEventListener('dragend', () => {
      held = null
      const numbers = this.querySelectorAll<HTMLInputElement>('input[type="number"]')
      for (const [i, input] of [...numbers].entries()) input.value = String(i + 1)
    })
  }
}

customElements.define('copse-order', Order)
