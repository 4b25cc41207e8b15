import { z } from 'zod'
import { renderMarkdown } from '../../../platform/markdown.ts'

/** What a story tells beside its words: what was tried and what went wrong, not only what went well. */
export const storyParts = ['trial', 'choice', 'wrong', 'learned'] as const
export type StoryPart = (typeof storyParts)[number]

const story = z.object({
  trial: z.string().default(''),
  choice: z.string().default(''),
  wrong: z.string().default(''),
  learned: z.string().default(''),
})

/** All that an item shows which a member added; why it matters stands in the item's summary. */
export const addedSchema = z.object({
  body: z.string().default(''),
  body_html: z.string().default(''),
  story: story.prefault({}),
  link: z.string().default(''),
  changed: z.object({ at: z.string(), because: z.string() }).optional(),
})

export type AddedDocument = z.infer<typeof addedSchema>

/** Its words with their HTML, made once when they are saved. */
export function withHtml(document: Omit<AddedDocument, 'body_html'>): AddedDocument {
  return { ...document, body_html: document.body ? renderMarkdown(document.body).html : '' }
}

/** Every word of it, for search. */
export function addedWords(summary: string, { body, story, link }: AddedDocument): string {
  const told = storyParts.map((part) => story[part])
  return [summary, renderMarkdown(body).text, ...told, link].filter(Boolean).join('\n\n')
}
