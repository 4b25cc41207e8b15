import assert from 'node:assert/strict'
import test from 'node:test'
import { type ReplyWord, replyDigit, replyWord } from './reply-words.ts'

const yesNo = ['yes', 'no'] as const
const all: ReplyWord[] = ['yes', 'no', 'ok', 'undo', 'done', 'late', 'stuck', 'drop', 'maybe', 'urgent']

function plain(word: ReplyWord, texts: string[], allowed: readonly ReplyWord[] = all) {
  for (const text of texts) assert.deepEqual(replyWord(text, allowed), { word, rest: '' }, JSON.stringify(text))
}

function none(texts: string[], allowed: readonly ReplyWord[] = all) {
  for (const text of texts) assert.equal(replyWord(text, allowed), null, JSON.stringify(text))
}

test('a plain yes is read as it is written', () => {
  plain('yes', ['YES', 'yes', 'Yes.', ' yes\n', '*Yes*', '“Yes”', 'Yes!!!', 'yep', 'Y', 'Ｙｅｓ'])
  plain('yes', ['Yes please', 'Yes, thank you', 'Yes 🙏', 'Dear Madam,\n\nYes.\n\nWith regards', 'Yes yes'])
  plain('yes', ['हाँ', 'हां', 'हा', 'हाँ।', 'जी हाँ', 'जी हां', 'जी', 'हाँ जी', 'ज़रूर', 'जरूर', 'नमस्ते,\nहाँ, धन्यवाद'])
  plain('yes', ['haan', 'Han ji', 'Ji haan', 'HAAN', 'ha', 'bilkul'])
})

test('a plain no is read as it is written', () => {
  plain('no', ['No', 'NO.', 'no thanks', 'No, thank you', 'No, sorry', 'nope', 'Sorry, no', '👎'])
  plain('no', ['नहीं', 'नही', 'नहीं।', 'जी नहीं', 'ना', 'nahi', 'Nahin', 'ji nahi', 'नहीं, धन्यवाद'])
})

test('an OK is read in the many ways of writing it', () => {
  plain(
    'ok',
    ['OK', 'Ok.', 'OK!', 'okay', 'o.k.', 'O.K', 'k', 'Fine', 'Agreed', 'Go ahead', 'ok 👍', 'OK, thanks', 'Ok 🎉'],
    ['ok'],
  )
  plain(
    'ok',
    ['👍', '👍🏽', '👌', 'OK, no changes', 'OK, no changes from my side. Thanks', 'Okay, please post it'],
    ['ok'],
  )
  plain('ok', ['ठीक है', 'ठीक', 'जी ठीक है', 'ओके', 'ठीक है, धन्यवाद', 'मंज़ूर', 'मंजूर है', 'सहमत'], ['ok'])
  plain('ok', ['theek hai', 'Thik hai', 'thik h', 'Theek hai ji'], ['ok'])
})

test('a yes counts as OK where only OK is asked for, an OK does not count as yes', () => {
  plain('ok', ['Yes', 'haan', 'हाँ, भेज दें', 'Yes, go ahead'], ['ok'])
  plain('yes', ['Yes'], ['ok', 'yes'])
  none(['OK', 'ठीक है'], yesNo)
})

test('the other words are read in both languages', () => {
  plain('undo', [
    'undo',
    'Undo.',
    'UNDO please',
    'Please undo',
    'take it back',
    'वापस',
    'वापस लें',
    'wapas',
    'कृपया वापस लें',
  ])
  plain('done', ['Done', 'done, thanks', 'हो गया', 'पूरा हुआ', 'ho gaya'])
  plain('late', ['late', 'देर', 'देरी होगी', 'विलंब', 'deri'])
  plain('stuck', ['Stuck', 'अटका हूँ', 'फंसा', 'atak gaya'])
  plain('drop', ['drop', 'छोड़ दें', 'छोड़ें'])
  plain('maybe', ['Maybe', 'may be', 'शायद', 'shayad'])
  plain('urgent', ['URGENT', 'तत्काल', 'ज़रूरी', 'जरूरी'])
})

