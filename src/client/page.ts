export const find = <E extends HTMLElement>(selector: string, within: ParentNode = document) =>
  within.querySelector<E>(selector)

/** Says one of the sentences that the page brought along, or, unseen, one that stands on it anyway. */
export function say(words: string, unseen = false) {
  const status = find('#status')
  if (!status) return
  status.classList.toggle('unseen', unseen)
  status.textContent = status.dataset[words] ?? words
}

let shown = location.pathname + location.search

/** Puts the answered page in the place of this one; on the same address, reading goes on where it was. */
export function show(answer: Response, text: string) {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const to = new URL(answer.url)
  const stays = !answer.redirected || to.pathname === location.pathname
  const back = placeOf(stays)
  if (answer.redirected) history[stays ? 'replaceState' : 'pushState'](null, '', to)
  shown = location.pathname + location.search
  document.title = page.title
  for (const { name, value } of page.documentElement.attributes) document.documentElement.setAttribute(name, value)
  document.body.replaceWith(page.body)
  back()
}

/** Remembers focus and scrolling, and gives them back to the new page. */
function placeOf(stays: boolean): () => void {
  const focused = document.activeElement
  const id = focused?.id || focused?.closest('[data-item],[id]')?.id
  const scrollers = () => [document.documentElement, ...document.querySelectorAll('.hold > *')]
  const tops = scrollers().map((one) => one.scrollTop)
  return () => {
    scrollers().forEach((one, at) => {
      one.scrollTop = stays ? (tops[at] ?? 0) : 0
    })
    const same = stays && id && document.getElementById(id)
    const target = find('[data-problems]') ?? (same || find('h1'))
    target?.focus({ preventScroll: target === same })
    say(find('.opening > .notice')?.textContent ?? '', true)
  }
}

addEventListener('popstate', () => {
  if (location.pathname + location.search !== shown) location.reload()
})
