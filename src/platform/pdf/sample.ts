import { type Block, type PdfDocument, paragraph } from './document.ts'
import { blocksFromHtml } from './from-html.ts'

/** Two documents as long as real ones, for the tests and for looking at. */
export function englishSample(): PdfDocument {
  return {
    title: 'How do you hand over a school when its head teacher moves in the middle of the year?',
    subtitle: 'Experiences and examples from eleven districts',
    language: 'en',
    header: 'North Learning Network',
    footer: 'north.example.org/library/k7m2',
    accent: '#1f5c4a',
    meta: [
      ['Asked by', 'Sunita Rawat, District Education Office, Almora'],
      ['Asked for', 'experiences; examples'],
      ['Issued', '14 March 2026'],
      ['Compiled by', 'Arvind Joshi with Meera Pillai'],
      ['Who can read it', 'The 214 members of North. Not named outside it.'],
    ],
    summary: blocksFromHtml(englishSummary),
    sections: [
      { heading: 'The question', blocks: [{ kind: 'quote', blocks: blocksFromHtml(englishQuestion) }] },
      { heading: 'Responses were received, with thanks, from', blocks: [listOfNames(englishNames)] },
      { heading: 'Experiences compared', blocks: comparisons() },
      { heading: 'Related resources', blocks: blocksFromHtml(englishResources) },
      { heading: 'Responses in full', anchor: 'responses', blocks: responses(englishNames, englishAnswers) },
      {
        heading: 'Further contributions',
        blocks: closing(
          'Members rely on their own judgement when they use what is written here. To add to this reply, answer the mail it came with.',
        ),
      },
    ],
  }
}

export function hindiSample(): PdfDocument {
  return {
    title: 'साल के बीच में प्रधानाध्यापक का स्थानांतरण हो जाए तो विद्यालय का कार्यभार कैसे सौंपा जाए?',
    subtitle: 'ग्यारह ज़िलों के अनुभव और उदाहरण',
    language: 'hi',
    header: 'उत्तर शिक्षण नेटवर्क',
    footer: 'north.example.org/library/k7m2',
    accent: '#8a3b12',
    meta: [
      ['प्रश्नकर्ता', 'सुनीता रावत, ज़िला शिक्षा कार्यालय, अल्मोड़ा'],
      ['क्या चाहिए', 'अनुभव; उदाहरण'],
      ['जारी करने की तिथि', '14 मार्च 2026'],
    ],
    summary: blocksFromHtml(hindiSummary),
    sections: [
      { heading: 'प्रश्न', blocks: [{ kind: 'quote', blocks: blocksFromHtml(hindiQuestion) }] },
      { heading: 'इनके उत्तर धन्यवाद सहित मिले', blocks: [listOfNames(hindiNames)] },
      { heading: 'पूरे उत्तर', anchor: 'responses', blocks: responses(hindiNames, hindiAnswers) },
      { heading: 'आगे के योगदान', blocks: closing('यहाँ लिखी बातों का उपयोग सदस्य अपने विवेक से करते हैं।') },
    ],
  }
}

function listOfNames(names: string[]): Block {
  return { kind: 'list', ordered: true, items: eighteen(names).map((name) => [paragraph(name)]) }
}

function comparisons(): Block[] {
  return [
    { kind: 'heading', level: 3, runs: [{ text: 'Almora: a two-day overlap' }] },
    {
      kind: 'facts',
      rows: [
        ['Who and when', [{ text: 'Block office and 42 schools, since June 2024' }]],
        [
          'What was done',
          [
            {
              text: 'The leaving and the arriving head teacher work side by side for two paid days and walk through one written handover note.',
            },
          ],
        ],
        ['Result', [{ text: 'Unsettled accounts after a transfer fell from 17 to 3 in one year.' }]],
        [
          'From',
          [{ text: 'Response 1', link: '#response-1' }, { text: ', ' }, { text: 'Response 4', link: '#response-4' }],
        ],
      ],
    },
    { kind: 'heading', level: 3, runs: [{ text: 'Chamoli: the school keeps its own notebook' }] },
    {
      kind: 'facts',
      rows: [
        ['Who and when', [{ text: 'Nine primary schools above 1,800 m, 2023–2025' }]],
        [
          'What was done',
          [
            {
              text: 'A bound notebook in which every head teacher writes half a page each month. It never leaves the school.',
            },
          ],
        ],
        ['From', [{ text: 'Response 2', link: '#response-2' }]],
      ],
    },
  ]
}

