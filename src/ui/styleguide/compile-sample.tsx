import { t } from '../../platform/i18n.ts'
import { Button } from '../button.tsx'
import { Checklist } from '../checklist.tsx'
import { Columns } from '../columns.tsx'
import { Passage, Slot, Source, Taken } from '../compile.tsx'
import { Form } from '../form.tsx'
import { Page } from '../page.tsx'
import { Person } from '../person.tsx'
import { TextArea } from '../text-area.tsx'
import { answers, paragraphsOf, people } from './words.tsx'

const targets = [
  { value: 'overlap', label: 'Overlap', shortcut: '1' },
  { value: 'note', label: 'The note', shortcut: '2' },
  { value: 'between', label: 'In between', shortcut: '3' },
  { value: 'experience', label: 'Experience', shortcut: 'e' },
  { value: 'resource', label: 'Resource', shortcut: 'r' },
]

export function CompileSample() {
  return (
    <Page
      title={t('Compile the reply')}
      width="wide"
      crumbs={[{ label: 'North', href: '#north' }]}
      lead="How do you rotate school principals without losing what a school has built up?"
      meta={<span>4 responses, 9 paragraphs, 3 taken over</span>}
    >
      <Form action="#compilation" id="compile" class="plain" byDefault={{ name: 'do', value: 'save' }}>
        <Columns
          hold
          firstLabel={t('Responses')}
          first={<Responses />}
          secondLabel={t('The consolidated reply')}
          second={<Skeleton />}
        />
      </Form>
    </Page>
  )
}

function Responses() {
  return (
    <>
      <h2>{t('Responses')}</h2>
      <Source id="source-1" number={1} author={<Person {...people.harpreet} size="small" />} wish="By name">
        {paragraphsOf(answers.harpreet).map((html, at) => (
          <Passage
            id={`p1-${at}`}
            html={html}
            targets={targets}
            taken={at === 0 ? [{ value: 'overlap', label: 'Overlap', href: '#taken-1' }] : []}
          />
        ))}
      </Source>
      <Source
        id="source-2"
        number={2}
        author={<Person {...people.meenakshi} size="small" />}
        wish="Organisation only"
        guarded
      >
        {paragraphsOf(answers.meenakshi).map((html, at) => (
          <Passage id={`p2-${at}`} html={html} targets={targets} />
        ))}
      </Source>
      <Source id="source-3" number={3} author={<Person {...people.sunita} size="small" />} wish="By name">
        {paragraphsOf(answers.sunita).map((html, at) => (
          <Passage id={`p3-${at}`} html={html} lang="hi" targets={targets} />
        ))}
      </Source>
    </>
  )
}

function Skeleton() {
  return (
    <>
      <h2>{t('The consolidated reply')}</h2>
      <Slot
        id="slot-summary"
        title={t('Summary on one screen')}
        hint={t('Yours to write: where they agree, where not, what to watch for.')}
      >
        <TextArea name="summary" label={t('Summary')} hideLabel rows={5} words={180} />
      </Slot>
      <Overlap />
      <Note />
      <Slot id="slot-between" title="While the chair is empty" shortcut="3" hint={t('Nothing taken over yet.')} />
      <Ready />
    </>
  )
}

function Overlap() {
  return (
    <Slot id="slot-overlap" title="Two weeks of overlap" shortcut="1" count="1 passage">
      <Taken
        id="taken-1"
        name="taken[1]"
        label="Passage from response 1"
        value="What helped was not a longer note but two weeks of overlap: the outgoing principal stays until 15 July and walks the new one through every class once."
        from={{ number: 1, href: '#p1-0', words: 'Harpreet Singh Sandhu, Ludhiana' }}
        edited
        actions={<TakenActions id={1} />}
      />
    </Slot>
  )
}

function Note() {
  return (
    <Slot id="slot-note" title="One page, written in January" shortcut="2" count="1 passage">
      <Taken
        id="taken-2"
        name="taken[2]"
        label="Passage from response 2"
        value="Meenakshi Thakur’s block office in Mandi keeps the note to one page with five headings."
        from={{ number: 2, href: '#p2-0', words: 'Meenakshi Thakur, Mandi' }}
        blocked="Response 2 may be quoted with the organisation only. This passage names the writer."
        actions={<TakenActions id={2} />}
      />
    </Slot>
  )
}

function Ready() {
  return (
    <Slot id="slot-ready" title={t('Before it can be published')}>
      <Checklist
        checks={[
          { done: true, words: t('Every response stands in full.') },
          { done: false, words: 'One passage names a person who wished not to be named.', href: '#taken-2' },
          { done: false, words: t('The summary is still empty.'), href: '#slot-summary' },
        ]}
      />
      <div class="actions">
        <Button name="do" value="save">
          {t('Save')}
        </Button>
        <Button kind="quiet" name="do" value="show">
          {t('Show it to the asker')}
        </Button>
      </div>
    </Slot>
  )
}

function TakenActions({ id }: { id: number }) {
  return (
    <>
      <Button kind="text" name="do" value={`up:${id}`}>
        {t('Up')}
      </Button>
      <Button kind="text" name="do" value={`back:${id}`}>
        {t('Put back')}
      </Button>
    </>
  )
}
