import type { Child } from 'hono/jsx'
import { t } from '../platform/i18n.ts'

export type Step = { label: string; note?: Child }

/** Where a thing stands on its way: one quiet line, on a phone one sentence and a row of dots. */
export function Stepper({ label, steps, now }: { label: string; steps: Step[]; now: number }) {
  const here = steps[now]?.label ?? ''
  return (
    <section class="stepper" aria-label={label}>
      <p class="stepper-sentence">
        {t('Step {number} of {count}: {step}', { number: now + 1, count: steps.length, step: here })}
      </p>
      <ol>
        {steps.map((step, at) => (
          <li class={stateOf(at, now)} aria-current={at === now ? 'step' : undefined}>
            <span class="step-label">{step.label}</span>
            {step.note && <span class="step-note">{step.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function stateOf(at: number, now: number): string {
  if (at === now) return 'step here'
  return at < now ? 'step past' : 'step ahead'
}
