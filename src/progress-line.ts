/** One line of a terminal that says how far long work has come; where there is no terminal it says nothing. */
export function progressLine(out: NodeJS.WriteStream = process.stderr) {
  let shown = 0
  return {
    show(done: number, of: number, what: string) {
      if (!out.isTTY || Date.now() - shown < 100) return
      shown = Date.now()
      const filled = of > 0 ? Math.round((20 * done) / of) : 0
      out.write(`\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${done} of ${of} ${what}`)
    },
    clear() {
      if (out.isTTY) out.write('\r\x1b[K')
    },
  }
}
