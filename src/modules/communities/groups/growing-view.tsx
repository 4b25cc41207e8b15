import type { Problems, Typed } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { Community } from '../reads.ts'
import { suitabilityQuestion, suitabilityQuestions, typeExplained } from './types.ts'

type Props = { community: Community; tried?: { problems: Problems; typed: Typed } }

export function GrowPage({ community, tried }: Props) {
  const home = `/communities/${community.slug}`
  return (
    <Page
      title={t('From {community} to a community of practice', { community: community.title })}
      lead={typeExplained('practice')}
      crumbs={[{ label: community.title, href: home }]}
    >
      <p>
        {t(
          'Its members, its room and its address stay. It is forming until three people have committed themselves to its core group.',
        )}
      </p>
      <Form action={`${home}/practice`} id="practice" problems={tried?.problems} values={tried?.typed}>
        {suitabilityQuestions.map((key) => (
          <TextArea name={key} label={suitabilityQuestion(key)} rows={2} />
        ))}
        <Button>{t('Make it a community of practice')}</Button>
      </Form>
    </Page>
  )
}