test('what follows the word is handed on', () => {
  const said = (text: string) => replyWord(text, ['ok', 'yes', 'no', 'stuck'])

  assert.deepEqual(said('OK but change the title'), { word: 'ok', rest: 'but change the title' })
  assert.deepEqual(said('ठीक है, शीर्षक बदल दें'), { word: 'ok', rest: 'शीर्षक बदल दें' })
  assert.deepEqual(said('Yes — how do we keep teachers?'), { word: 'yes', rest: 'how do we keep teachers?' })
  assert.deepEqual(said('No I cannot come'), { word: 'no', rest: 'I cannot come' })
  assert.deepEqual(said('नहीं आ सकूँगी'), { word: 'no', rest: 'आ सकूँगी' })
  assert.deepEqual(said('Stuck: no budget yet'), { word: 'stuck', rest: 'no budget yet' })
})

test('the writer’s own name under the word is not more than the word', () => {
  assert.deepEqual(replyWord('OK\n\nMeera', ['ok'], { signedBy: 'Meera Iyer' }), { word: 'ok', rest: '' })
  assert.deepEqual(replyWord('OK\n- Meera Iyer', ['ok'], { signedBy: 'Meera Iyer' }), { word: 'ok', rest: '' })
  assert.deepEqual(replyWord('हाँ\nमीरा', ['yes'], { signedBy: 'मीरा अय्यर' }), { word: 'yes', rest: '' })
  assert.deepEqual(replyWord('OK\n\nMeera', ['ok']), { word: 'ok', rest: 'Meera' })
})

test('what is no clear answer is none', () => {
  none([
    'Not yet',
    'No problem, yes',
    'No problem',
    'No objection',
    'No worries, I will come',
    'No schools answered us',
  ])
  none(['Yes and no', 'Yes, but not now', 'Yes I can’t', 'OK, wait', 'Ok no', 'OK?', 'Yes?', 'haha', 'ha ha', 'NA'])
  none(['अभी नहीं', 'जी, अभी नहीं', 'हाँ या ना', 'ठीक नहीं है', 'ठीक है, पर मत भेजें', 'हाँ, नहीं', 'abhi nahi'])
  none([
    'Yesterday we met',
    'Nobody',
    'Okra',
    'Undoing',
    'Note that',
    'हांगकांग',
    'नहींतर',
    'I say yes',
    'K. Raman says',
    '',
  ])
  none(['OK.\n“Rotation” is not the word.', 'हा हा', 'No 👍 yes'])
  none(['> yes', '1', 'We are done', 'Hello yes'])
})

test('a word that is not asked for is not an answer', () => {
  none(['OK', 'Done', 'maybe'], yesNo)
  none(['ok no', 'no problem'], ['ok'])
})

test('a reply of any length is read', () => {
  const thanks = 'thanks '.repeat(50_000).trim()

  assert.deepEqual(replyWord(`OK ${thanks}`, ['ok']), { word: 'ok', rest: thanks })
  none(['Dear,\n'.repeat(50_000), 'a'.repeat(500_000)])
})

test('a digit is read in every script', () => {
  assert.deepEqual(replyDigit('3 used it in our block'), { digit: 3, rest: 'used it in our block' })
  for (const text of [
    '3',
    '३',
    '३.',
    '3)',
    '(3)',
    '3.',
    '3️⃣',
    '３',
    'Option 3',
    'Dear Sir,\n3',
    '3 thanks',
    'उत्तर: ३',
    '#3',
  ]) {
    assert.deepEqual(replyDigit(text), { digit: 3, rest: '' }, text)
  }
  assert.deepEqual(replyDigit('२। आधा काम आया'), { digit: 2, rest: 'आधा काम आया' })
  assert.deepEqual(replyDigit('3 – used in 40 schools'), { digit: 3, rest: 'used in 40 schools' })
  assert.deepEqual(replyDigit('3. 40 schools use it'), { digit: 3, rest: '40 schools use it' })
  assert.deepEqual(replyDigit('3\n\n40 schools use it'), { digit: 3, rest: '40 schools use it' })
  assert.deepEqual(replyDigit('3 yes'), { digit: 3, rest: '' })
  assert.deepEqual(replyDigit('2 आंशिक रूप से, दो खंडों में'), { digit: 2, rest: 'दो खंडों में' })
  assert.deepEqual(replyDigit('3\n\nIn 2026 we used it.'), { digit: 3, rest: 'In 2026 we used it.' })
})

test('a number that is no choice is none', () => {
  for (const text of [
    '0',
    '4',
    '30 schools',
    '३० स्कूल',
    '2-3',
    '1 or 2',
    '१ या २',
    '3rd time',
    '3.5',
    '3/4',
    '3%',
    '1,200',
    'three',
    '',
  ]) {
    assert.equal(replyDigit(text), null, text)
  }
})
