import type { Page } from 'playwright-core'

/** Told by the page itself, before any script of its own runs: what was run, and what the policy kept from running. */
export const traps = `(() => {
  // What runs in the page was compiled with names kept.
  window.__name = (made) => made
  const seen = []
  Object.defineProperty(window, '__hit', { configurable: false, get: () => undefined, set: (value) => { seen.push('ran ' + value) } })
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { seen.push('ran ' + name) }
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    seen.push('was kept by the policy: ' + effectiveDirective + ' ' + blockedURI + ' ' + sample)
  })
  Object.defineProperty(window, '__trapped', { value: seen })
})()`

/** What was trapped, and what stands in the page and would run when somebody touches it. */
export async function readTraps(page: Page, kind: 'page' | 'mail', html?: string): Promise<string[]> {
  return page.evaluate(look, { kind, html })
}

/** In the page, so it stands for itself. */
function look({ kind, html }: { kind: 'page' | 'mail'; html?: string }): string[] {
  const root = html === undefined ? document : new DOMParser().parseFromString(html, 'text/html')
  const seen = [...((window as unknown as { __trapped?: string[] }).__trapped ?? [])]
  const tell = (element: Element, why: string) => void seen.push(`${why}: ${element.outerHTML.slice(0, 160)}`)
  const forbidden =
    'iframe,frame,object,embed,applet,base,portal,foreignObject,animate,set,math,template,style,link[rel~=import],meta[http-equiv=refresh]'
  const isOurs = (address: string) => new URL(address, location.href).host === location.host
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) tell(element, 'a handler')
      if (name === 'style' && (kind === 'page' || /url|expression|@import/i.test(value))) tell(element, 'a style')
      if (!/^(href|src|action|formaction|xlink:href|poster|background|srcset|data)$/.test(name)) continue
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\s\p{Cc}\p{Cf}]/gu, ''))?.[1]?.toLowerCase()
      if (scheme && !['http', 'https', 'mailto', 'data', 'cid'].includes(scheme)) tell(element, 'an address')
      if (scheme === 'data' && element.tagName !== 'IMG') tell(element, 'data as an address')
      if (
        ['src', 'poster', 'background', 'srcset', 'formaction', 'action'].includes(name) &&
        kind === 'page' &&
        !value.startsWith('data:') &&
        !isOurs(value)
      )
        tell(element, 'loads from elsewhere')
    }
    if (element.tagName === 'SCRIPT' && (kind === 'mail' || !element.hasAttribute('src'))) tell(element, 'a script')
    if (element.matches(forbidden) && !(kind === 'mail' && element.tagName === 'STYLE')) tell(element, 'an element')
  }
  return seen
}
