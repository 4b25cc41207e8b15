import { renderMarkdown } from '../../platform/markdown.ts'

/** Invented people and texts, as a district officer would know them; names of people and their words stay untranslated. */
export const people = {
  kavita: { name: 'Kavita Rao', place: 'School Education, Shimla', href: '#people' },
  harpreet: { name: 'Harpreet Singh Sandhu', place: 'District administration, Ludhiana', href: '#people' },
  meenakshi: { name: 'Meenakshi Thakur', place: 'Block office, Mandi', href: '#people' },
  sunita: { name: 'सुनीता वर्मा', place: 'बेसिक शिक्षा, बाराबंकी', href: '#people' },
  tsering: { name: 'Tsering Dolma', place: 'Education, Leh', href: '#people' },
  arif: { name: 'Dr. Arif Qureshi', place: 'Training institute, Srinagar', href: '#people' },
}

export const question = 'How do you rotate school principals without losing what a school has built up?'

export const questionText = html(`
Our state moves principals every three years. The order comes in May, the new principal arrives in July, and for a year the school starts again: the reading hour stops, the parents' meeting stops, the two teachers who carried everything ask for a transfer.

I do not want to stop the rotation. I want the second principal to find a school that is running.

1. What do you hand over, and on how many pages?
2. Who keeps the thread while the chair is empty?
3. Has anyone asked the parents to do it?
`)

export const answers = {
  harpreet: html(`
We had the same trouble in 2019 with fourteen senior secondary schools. What helped was not a longer note but **two weeks of overlap**. The outgoing principal stays until 15 July, draws salary from the new post, and walks the new one through every class once.

It cost us nothing but a letter from the treasury, which took four months to get. I attach it; the wording can be used as it stands.

Of the fourteen schools, eleven kept their reading hour in the following year. The other three lost it because the teacher who ran it was moved in the same order. So look at the teachers' list and the principals' list on the same day.
`),
  meenakshi: html(`
In our block the note is one page and has five headings: what we began, who carries it, what it needs each month, what nearly stopped it, whom to telephone. A principal writes it every January, not in May. In May nobody writes.

The school management committee reads it aloud at its February meeting. That is the whole trick: once the parents have heard it, the new principal is asked about it in August.
`),
  sunita: html(`
हमारे यहाँ प्रधानाध्यापक के जाने और आने के बीच कई बार दो महीने निकल जाते हैं। इस बीच विद्यालय वरिष्ठ शिक्षिका के भरोसे चलता है, पर उनके हाथ में कोई आदेश नहीं होता।

हमने पिछले वर्ष एक सीधा काम किया: हर विद्यालय में एक **सूत्रधार शिक्षक** का नाम विद्यालय प्रबंध समिति की बैठक में लिखा गया। प्रधानाध्यापक का पद खाली हो तो वही समिति बुलाता है और पठन का घंटा चलाता है। चालीस में से बत्तीस विद्यालयों में काम नहीं रुका।
`),
  unnamed: html(`
A word of caution. We made the handover note compulsory and put it on the portal. Within a year every note said the same thing. The useful ones had been written by hand and left in the drawer.
`),
}

function html(text: string): string {
  return renderMarkdown(text).html
}

/** The paragraphs of a response, each to be taken over by itself. */
export function paragraphsOf(response: string): string[] {
  return response.match(/<p>[\s\S]*?<\/p>/g) ?? []
}
