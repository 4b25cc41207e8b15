import { RUN } from './run.ts'

const HANDLERS = [
  'onerror',
  'onload',
  'onclick',
  'onfocus',
  'onmouseover',
  'ontoggle',
  'onanimationstart',
  'onbegin',
  'onpageshow',
  'onbeforematch',
]
const ELEMENTS = [
  'img src=x',
  'svg',
  'body',
  'input autofocus',
  'details open',
  'video src=x',
  'iframe',
  'marquee',
  'select autofocus',
  'object data=x',
  'x-a tabindex=1 autofocus',
  'style',
  'audio src=x',
  'a href=#',
]

export function tags(): string[] {
  return ELEMENTS.flatMap((element, at) =>
    HANDLERS.flatMap((handler, nth) => [
      `<${element} ${handler}=${RUN}>`,
      SPELLINGS[(at + nth) % SPELLINGS.length]?.(element, handler) ?? '',
      `"><${element} ${handler}="${RUN}">`,
    ]),
  )
}

/** The same tag as browsers still read it and simple filters do not. */
const SPELLINGS: ((element: string, handler: string) => string)[] = [
  (element, handler) => `<${element.toUpperCase()} ${handler.toUpperCase()}='${RUN}'>`,
  (element, handler) => `<${element.replace(' ', '/')}/${handler}=${RUN}//`,
  (element, handler) => `<${element}\n${handler}\t=\r${RUN} `,
  (element, handler) => `<${element} ${handler}=&#95;&#x5f;hit&equals;1>`,
  (element, handler) => `<<${element} ${handler}=${RUN}<`,
  (element, handler) => `&lt;${element} ${handler}=${RUN}&gt;`,
  (element, handler) => `%3C${element}%20${handler}%3D${RUN}%3E`,
  (element, handler) => `\u003c${element} ${handler}=${RUN}\u003e`,
  (element, handler) => `\uff1c${element} ${handler}=${RUN}\uff1e`,
  (element, handler) => `<${element} x="\`${handler}" ${handler}=\`${RUN}\`>`,
]

const SCHEMES = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'java\nscript:',
  ' javascript:',
  '\u0001javascript:',
  'javascript&colon;',
  'javascript&#58;',
  '&#x6A;avascript:',
  'vbscript:',
  'data:text/html,<script>__hit=1</script>,',
  'data:text/html;base64,PHNjcmlwdD5fX2hpdD0xPC9zY3JpcHQ+#',
  'feed:javascript:',
  'view-source:javascript:',
  'javascript://%0a',
  '\u00adjavascript:',
  'javascript\u200b:',
  '//evil.example/',
  '\\\\evil.example\\',
  'https:evil.example/',
  'blob:',
]
const PLACES: ((address: string) => string)[] = [
  (address) => `<a href="${address}">a</a>`,
  (address) => `[a](${address})`,
  (address) => `[a](<${address}>)`,
  (address) => `![a](${address})`,
  (address) => `<${address}>`,
  (address) => `[a][1]\n\n[1]: ${address}`,
  (address) => `<form action="${address}"><button formaction="${address}">a</button></form>`,
  (address) => `<svg><a xlink:href="${address}"><text>a</text></a></svg>`,
  (address) => `<iframe src="${address}"></iframe>`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
]

export const addresses = () => SCHEMES.flatMap((scheme) => PLACES.map((place) => place(`${scheme}${RUN}`)))
