import { z } from 'zod'
import { renderMarkdown } from '../../platform/markdown.ts'

const claim = z.object({ text: z.string(), responses: z.array(z.number().int()) })

/** What people compile: every claim names the responses that it rests on, the main source first. */
export const partsSchema = z.object({
  summary: z.array(claim),
  themes: z.array(z.object({ heading: z.string(), points: z.array(claim) })),
  agreement: z.array(claim),
  disagreement: z.array(claim),
  watch_for: z.array(claim),
  experiences: z.array(
    z.object({
      place: z.string(),
      title: z.string(),
      who_when: z.string().default(''),
      done: z.string(),
      result: z.string().default(''),
      response: z.number().int(),
    }),
  ),
  resources: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      detail: z.string().default(''),
      url: z.string().optional(),
      recommended_by: z.object({ response: z.number().int().optional(), person: z.string().optional() }).default({}),
      why: z.string().default(''),
    }),
  ),
  contacts: z.array(z.object({ response: z.number().int(), about: z.string(), consent: z.boolean() })),
  further: z.string().default(''),
})

/** How somebody stands beside words: fixed when the item was published, under the attribution that held. */
const shown = z.object({ name: z.string(), line: z.string(), key: z.string().nullable() })

const response = z.object({
  number: z.number().int(),
  post_id: z.number().int(),
  author: shown,
  place: z.string().default(''),
  at: z.string(),
  language: z.string(),
  html: z.string(),
  text: z.string(),
  /** False where the writer is not to be quoted: thanked, and left out. */
  quoted: z.boolean(),
  offline: z.boolean().default(false),
})

export const documentSchema = partsSchema.extend({
  language: z.string(),
  compiled_by: z.array(shown),
  query: z.object({
    title: z.string(),
    kinds: z.array(z.string()),
    asker: shown,
    place: z.string().default(''),
    posted_on: z.string(),
    context: z.string(),
    tried: z.string().default(''),
    purpose: z.string().default(''),
    sub_questions: z.array(z.string()),
    path: z.string().optional(),
  }),
  responses: z.array(response),
  additional: z.array(response).default([]),
  changed: z.object({ at: z.string(), because: z.string() }).optional(),
})

export type Claim = z.infer<typeof claim>
export type Shown = z.infer<typeof shown>
export type ItemParts = z.infer<typeof partsSchema>
export type ItemResponse = z.infer<typeof response>
export type ItemDocument = z.infer<typeof documentSchema>

/** The summary as plain text: for lists, mails and search results. */
export function summaryOf({ summary }: Pick<ItemParts, 'summary'>): string {
  return summary.map(({ text }) => renderMarkdown(text).text).join('\n\n')
}

/** Every word that the item shows, for search. */
export function wordsOf(document: ItemDocument): string {
  const { query, themes, experiences, resources, contacts } = document
  const claims = [...document.summary, ...document.agreement, ...document.disagreement, ...document.watch_for]
  return [
    ...claims.map(({ text }) => text),
    ...themes.flatMap(({ heading, points }) => [heading, ...points.map(({ text }) => text)]),
    ...experiences.flatMap(({ place, title, who_when, done, result }) => [place, title, who_when, done, result]),
    ...resources.flatMap(({ title, detail, why }) => [title, detail, why]),
    ...contacts.map(({ about }) => about),
    ...[query.context, query.tried, query.purpose, ...query.sub_questions],
    ...[...document.responses, ...document.additional].map(({ text }) => text),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The number stays; the words and the name go. */
export function withoutPosts(document: ItemDocument, post_ids: number[]): ItemDocument {
  const emptied = (one: ItemResponse): ItemResponse =>
    post_ids.includes(one.post_id)
      ? { ...one, author: { name: '', line: '', key: null }, place: '', html: '', text: '', quoted: false }
      : one
  const { responses, additional } = document
  return { ...document, responses: responses.map(emptied), additional: additional.map(emptied) }
}

/** Taken back by its writer, and emptied; one that was never quoted still has the words of thanks as its name. */
export function isTakenBack({ author }: ItemResponse): boolean {
  return author.name === ''
}
