import { t } from '../../platform/i18n.ts'
import { Audience, audienceInWords } from '../audience.tsx'
import { Actions, Button } from '../button.tsx'
import { Choices } from '../choice.tsx'
import { Details } from '../details.tsx'
import { Entries, Entry } from '../entry.tsx'
import { DateField, Field } from '../field.tsx'
import { Form } from '../form.tsx'
import { Page } from '../page.tsx'
import { Similar } from '../similar.tsx'
import { TextArea } from '../text-area.tsx'

const north = { reach: 'community', attribution: 'named', community: 'North', members: 214 } as const

export function AskSample() {
  const wrong = {
    title: t('Please end the title with a question mark, so that it asks something.'),
    kinds: t('Choose at least one kind of answer.'),
  }
  return (
    <Page
      title={t('Ask North')}
      lead={t('The coordinator reads it within a working day and sends it back to you before anybody else sees it.')}
      crumbs={[{ label: 'North', href: '#north' }]}
      audience={audienceInWords(north)}
    >
      <Form action="#queries" id="ask" problems={wrong} values={{ title: 'School principals', kinds: [] }}>
        <Field name="title" label={t('Your question in one line')} />
        <Answered />
        <Wishes />
        <Audience of={north} />
        <Actions>
          <Button>{t('Send to the coordinator')}</Button>
          <Button kind="quiet" name="do" value="draft">
            {t('Keep as a draft')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

function Answered() {
  return (
    <Similar src="#similar" form="ask" field="title" label={t('Already answered')}>
      <p class="small soft">{t('Already answered, and perhaps enough:')}</p>
      <Entries>
        <Entry href="#a" title="Handing over a block office in a week" meta={<span>11 responses · 2024</span>} />
        <Entry href="#b" title="What should a headteacher leave in writing?" meta={<span>8 responses · 2023</span>} />
      </Entries>
    </Similar>
  )
}

function Wishes() {
  return (
    <>
      <Choices
        name="kinds"
        label={t('What kinds of answer would help')}
        many
        inline
        options={kinds().map((label) => ({ value: label, label }))}
      />
      <TextArea name="context" label={t('What is the situation')} words={150} markdown />
      <DateField name="reply_by" label={t('Reply by')} value="2026-12-04" hint={t('Two weeks are usual.')} />
      <Choices
        name="attribution"
        label={t('How people are named')}
        value="named"
        options={[
          { value: 'named', label: t('With name and place') },
          { value: 'unattributed', label: t('Nobody is named'), hint: t('Not to us either; it cannot be undone.') },
        ]}
      />
      <Details summary={t('More, if you like')}>
        <Field name="tried" label={t('What you have tried')} optional />
      </Details>
    </>
  )
}

function kinds() {
  return [t('experiences'), t('examples'), t('advice'), t('referrals'), t('documents'), t('contacts')]
}