function responses(names: string[], answers: string[]): Block[] {
  return eighteen(names).flatMap((name, n) => [
    { kind: 'heading', level: 3, runs: [{ text: `${n + 1}. ${name}` }], anchor: `response-${n + 1}` } as Block,
    ...blocksFromHtml(answers[n % answers.length] ?? ''),
  ])
}

function closing(text: string): Block[] {
  return [paragraph('CC BY 4.0'), { kind: 'note', text }]
}

function eighteen(names: string[]): string[] {
  return Array.from({ length: 18 }, (_, n) => names[n % names.length] ?? '')
}

const englishSummary = `<p>Eighteen members from eleven districts answered. Most agree that <strong>what is lost is not the paper but the promises</strong>: which parent was told what, which contractor was half paid, which child is being watched for leaving school. Three ways of keeping them were tried and are described below.</p>
<ul><li>Two days of overlap, paid and written into the transfer order (<a href="#response-1">Response 1</a>, <a href="#response-4">Response 4</a>).</li>
<li>A school notebook that stays when people go (<a href="#response-2">Response 2</a>).</li>
<li>A second person who always knows: the senior teacher signs every handover (<a href="#response-3">Response 3</a>).</li></ul>
<p>Members disagree on whether the handover should be inspected. Where it was, notes became longer and less frank (<a href="#response-5">Response 5</a>).</p>`

const englishQuestion = `<p>In our district 61 head teachers were transferred between October and January. In most schools the new head arrived after the old one had left. Accounts, mid-day meal records and the plan for the year had to be pieced together from what the clerk remembered.</p>
<p>I would like to hear:</p><ol><li>What did you put in place so that a school keeps its knowledge when its head moves?</li><li>What did it cost in days and money?</li><li>What did not work?</li></ol>
<p>I will use the answers in a proposal to the Directorate by 30 April.</p>`

const englishNames = [
  'Ramesh Bisht, Block Resource Centre, Almora',
  'Lalita Negi, Government Primary School, Chamoli',
  'Farida Khan, District Institute of Education, Nainital',
  'Response without a name, Directorate',
  'Thomas Varghese, State Council, by telephone',
]

const englishAnswers = [
  `<p>Dear Sunita ji, we had the same trouble in 2023. The order came on a Friday and the relieving order on the Monday. We asked the <em>Chief Education Officer</em> for one sentence in the transfer order: “The officer shall be relieved after two working days of joint handover.” He agreed for one year as a trial.</p>
<p>What we learned in 42 schools:</p><ul><li>The two days must be at the school, not at the block office.</li><li>The handover note has <strong>nine headings and no more</strong>. Ours is at <a href="https://example.org/almora/handover-note-2024.pdf">the district site</a>.<ul><li>Money owed and owing comes first.</li><li>Then the names of three parents who will tell the truth.</li></ul></li><li>The clerk and one teacher sit in.</li></ul>
<p>Unsettled accounts after a transfer fell from 17 to 3. The cost was two days of daily allowance, about ₹1,400 a transfer. I would gladly show the note to anyone who writes to me at <a href="mailto:ramesh@example.org">ramesh@example.org</a>.</p>`,
  `<p>हमारे विद्यालय में एक जिल्द वाली कॉपी है। हर प्रधानाध्यापक महीने में आधा पन्ना लिखता है: क्या वादा किया, किससे किया, क्या बाकी है। कॉपी विद्यालय से बाहर नहीं जाती। पाँच साल में तीन प्रधानाध्यापक बदले, और हर बार नए व्यक्ति ने पहला दिन इसी कॉपी के साथ बिताया।</p>
<p>खर्च केवल एक कॉपी का है। कठिनाई यह रही कि पहले छह महीने किसी ने ईमानदारी से नहीं लिखा। जब संकुल समन्वयक ने कहा कि इसका <strong>निरीक्षण नहीं होगा</strong>, तब लिखना शुरू हुआ।</p>`,
  `<p>At the institute we looked at 30 handovers. Three observations.</p><ol><li>Nobody reads a long note. The median note was eleven pages; the new heads had read two.</li><li>The senior teacher is the memory of the school. Where she countersigned, things were found again.</li><li>A telephone call after ten days does more than a form.</li></ol>
<blockquote><p>“I had the file and still did not know that the water tank was promised by the MLA’s brother.” <em>A head teacher, Haldwani</em></p></blockquote>
<p>I would therefore spend money on the call and not on the form.</p>`,
  `<p>Please do not name me or my office. The difficulty is not the handover but the calendar. If transfers were ordered in May, there would be nothing to hand over in the middle of a year. We proposed it twice. Those who decide are also those who are asked for favours in October. A district can still protect itself: it may hold relieving for as long as a written handover is incomplete, under the standing order of 2011 (<code>GO 417/2011</code>). Few officers know of it.</p>`,
  `<p>We inspected the handover notes in 2022. It was a mistake. The notes became longer and less frank; one school attached 64 photocopies. In 2024 we stopped, and asked the leaving head only two questions on the telephone: <em>what would you worry about</em> and <em>whom would you ask</em>. The answers fit on a card, and the card is what the new head keeps in the drawer.</p><p>See also <a href="https://www.example.org/state-council/publications/school-leadership/transfers-and-continuity?edition=2024&amp;chapter=3#cards">https://www.example.org/state-council/publications/school-leadership/transfers-and-continuity?edition=2024&amp;chapter=3#cards</a>.</p>`,
]

