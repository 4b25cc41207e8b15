/** Titles and names while they are being typed, as the browser's own list below the box. */
const LISTENED = '[data-search], [data-suggest]'
const PAUSE = 150

type Suggestion = { words: string }

let wait: ReturnType<typeof setTimeout> | undefined

addEventListener('input', ({ target }) => {
  const box = target as HTMLInputElement
  if (!box.matches?.(LISTENED)) return
  clearTimeout(wait)
  if (box.value.trim().length > 1) wait = setTimeout(() => void suggest(box), PAUSE)
})

/** Help that does not come in time, or does not come at all, is not missed. */
async function suggest(box: HTMLInputElement) {
  const words = box.value.trim()
  const answer = await fetch(`/search/suggestions?q=${encodeURIComponent(words)}`).catch(() => null)
  if (!answer?.ok || box.value.trim() !== words) return
  const found = (await answer.json()) as Suggestion[]
  listOf(box).replaceChildren(...found.map((one) => new Option(one.words, one.words)))
}

function listOf(box: HTMLInputElement): HTMLElement {
  const id = box.getAttribute('list') ?? `suggested-${document.querySelectorAll('datalist').length}`
  const known = document.getElementById(id)
  if (known) return known
  const list = document.createElement('datalist')
  list.id = id
  box.after(list)
  box.setAttribute('list', id)
  return list
}
