/**
 * What three corpora expect, whose expectations stand in the code of their tests and not in files. A line of it is
 * the first and the last words of a passage that is kept; `until` is what the text is cut before.
 */
export type Passage = { first: string; last: string } | { until: string } | { exactly: string }
export type Expectations = Record<string, Passage[]>

const lorem: Passage[] = [{ first: 'Fusce bibendum, quam', last: 'aliquet nec nec nibh.' }]
const riakQuestion: Passage[] = [{ first: 'Hi folks', last: 'using the Java HTTP API.' }]
const riakAnswer: Passage = { first: 'You can list the keys', last: 'delete them all individually."' }
const here: Passage[] = [{ exactly: 'Here is another email' }]

/** Source: test/email_reply_parser_test.rb of github/email_reply_parser (MIT). */
export const github: Expectations = {
  'correct_sig.txt': [{ until: '-- \nrick' }],
  'email_1_1.txt': riakQuestion,
  'email_1_2.txt': [{ first: 'Hi,', last: 'delete them all individually."' }],
  'email_1_3.txt': [{ first: 'Oh thanks.', last: 'would be great.' }],
  'email_1_4.txt': [{ until: 'On Aug 22' }],
  'email_1_5.txt': [{ first: 'One: Here', last: 'for a while.' }],
  'email_1_6.txt': [{ until: 'On Dec 16' }],
  'email_1_7.txt': [{ until: 'On ' }],
  'email_1_8.txt': [{ first: 'On Tue, Apr 29', last: 'and under this.' }],
  'email_2_1.txt': [{ exactly: 'Outlook with a reply' }],
  'email_2_2.txt': [{ exactly: 'Outlook with a reply directly above line' }],
  'email_2_3.txt': [{ exactly: 'Outlook with a reply directly above line' }],
  'email_BlackBerry.txt': here,
  'email_bullets.txt': [{ first: 'test 2 this should', last: '- and another' }],
  'email_iPhone.txt': here,
  'email_long_quote.txt': riakQuestion,
  'email_multi_word_sent_from_my_mobile_device.txt': here,
  'email_one_is_not_on.txt': [{ first: 'Thank, this is', last: 'when I run...' }],
  'email_sent_from_my_not_signature.txt': [{ first: 'Here is another email', last: 'my mobile phone.' }],
  'email_sig_delimiter_in_middle_of_line.txt': [{ first: 'Hi there!', last: 'kthxbai' }],
  'greedy_on.txt': [{ first: 'On your remote host', last: 'tunnel is not working.' }],
}

/** Source: test/test_email_reply_parser.py of zapier/email-reply-parser (MIT), whose files are mostly those of GitHub. */
export const zapier: Expectations = {
  ...github,
  'email_2_3.txt': [{ exactly: 'Outlook with a reply above headers using unusual format' }],
  'email_gmail.txt': [{ exactly: 'This is a test for inbox replying to a github message.' }],
  'email_headers_no_delimiter.txt': [{ exactly: 'And another reply!' }],
  'email_partial_quote_header.txt': [{ first: 'On your remote host', last: 'tunnel is not working.' }],
}

/** Source: tests/EmailReplyParser/Tests of willdurand/EmailReplyParser (MIT). */
export const willdurand: Expectations = {
  'correct_sig.txt': [{ until: '--\nrick' }],
  'email_1.txt': riakQuestion,
  'email_2.txt': [{ exactly: 'Hi,' }, riakAnswer],
  'email_2_1.txt': [{ exactly: 'Outlook with a reply' }],
  'email_3.txt': [{ first: 'Oh thanks.', last: 'would be great.' }],
  'email_4.txt': [{ until: 'On Aug 22' }],
  'email_5.txt': [{ first: 'One: Here', last: 'for a while.' }],
  'email_6.txt': [{ until: 'On Dec 16' }],
  ...Object.fromEntries([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 22].map((n) => [`email_${n}.txt`, lorem])),
  'email_19.txt': [{ until: 'On Dec 16' }],
  'email_20.txt': [{ until: '> On May 17' }],
  'email_21.txt': [{ until: '\0' }],
  'email_23.txt': lorem,
  'email_23_1.txt': lorem,
  'email_blackberry.txt': here,
  'email_bullets.txt': [{ first: 'test 2 this should', last: '- and another' }],
  'email_custom_quote_header.txt': [{ exactly: 'Thank you!' }],
  'email_customer_quote_header_2.txt': [{ exactly: 'Thank you very much.' }],
  'email_customer_quote_header_3.txt': [{ first: 'bonjour,', last: "merci d'avance" }],
  'email_iphone.txt': here,
  'email_issue_77.txt': [{ until: '- Le 2021' }],
  'email_ls-l.txt': [{ until: '-- \nglen' }],
  'email_multi_word_sent_from_my_mobile_device.txt': here,
  'email_norwegian_gmail.txt': lorem,
  'email_one_is_not_on.txt': [{ first: 'Thank, this is', last: 'when I run...' }],
  'email_sent_from_my_not_signature.txt': [{ first: 'Here is another email', last: 'my mobile phone.' }],
  'email_thread.txt': [{ until: 'On Nov 21, 2014,' }],
  'email_unquoted_reply.txt': [{ exactly: 'This is my reply.' }],
  'email_w10_mail.txt': [{ until: 'Sent from Mail' }],
  'email_zimbra_free_en.txt': [{ until: '- On 2021' }],
  'email_zimbra_free_fr.txt': [{ until: '- Le 2021' }],
  'sig_no_empty_line.txt': [{ until: '--\nrick' }],
}

/** Lines that are put in the place of [DATE] and [FROM] in two files, one case each; from the same tests. */
export const willdurandDates = [
  'On Tue, 2011-03-01 at 18:02 +0530, Abhishek Kona wrote:',
  '2014-03-20 8:48 GMT+01:00 Rémi Dolan <do_not_reply@dolan.com>:',
  '2014-03-20 20:48 GMT+01:00 Rémi Dolan <do_not_reply@dolan.com>:',
  '2014-03-09 20:48 GMT+01:00 Rémi Dolan <do_not_reply@dolan.com>:',
  'Le 19 mars 2014 10:37, Cédric Lombardot <cedric.lombardot@gmail.com> a écrit :',
  'El 19/03/2014 11:34, Juan Pérez <juan.perez@mailcatch.com> escribió:',
  'El 19/03/2014 11:34, Juan Pérez <juan.perez@mailcatch.com> ha escrit:',
  'W dniu 7 stycznia 2015 15:24 użytkownik Paweł Brzoski <pbrzoski91@gmail.com> napisał:',
  'Le 19/03/2014 11:34, Georges du chemin a écrit :',
  'W dniu 2015-01-07 14:23, pbrzoski91@gmail.com pisze: ',
  'Den 08/06/2015 kl. 21.21 skrev Test user <test@example.com>:',
  'Am 25.06.2015 um 10:55 schrieb Test user:',
  'Test user <test@example.com> schrieb:',
  '在 2016年11月8日，下午2:23，Test user <test@example.com> 写道：',
  '2016. 11. 8. 오후 12:39 Test user <test@example.com> 작성:',
  '2016/11/08 14:26、Test user <test@example.com> のメッセージ:',
  'tir. 18. apr. 2017 kl. 13:09 skrev Test user <test@example.com>:',
]
export const willdurandSenders = ['From', 'De', 'Van', 'Da'].map(
  (label) => `${label}: foo@example.com <foo@example.com>`,
)
