import { form, listOf, z } from '../../../platform/http.ts'
import { kinds } from '../query.ts'

const day = z.iso.date({ error: 'Choose a date' }).refine((on) => on > '2000', { error: 'Choose a date' })
const optionalDay = z
  .union([day, z.literal('')])
  .optional()
  .transform((value) => value || null)
const kindList = listOf(z.enum(kinds))
const attribution = z.enum(['named', 'organisation', 'unattributed', 'closed'], { error: 'Choose how you are named' })
const urgency = z.enum(['normal', 'urgent', 'long'], { error: 'Choose how urgent it is' })

export const askForm = form({
  text: z
    .string()
    .min(12, { error: 'Say in a sentence or two what the problem is' })
    .max(50_000, { error: 'This is longer than 50,000 letters' }),
  kinds: kindList,
  purpose: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
  decision_by: optionalDay,
  urgency: urgency.default('normal'),
  attribution: attribution.optional(),
  similar: z.string().optional(),
})

const MOST_CONTEXT_WORDS = 150
const withinWords = (text: string) => text.split(/\s+/).filter(Boolean).length <= MOST_CONTEXT_WORDS

export const shapeForm = form({
  title: z
    .string()
    .min(8, { error: 'Word the title as a question' })
    .max(200, { error: 'Keep the title under 200 letters' })
    .regex(/[?？؟]\s*$/u, { error: 'End the title with a question mark' }),
  kinds: kindList.refine((list) => list.length > 0, { error: 'Choose at least one kind of answer' }),
  context: z.string().refine(withinWords, { error: 'Keep the context within 150 words' }),
  tried: z.string().max(4000, { error: 'Keep this under 4,000 letters' }).default(''),
  purpose: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
  decision_by: optionalDay,
  question_1: z.string().max(300, { error: 'Keep a question under 300 letters' }).default(''),
  question_2: z.string().max(300, { error: 'Keep a question under 300 letters' }).default(''),
  question_3: z.string().max(300, { error: 'Keep a question under 300 letters' }).default(''),
  reply_by: optionalDay,
  attribution,
  urgency,
  level: z
    .union([z.enum(['local', 'national', 'regional', 'global']), z.literal('')])
    .optional()
    .transform((value) => value || null),
  place: z.string().max(160, { error: 'Keep this under 160 letters' }).default(''),
  topics: listOf(z.coerce.number().int()),
  note: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
  version: z.coerce.number().int(),
})

export const agreementForm = form({
  answer: z.enum(['ok', 'changes'], { error: 'Say OK, or what should change' }),
  words: z.string().max(10_000, { error: 'Keep this under 10,000 letters' }).default(''),
  round: z.coerce.number().int().optional(),
})

export const reasonForm = form({
  reason: z
    .string()
    .min(3, { error: 'Give the reason in a sentence' })
    .max(2000, { error: 'Keep this under 2,000 letters' }),
})

export const withdrawalForm = form({
  reason: z.string().max(2000, { error: 'Keep this under 2,000 letters' }).default(''),
})

export const archiveOfferForm = form({ item_id: z.coerce.number().int() })

export const archiveAnswerForm = form({
  answer: z.enum(['yes', 'no'], { error: 'Say yes or no' }),
})
