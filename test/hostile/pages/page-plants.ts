import type { Plant } from '../plants.ts'

/** Walls between what somebody wrote and what others open. */
export const pagePlants: Plant[] = [
  {
    name: 'Markdown goes out as it was written',
    file: 'src/platform/markdown.ts',
    from: 'const html = sanitize(markdown.renderer.render(tokens, markdown.options, {}), allowed)',
    to: 'const html = clean || sanitize(markdown.renderer.render(tokens, markdown.options, {}), allowed)',
    trial: 'scripts that come by form',
  },
  {
    name: 'a table keeps its formulas',
    file: 'src/platform/csv.ts',
    from: 'asText(String(value))',
    to: '(asText(""), String(value))',
    trial: 'scripts in every text column',
  },
  {
    name: 'a mail brings tags as tags',
    file: 'src/platform/mail/compose/html-part.ts',
    from: 'return escapeHtml(text.trim()).replace',
    to: 'return text.trim().replace',
    trial: 'scripts in every text column',
  },
  {
    name: 'any address becomes a link',
    file: 'src/ui/outward.ts',
    from: '? text : undefined',
    to: '? text : text',
    trial: 'scripts in every text column',
  },
  {
    name: 'words are read as if all had their shape',
    file: 'src/platform/words-by-language.ts',
    from: ' end)`',
    to: " else '5'::jsonb end)`",
    trial: 'one broken row',
  },
]
