import type { Problems } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { Time } from '../../../ui/time.tsx'
import { WAIT_HOURS } from './hours.ts'
import { goingInWords, stayingInWords } from './words.ts'

type Props = { due: Date | null; problems?: Problems }

export function OwnDataPage({ due, problems }: Props) {
  return (
    <Page
      title={t('Your data')}
      lead={t('What Copse holds of you is yours: take it along whenever you like.')}
      crumbs={[{ label: t('About you'), href: '/me' }]}
    >
      {due && <Waiting due={due} />}
      <CopySection />
      {!due && <ErasureSection problems={problems} />}
    </Page>
  )
}

function Waiting({ due }: { due: Date }) {
  return (
    <Notice kind="warning" title={t('You asked to have your data erased')}>
      <p>
        {t('It is done at this time, and then cannot be taken back:')} <Time at={due} />
      </p>
      <Form action="/me/data/erasure/undo" class="plain" keep={false}>
        <Button>{t('Keep everything as it is')}</Button>
      </Form>
    </Notice>
  )
}

function CopySection() {
  return (
    <section>
      <h2>{t('Take it along')}</h2>
      <p>
        {t(
          'One file with your profile, addresses, memberships, roles, posts, answers, drafts, bookmarks and collections, the list of the letters sent to you, and the files you added.',
        )}
      </p>
      <p class="soft">{t('What you wrote without your name is not in it: nothing here says that it is yours.')}</p>
      <Form action="/me/data/copy" class="plain" keep={false}>
        <Button kind="quiet">{t('Take a copy')}</Button>
      </Form>
    </section>
  )
}

function ErasureSection({ problems }: { problems?: Problems }) {
  return (
    <section>
      <h2>{t('Have it erased')}</h2>
      <p>{t('What goes, for good:')}</p>
      <ul>
        {goingInWords().map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p>{stayingInWords()}</p>
      <p>
        {t(
          'We mail you a code first. Then you have {hours} hours to undo it, on this page or by a reply to our letter.',
          {
            hours: WAIT_HOURS,
          },
        )}
      </p>
      <Form action="/me/data/erasure" problems={problems} class="plain" keep={false}>
        <Button kind="danger">{t('Erase my data …')}</Button>
      </Form>
    </section>
  )
}
