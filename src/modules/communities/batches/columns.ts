/** What a file of people may say of each; the names that a header may have, in English and Hindi, as `foldHeader` writes them. */
const names = {
  name: 'name|full name|officer|name of officer|officer name|name of the officer|member|participant|नाम|पूरा नाम|अधिकारी|अधिकारी का नाम',
  first_name: 'first name|given name|forename|पहला नाम',
  last_name: 'last name|surname|family name|उपनाम|कुलनाम',
  address:
    'address|mail|email|e mail|mail address|email address|e mail address|email id|e mail id|mail id|official email|ईमेल|ई मेल|मेल|मेल पता|ईमेल पता|ई मेल पता|ईमेल आईडी',
  second_address:
    'second address|second mail|second email|second mail address|second email address|other email|alternate email|alternative email|personal email|email 2|mail 2|दूसरा ईमेल|दूसरा ई मेल|दूसरा मेल|दूसरा पता|दूसरा मेल पता|अन्य ईमेल|वैकल्पिक ईमेल|निजी ईमेल',
  organisation: 'organisation|organization|office|department|ministry|institution|संगठन|संस्था|कार्यालय|विभाग|मंत्रालय|संस्थान',
  designation: 'designation|post|position|job title|title|rank|पदनाम|पद',
  service: 'service|सेवा',
  cadre: 'cadre|home cadre|कैडर|काडर|संवर्ग',
  area: 'area|state|state ut|state or ut|place|posting|place of posting|region|राज्य|राज्य केंद्र शासित प्रदेश|स्थान|क्षेत्र|पदस्थापना|तैनाती|तैनाती स्थान',
  cohort: 'cohort|batch|course|programme|program|बैच|पाठ्यक्रम|कोर्स|कार्यक्रम',
  language: 'language|भाषा',
  since:
    'since|from|date|posted since|posted from|date of posting|with effect from|wef|w e f|से|तिथि|दिनांक|तारीख|कब से|तैनाती की तिथि',
} as const

export type Column = keyof typeof names
export const columns = Object.keys(names) as Column[]

const byName = new Map(columns.flatMap((column) => names[column].split('|').map((name) => [foldHeader(name), column])))

/** Which column a header names; null where it is none of ours. */
export function columnOf(header: string): Column | null {
  return (byName.get(foldHeader(header)) as Column | undefined) ?? null
}

/** Case, signs, accents and nukta make no difference: “E-Mail Address*” is “e mail address”. */
function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u093c\u200b-\u200d\ufeff]/g, '')
    .replaceAll('ँ', 'ं')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
