import { z } from 'zod'

const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be 0 or 1')
  .transform((value) => value === '1' || value === 'true')
const number = 'must be a number from 0 to 65535'
const port = z.coerce.number(number).int(number).min(0, number).max(65535, number)

const shape = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('localhost'),
  BASE_URL: z.url({ protocol: /^https?$/, error: 'must look like https://copse.example.org' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgres://user:password@host/name')
    .optional(),
  COPSE_DATA: z.string().min(1).default('./data'),
  COPSE_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  COPSE_FILES: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/[\w.-]+)*$/, 'must look like s3://bucket or s3://bucket/folder')
    .optional(),
  COPSE_FILES_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must look like https://s3.example.org' })
    .default('https://s3.amazonaws.com'),
  COPSE_FILES_REGION: z.string().default('us-east-1'),
  COPSE_FILES_KEY: z.string().default(''),
  COPSE_FILES_SECRET: z.string().default(''),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@mail.example.org' }).optional(),
  MAIL_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must look like copse.example.org')
    .optional(),
  MAIL_IN_HOST: z.string().default('127.0.0.1'),
  MAIL_IN_PORT: port.default(2525),
  MAIL_IN_CERT: z.string().optional(),
  MAIL_IN_KEY: z.string().optional(),
  MAIL_AUTHSERV_ID: z.string().optional(),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_KEY_FILE: z.string().optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must look like https://login.example.org' }).optional(),
  OIDC_CLIENT_ID: z.string().default(''),
  OIDC_CLIENT_SECRET: z.string().default(''),
  OIDC_NAME: z.string().default(''),
  COPSE_TEST: flag.default(false),
})

/** Settings that only make sense together. */
const whole = shape
  .refine((read) => !read.COPSE_FILES || (read.COPSE_FILES_KEY && read.COPSE_FILES_SECRET), {
    path: ['COPSE_FILES'],
    message: 'needs COPSE_FILES_KEY and COPSE_FILES_SECRET as well',
  })
  .refine((read) => !read.OIDC_ISSUER || (read.OIDC_CLIENT_ID && read.OIDC_NAME), {
    path: ['OIDC_ISSUER'],
    message: 'needs OIDC_CLIENT_ID, and in OIDC_NAME what is written on the button',
  })

export type Config = Omit<z.output<typeof shape>, 'BASE_URL' | 'MAIL_DOMAIN' | 'COPSE_SECRET'> & {
  BASE_URL: string
  MAIL_DOMAIN: string
  COPSE_SECRET: string
}

/** A setting that cannot work; its message names the setting and what it should look like. */
export class WrongSetting extends Error {}

let current: Config | undefined

/** Reads and keeps the settings of this process; COPSE_SECRET may come from beside the data. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const read = whole.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!read.success)
    throw new WrongSetting(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))

  const base = new URL(read.data.BASE_URL ?? `http://localhost:${read.data.PORT}`)
  current = {
    ...read.data,
    BASE_URL: base.href.replace(/\/$/, ''),
    MAIL_DOMAIN: read.data.MAIL_DOMAIN ?? base.hostname,
    COPSE_SECRET: read.data.COPSE_SECRET ?? '',
  }
  return current
}

export function config(): Config {
  if (!current) throw new Error('The settings have not been read')
  return current
}
