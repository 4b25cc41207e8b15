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
]
