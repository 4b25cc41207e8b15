import { z } from 'zod'
import type { Id } from '../../../platform/db.ts'
import { languages } from '../../../platform/i18n.ts'

export const line = z.string().max(160, { error: 'Keep this under 160 letters' }).default('')

/** One of a list, by its id; nothing chosen is null. */
export const oneOf = z.coerce
  .number()
  .int()
  .optional()
  .transform((value) => value || null)

export const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes')

/** A day as the browser's calendar gives it; nothing is null. */
export const day = z
  .string()
  .optional()
  .transform((text) => text || null)
  .refine((text) => text === null || isDay(text), { error: 'Write the day as year, month and day' })

export const neededDay = day.refine((text): boolean => text !== null, { error: 'Say from which day on' })

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success && text >= '1950-01-01'
}

export const ownLanguage = z
  .string()
  .refine((code) => languages.some((language) => language.code === code), { error: 'Choose a language' })

export const zone = z.string().refine(isZone, { error: 'Choose a time zone' })

function isZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export type Listed = { id: Id; name: string }

export function asOption({ id, name }: Listed) {
  return { value: id, label: name }
}

/** The name that stands in the list for this id. */
export function nameIn(list: Listed[], id: Id | null): string | null {
  return list.find((one) => one.id === id)?.name ?? null
}

export function isIn(list: Listed[], id: Id | null): boolean {
  return id === null || list.some((one) => one.id === id)
}
