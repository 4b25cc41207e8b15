import { NotAllowed, NotFound, Refused, SignedOut } from './platform/errors.ts'
import { t } from './platform/i18n.ts'
import { logFault } from './platform/log.ts'
import { ButtonLink } from './ui/button.tsx'
import { Page } from './ui/page.tsx'

export type Shown = { status: number; title: string; sentence: string; reference?: string; signIn?: boolean }

/** What a person is told of an error; anything that is not one of ours is a fault with a reference into the log. */
export function errorOf(error: unknown, where: { method: string; path: string }): Shown {
  if (error instanceof NotFound) return notFound()
  if (error instanceof NotAllowed)
    return { status: 403, title: t('Not yours to do'), sentence: t('You can see this, but you may not change it.') }
  if (error instanceof Refused) return { status: 409, title: t('That did not go through'), sentence: error.message }
  if (error instanceof SignedOut) return signedOut()
  if (isFull(error)) return full(logFault(error, where))
  if (isBusy(error))
    return {
      status: 503,
      title: t('One moment'),
      sentence: t('Too much is going on just now. Try again in a moment; nothing was changed.'),
    }
  return {
    status: 500,
    title: t('Something broke on our side'),
    sentence: t('Nothing you did is wrong. If it happens again, send us the reference.'),
    reference: logFault(error, where),
  }
}

const notFound = (): Shown => ({
  status: 404,
  title: t('There is nothing here'),
  sentence: t('It may have been moved, or it may not be open to you.'),
})

const signedOut = (): Shown => ({
  status: 401,
  title: t('You are signed out'),
  sentence: t('What you wrote was not sent. Go back, keep it, sign in, and send it again.'),
  signIn: true,
})

const full = (reference: string): Shown => ({
  status: 507,
  title: t('This server has no room left'),
  sentence: t('What you sent was not taken, and nothing was changed. Tell those who run this site: its disk is full.'),
  reference,
})

/** Of the files, or of the database. */
function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', '53100'].includes((error as { code?: string } | null)?.code ?? '')
}

/** PostgreSQL cancelled the statement, or gave no connection in time. */
function isBusy(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? ''
  return code === '57014' || code === '53300' || /timeout exceeded when trying to connect/.test(String(error))
}

export function ErrorPage({ error }: { error: number | Shown }) {
  const { title, sentence, reference, signIn } = typeof error === 'number' ? notFound() : error
  return (
    <Page title={title} lead={sentence}>
      {reference && <p class="meta">{t('Reference: {reference}', { reference })}</p>}
      <div class="actions">
        {signIn ? (
          <ButtonLink kind="primary" href="/sign-in">
            {t('Sign in')}
          </ButtonLink>
        ) : (
          <ButtonLink href="/">{t('To the first page')}</ButtonLink>
        )}
      </div>
    </Page>
  )
}
