import { t } from '../../platform/i18n.ts'
import { audienceInWords } from '../audience.tsx'
import { Booklet, Chapter, Contents, ContentsHere, Contributors, Experience, Resources, Sources } from '../booklet.tsx'
import { ButtonLink } from '../button.tsx'
import { Facts } from '../facts.tsx'
import { Page } from '../page.tsx'
import { Person } from '../person.tsx'
import { Post } from '../post.tsx'
import { Prose } from '../prose.tsx'
import { Day } from '../time.tsx'
import { answers, people, question, questionText } from './words.tsx'

export function ReplySample() {
  return (
    <Page
      title={question}
      crumbs={[
        { label: 'North', href: '#north' },
        { label: t('Library'), href: '#library' },
      ]}
      meta={
        <>
          <span>{t('Consolidated reply')}</span>
          <Day on="2026-12-11" short />
          <span>{t('{count, plural, one {# response} other {# responses}}', { count: 4 })}</span>
        </>
      }
      actions={
        <>
          <ButtonLink href="#print">{t('Print view')}</ButtonLink>
          <ButtonLink href="#pdf" download>
            {t('PDF, 96 kB')}
          </ButtonLink>
        </>
      }
      aside={<Contents chapters={chapters()} />}
      audience={audienceInWords({ reach: 'community', attribution: 'named', community: 'North', members: 214 })}
    >
      <Booklet>
        <Summary />
        <ContentsHere chapters={chapters().slice(1)} />
        <TheQuery />
        <Experiences />
        <Related />
        <InFull />
      </Booklet>
    </Page>
  )
}

function chapters() {
  return [
    { id: 'summary', title: t('Summary') },
    { id: 'query', title: t('The query') },
    { id: 'experiences', title: t('Comparative experiences') },
    { id: 'resources', title: t('Related resources') },
    { id: 'responses', title: t('Responses in full') },
  ]
}

function Summary() {
  return (
    <Chapter id="summary" title={t('Summary')}>
      <div class="prose">
        <p>
          Schools keep what they have built when somebody other than the principal has it in hand. Three ways came up:
          two weeks of overlap, paid from the new post <Sources of={[1]} />; one page written in January and read aloud
          to the parents <Sources of={[2]} />; and a teacher named in the committee’s minutes who carries on while the
          chair is empty <Sources of={[3]} />.
        </p>
        <p>
          On the note itself members disagree. In Mandi it works because it is short and read aloud <Sources of={[2]} />
          . Where it was made compulsory and put on a portal, every note soon said the same <Sources of={[4]} />.
        </p>
        <p>
          To watch for: teachers moved by the same order. Three of fourteen schools lost their reading hour that way{' '}
          <Sources of={[1]} />.
        </p>
      </div>
    </Chapter>
  )
}

function TheQuery() {
  return (
    <Chapter id="query" title={t('The query')}>
      <Person {...people.kavita} />
      <Prose html={questionText} />
      <Facts
        facts={[
          { label: t('Posted'), value: <Day on="2026-11-20" /> },
          { label: t('Compiled by'), value: 'Rohit Bhandari, Anjali Negi' },
          { label: t('With thanks to'), value: <Thanks /> },
        ]}
      />
    </Chapter>
  )
}

function Thanks() {
  return (
    <Contributors
      people={[
        { name: people.harpreet.name, organisation: people.harpreet.place },
        { name: people.meenakshi.name, organisation: people.meenakshi.place },
        { name: people.sunita.name, organisation: people.sunita.place },
        { name: t('A member who is not named') },
      ]}
    />
  )
}

function Experiences() {
  return (
    <Chapter id="experiences" title={t('Comparative experiences')}>
      <Experience place="Ludhiana" when="2019 to 2021" title="Two principals for two weeks" sources={[1]}>
        <p>
          In fourteen senior secondary schools the outgoing principal stayed until 15 July on the pay of the new post.
          Eleven schools kept their reading hour through the following year.
        </p>
      </Experience>
      <Experience place="Barabanki" when="2025" title="A teacher who holds the thread" sources={[3]}>
        <p>
          Each school management committee named one teacher in its minutes. In 32 of 40 schools nothing stopped while
          the post was vacant.
        </p>
      </Experience>
    </Chapter>
  )
}

function Related() {
  return (
    <Chapter id="resources" title={t('Related resources')}>
      <Resources
        title={t('Recommended documents')}
        resources={[
          {
            title: <a href="#letter">Letter to the treasury on overlapping posts</a>,
            line: 'Can be used as it stands; took four months to obtain.',
            by: 'Recommended by Harpreet Singh Sandhu',
          },
          { title: 'Five headings for a handover page', line: 'A form of one page, to be written in January.' },
        ]}
      />
      <Resources
        title={t('Related consolidated replies')}
        resources={[{ title: <a href="#like">Handing over a block office in a week</a>, line: '11 responses, 2024' }]}
      />
    </Chapter>
  )
}

function InFull() {
  return (
    <Chapter id="responses" title={t('Responses in full')}>
      <Post id="response-1" number={1} author={<Person {...people.harpreet} />} html={answers.harpreet} />
      <Post id="response-2" number={2} author={<Person {...people.meenakshi} />} html={answers.meenakshi} />
      <Post id="response-3" number={3} author={<Person {...people.sunita} />} html={answers.sunita} lang="hi" />
      <Post
        id="response-4"
        number={4}
        author={<span class="soft">{t('A member who is not named')}</span>}
        html={answers.unnamed}
      />
    </Chapter>
  )
}
