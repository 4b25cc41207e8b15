import { AsyncLocalStorage } from 'node:async_hooks'

/** What every form of one request carries: the token against forged requests, and a fresh key for each form. */
type FormContext = { csrf: string; once: () => string }

const here = new AsyncLocalStorage<FormContext>()

export function withFormContext<T>(context: FormContext, run: () => T): T {
  return here.run(context, run)
}

/** Undefined outside a request, as on an error page: such a form is refused by the server, not sent unguarded. */
export function currentForm(): FormContext | undefined {
  return here.getStore()
}