const englishResources = `<h3>Documentation</h3><ul><li><a href="https://example.org/almora/handover-note-2024.pdf">Handover note for head teachers</a> (Almora, 2024, 2 pages). Recommended by Ramesh Bisht: the nine headings.</li><li><a href="https://example.org/studies/continuity">Thirty handovers</a> (DIET Nainital, 2025). Recommended by Farida Khan: what was read and what was not.</li></ul>
<h3>Laws, rules and policies</h3><ul><li>Standing order 417/2011 on relieving after transfer. Recommended by a member.</li></ul>`

const hindiSummary = `<p>ग्यारह ज़िलों के अठारह सदस्यों ने उत्तर दिए। अधिकतर इस बात पर सहमत हैं कि <strong>काग़ज़ नहीं, वादे खो जाते हैं</strong>: किस अभिभावक से क्या कहा गया, किस ठेकेदार को आधा भुगतान हुआ, किस बच्चे पर नज़र रखी जा रही है।</p><ul><li>आदेश में लिखे गए दो दिन का साथ (<a href="#response-1">उत्तर 1</a>)।</li><li>विद्यालय की अपनी कॉपी, जो लोगों के जाने पर भी रहती है (<a href="#response-2">उत्तर 2</a>)।</li></ul>`

const hindiQuestion = `<p>हमारे ज़िले में अक्टूबर से जनवरी के बीच 61 प्रधानाध्यापकों का स्थानांतरण हुआ। अधिकतर विद्यालयों में नए प्रधानाध्यापक तब पहुँचे जब पुराने जा चुके थे। मध्याह्न भोजन का अभिलेख और वर्ष की योजना लिपिक की याद से जोड़नी पड़ी।</p><ol><li>विद्यालय का ज्ञान बना रहे, इसके लिए आपने क्या किया?</li><li>इसमें कितने दिन और कितना पैसा लगा?</li></ol>`

const hindiNames = [
  'रमेश बिष्ट, संकुल संसाधन केंद्र, अल्मोड़ा',
  'ललिता नेगी, राजकीय प्राथमिक विद्यालय, चमोली',
  'फ़रीदा ख़ान, ज़िला शिक्षा एवं प्रशिक्षण संस्थान, नैनीताल',
]

const hindiAnswers = [
  `<p>सुनीता जी, 2023 में हमारे यहाँ भी यही कठिनाई थी। हमने <em>मुख्य शिक्षा अधिकारी</em> से स्थानांतरण आदेश में एक वाक्य जोड़ने का अनुरोध किया: “अधिकारी को दो कार्य दिवस के संयुक्त हस्तांतरण के बाद ही कार्यमुक्त किया जाएगा।” एक वर्ष के लिए परीक्षण के रूप में स्वीकृति मिली।</p><ul><li>दोनों दिन विद्यालय में ही हों, खंड कार्यालय में नहीं।</li><li>हस्तांतरण पत्र में केवल <strong>नौ शीर्षक</strong> हों। हमारा प्रारूप <a href="https://example.org/almora/handover-note-2024.pdf">ज़िले की साइट</a> पर है।</li></ul>`,
  `<p>हमारे विद्यालय में एक जिल्द वाली कॉपी है। हर प्रधानाध्यापक महीने में आधा पन्ना लिखता है: क्या वादा किया, किससे किया, क्या बाकी है। कॉपी विद्यालय से बाहर नहीं जाती। पाँच साल में तीन प्रधानाध्यापक बदले, और हर बार नए व्यक्ति ने पहला दिन इसी कॉपी के साथ बिताया।</p>`,
  `<p>At the institute we looked at 30 handovers. Nobody reads a long note. The senior teacher is the memory of the school.</p><blockquote><p>“फ़ाइल मेरे पास थी, फिर भी मुझे पता नहीं था कि पानी की टंकी का वादा किसने किया था।”</p></blockquote>`,
]
