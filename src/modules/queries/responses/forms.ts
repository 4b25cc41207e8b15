import { form, listOf, z } from '../../../platform/http.ts'

export const responseForm = form({
  body: z
    .string()
    .min(1, { error: 'Write what you know; three lines are enough' })
    .max(50_000, { error: 'This is longer than 50,000 letters; attach it as a document' }),
  wish: z
    .enum(['name', 'organisation', 'no', 'unattributed'], { error: 'Choose how you may be named' })
    .default('name')
    .transform(standingOf),
})

/** How her name stands beside it, and how it may be quoted. */
function standingOf(wish: 'name' | 'organisation' | 'no' | 'unattributed') {
  if (wish === 'unattributed') return { attribution: wish, quote_wish: 'no' } as const
  return { attribution: wish === 'organisation' ? wish : 'named', quote_wish: wish } as const
}

export const nudgeForm = form({
  ask: listOf(z.coerce.number().int()),
  shown: listOf(z.coerce.number().int()),
})

export const extensionForm = form({
  days: z.coerce
    .number({ error: 'Choose one to five working days' })
    .int()
    .min(1, { error: 'Choose one to five working days' })
    .max(5, { error: 'Choose one to five working days' }),
})
