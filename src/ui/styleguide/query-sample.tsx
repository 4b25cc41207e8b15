import { t } from '../../platform/i18n.ts'
import { Audience, audienceInWords } from '../audience.tsx'
import { Badge } from '../badge.tsx'
import { Actions, Button } from '../button.tsx'
import { Facts } from '../facts.tsx'
import { Form } from '../form.tsx'
import { Meter } from '../meter.tsx'
import { Page } from '../page.tsx'
import { Person } from '../person.tsx'
import { Post } from '../post.tsx'
import { Prose } from '../prose.tsx'
import { Stepper } from '../stepper.tsx'
import { TextArea } from '../text-area.tsx'
import { Day, Time } from '../time.tsx'
import { answers, people, question, questionText } from './words.tsx'

const north = { reach: 'community', attribution: 'named', community: 'North', members: 214 } as const

export function QuerySample() {
  return (
    <Page
      title={question}
      crumbs={[
        { label: 'North', href: '#north' },
        { label: t('Queries'), href: '#queries' },
      ]}
      meta={
        <>
          <Badge tone="active">{t('Gathering')}</Badge>
          <span>
            {t('Reply by')} <Day on="2026-12-04" relative />
          </span>
          <span>{t('experiences; examples')}</span>
        </>
      }
      aside={<QueryMargin />}
      audience={audienceInWords(north)}
    >
      <Stepper label={t('The way of this query')} steps={steps()} now={3} />
      <Person {...people.kavita} />
      <Prose html={questionText} large />
      <Responses />
    </Page>
  )
}

function steps() {
  return ['Asked', 'Shaped', 'Posted', 'Gathering', 'Compiling', 'Published', 'In use'].map((label) => ({ label }))
}

function QueryMargin() {
  return (
    <>
      <Facts
        facts={[
          { label: t('Posted'), value: <Day on="2026-11-20" short /> },
          { label: t('Urgency'), value: 'Normal' },
          { label: t('Topics'), value: 'Schools, handover' },
        ]}
      />
      <Meter label={t('Answered of those asked by name')} of={4} most={7} />
      <section>
        <h2>{t('Like this one')}</h2>
        <p>
          <a href="#like">Handing over a block office in a week</a>, 11 responses, 2024
        </p>
      </section>
    </>
  )
}

function Responses() {
  const at = new Date('2026-11-23T05:10:00Z')
  return (
    <section>
      <h2>{t('{count, plural, one {# response} other {# responses}}', { count: 4 })}</h2>
      <Post
        id="response-1"
        number={1}
        author={<Person {...people.harpreet} />}
        meta={<Time at={at} show="short" />}
        html={answers.harpreet}
        files={[{ name: 'treasury-letter-overlap.pdf', href: '#file', bytes: 184_000, kind: 'PDF' }]}
        actions={<Button kind="text">{t('Thank')}</Button>}
      />
      <Post id="response-2" number={2} author={<Person {...people.meenakshi} />} html={answers.meenakshi} />
      <Post id="response-3" number={3} author={<Person {...people.sunita} />} html={answers.sunita} lang="hi" />
      <Post
        id="response-4"
        number={4}
        author={<span class="soft">{t('A member who is not named')}</span>}
        html={answers.unnamed}
      />
      <Respond />
    </section>
  )
}

function Respond() {
  return (
    <Form action="#responses" id="respond" label={t('Your response')}>
      <TextArea
        name="text"
        label={t('Your response')}
        hint={t('Three lines from the car are welcome.')}
        markdown
        words={300}
      />
      <Audience of={north} />
      <Actions>
        <Button>{t('Send')}</Button>
        <Button kind="quiet" action="#preview" apart>
          {t('Preview')}
        </Button>
      </Actions>
    </Form>
  )
}
