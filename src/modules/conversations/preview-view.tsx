import { t } from '../../platform/i18n.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { Audience, type AudienceOf } from '../../ui/audience.tsx'
import { Page } from '../../ui/page.tsx'
import { Prose } from '../../ui/prose.tsx'

type Props = { title: string; body: string; reach: string; audience: AudienceOf }

/** What was written, as it will stand there; in a window of its own, so that the form stays as it is. */
export function PreviewPage({ title, body, reach, audience }: Props) {
  return (
    <Page title={title || t('As it will stand there')}>
      <Prose html={renderMarkdown(body).html} />
      <Audience of={audience} />
      {reach && <p class="hint">{reach}</p>}
      <p class="soft">{t('Nothing has been sent. Close this window to go on writing.')}</p>
    </Page>
  )
}
