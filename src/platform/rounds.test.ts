import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inItsRound, noteArrival } from './rounds.ts'

/** What happens in which order when two answers are there at once, and this thread counts its rounds beside them. */
async function play(): Promise<string[]> {
  const order: string[] = []
  let isOver = false
  const count = () => {
    order.push('round')
    if (!isOver) setImmediate(count)
  }
  const follow = (name: string) => inItsRound(Promise.resolve()).then(() => order.push(name))
  setImmediate(count)
  await Promise.all([follow('one'), follow('another')])
  isOver = true
  return order
}

test('where nobody has ever come in, as in a worker, answers are followed at once', async () => {
  assert.deepEqual(await play(), ['one', 'another'])
})

test('what follows two answers that are there at once follows in two rounds', async () => {
  noteArrival()
  await play()
  assert.deepEqual(await play(), ['round', 'one', 'round', 'another'])
})

test('while somebody comes in, what follows an answer waits for a round', async () => {
  noteArrival()
  assert.deepEqual(await play(), ['round', 'round', 'one', 'round', 'another'])
})

test('an answer that fails fails in its round', async () => {
  await assert.rejects(inItsRound(Promise.reject(new Error('No answer'))), /No answer/)
})
