import { isSending, wait } from './forms.ts'
import { find } from './page.ts'

let going = false

addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement
  if (event.key === 'Escape') closeMenus()
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.keys === 'off' || target.matches(written)) return
  const does = going ? go : (pressed(target, event.key) ?? keys[event.key] ?? later(target, event.key))
  going = event.key === 'g' && !going
  if (!does) return
  event.preventDefault()
  does(event.key)
})

const written = 'textarea,select,[popover] *,input:not([type=checkbox],[type=radio])'

const keys: Record<string, (key: string) => void> = {
  '/': () => find('[data-search]')?.focus(),
  '?': () => find('#keys')?.togglePopover(),
  j: () => walk(1),
  k: () => walk(-1),
  g: () => {},
  r: () => find('#reply textarea')?.focus(),
}

function go(key: string) {
  find(`[data-go="${CSS.escape(key)}"]`)?.click()
}

/** A digit or a letter presses the button of the item that has the focus. */
function pressed(target: HTMLElement, key: string) {
  const item = target.closest('[data-item]')
  const button = item && find(`[data-key="${CSS.escape(key)}"]`, item)
  return button && (() => button.click())
}

/** A letter or a digit of a button that the page on its way may bring. */
function later(target: HTMLElement, key: string) {
  const item = target.closest('[data-item]')
  return item && /^[a-z\d]$/.test(key) && isSending() && (() => wait(item, key))
}

function walk(step: number) {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')].filter((item) => item.offsetParent)
  const at = items.findIndex((item) => item.contains(document.activeElement))
  const seen = items.findIndex((item) => item.getBoundingClientRect().top >= 0)
  items[at < 0 ? seen : at + step]?.focus()
}

function closeMenus(but?: Node) {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('.menu[open]'))
    if (!menu.contains(but ?? null)) menu.open = false
}

addEventListener('click', ({ target }) => closeMenus(target as Node))

/** Keys of one character can be switched off, as those who speak to their machine need. */
addEventListener('change', ({ target }) => {
  const box = target as HTMLInputElement
  if (box.matches('[data-keys]')) localStorage.keys = box.checked ? 'on' : 'off'
})

addEventListener(
  'toggle',
  () => {
    const box = find<HTMLInputElement>('[data-keys]')
    if (box) box.checked = localStorage.keys !== 'off'
  },
  true,
)
