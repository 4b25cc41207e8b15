/** Pieces that, repeated, have brought renderers of Markdown to a stand. */
export const longShapes = [
  'word ',
  '[',
  '![',
  '*a ',
  '>',
  '- ',
  '|a',
  'a\n',
  '`',
  '<',
  '_a__b',
  'http://a(',
  'a@',
  '[a](',
  // Few enough marks to be read as marks.
  '**a* and some more words here ',
  '![ and some more words ',
  '_a__b and some more words here ',
]
