/** What must be put away however a bench ends: the last opened first. */
const ends: (() => unknown)[] = []

/** Gives a way to put it away earlier. */
export function atEnd(end: () => unknown): () => Promise<void> {
  ends.push(end)
  return async () => {
    const at = ends.indexOf(end)
    if (at < 0) return
    ends.splice(at, 1)
    await end()
  }
}

/** One that fails holds up no other. */
export async function endAll() {
  for (let end = ends.pop(); end; end = ends.pop()) {
    try {
      await end()
    } catch (error) {
      console.error(error)
    }
  }
}

const began = performance.now()

/** To the terminal, beside the figures: what is being done, and the seconds since the start. */
export function say(what: string) {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${what}\n`)
}
