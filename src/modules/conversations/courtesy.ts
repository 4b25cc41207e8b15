const MOST_WORDS = 8

/** “Thanks”, “Me too, best wishes to all”: kind words, which are not worth a mail to everybody each. */
export function isCourtesy(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}\p{N}'’+]+/gu) ?? []
  if (words.length === 0 || words.length > MOST_WORDS) return false
  return kind.test(words.join(' ').toLowerCase()) && !/\p{Nd}|[?/@#]/u.test(text.replace(/\+1/g, ''))
}

const kind = new RegExp(
  `^(${[
    ...[
      '(many |with |so many |a lot of )?thank(s| you)',
      'thx',
      'me too',
      'same here',
      '\\+1',
      'agreed?',
      'i agree',
      'noted',
    ],
    ...[
      'well done',
      'well said',
      'congratulations',
      'congrats',
      'great',
      'very good',
      'very useful',
      'good work',
      'nice',
    ],
    ...[
      '(बहुत )*धन्यवाद',
      'शुक्रिया',
      '(बहुत )?आभार',
      '(हार्दिक )?बधाई',
      'मैं भी',
      'मुझे भी',
      'सहमत',
      'मैं सहमत',
      'बहुत अच्छा',
      'बहुत अच्छे',
    ],
    ...['dhanyav?w?aa?d', 'shukriya', 'main bhi', 'bahut achha'],
  ].join('|')})(?![\\p{L}\\p{M}])`,
  'u',
)
