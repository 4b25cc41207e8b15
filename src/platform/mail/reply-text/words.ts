/**
 * What mail programs write around a quoted mail, by language. Rules that need no language stand beside them in
 * `attribution.ts` and `header-block.ts`; a word is added here only when a program of that language writes it.
 */

/** “… wrote:”, wherever in the line the language puts it. */
export const wrote = [
  // English, German, Dutch, Afrikaans, Scandinavian, Icelandic, Finnish, Estonian
  'wrote|writes|has written|sent|schrieb|schreibt|schrieben|geschrieben|schreef|schrijft|geschreven|skryf|geskryf',
  'skrev|skreiv|skriver|skrifaði|kirjoitti|kirjoittaa|kirjutas',
  // French, Spanish, Catalan, Galician, Portuguese, Italian, Romanian, Basque, Esperanto
  'a écrit|a ecrit|écrit|écrivait|ha scritto|scrive|scriveva|escribió|escribio|escribe|ha escrit|va escriure|escrigué',
  'escribiu|escreveu|escreve|a scris|scria|idatzi du|skribis',
  // Polish, Czech, Slovak, Slovene, Croatian, Serbian, Bulgarian, Macedonian, Russian, Ukrainian, Belarusian
  'napisał|napisała|napisał\\(a\\)|pisze|pisał|napsal|napsala|napsal\\(a\\)|píše|napísal|napísala|napísal\\(a\\)',
  'napisao|napisala|napisao/la|piše|je napisal|је написао|написао|написала|написа|напиша|пише',
  'написал|написал\\(а\\)|пишет|писал|писала|написав|напісаў|піша',
  // Hungarian, Lithuanian, Latvian, Greek, Albanian, Turkish, Azeri
  'írta|ezt írta|rašė|parašė|rakstīja|έγραψε|shkroi|yazdı|şunları yazdı|yazmış|yazıb',
  // Arabic, Persian, Urdu, Hebrew
  'كتب|كتبت|نوشت|نوشته است|نے لکھا|لکھا|כתב|כתבה|כתב/ה|כתבו',
  // Hindi and Nepali, Marathi, Bengali, Assamese, Gujarati, Punjabi, Odia, Tamil, Telugu, Kannada, Malayalam, Sinhala
  'ने लिखा|ने लिखा है|लिखा|लिखते हैं|लिखता है|लिखती हैं|लेख्नुभयो|यांनी लिहिले|ने लिहिले|लिहिले|লিখেছেন|লিখেছে|লিখিছে',
  'લખ્યું|એ લખ્યું|ਨੇ ਲਿਖਿਆ|ਲਿਖਿਆ|ଲେଖିଛନ୍ତି|எழுதியது|எழுதினார்|எழுதியுள்ளார்|రాసారు|రాశారు|వ్రాశారు|వ్రాసారు',
  'ಬರೆದಿದ್ದಾರೆ|ಬರೆದರು|എഴുതി|ලිව්වා',
  // Vietnamese, Indonesian, Malay, Filipino, Swahili
  'đã viết|viết|menulis|telah menulis|sumulat|isinulat|ni|aliandika',
].join('|')

/** Languages that put no space between words. */
export const wroteUnspaced =
  '写道|寫道|撰写|撰寫|寫下|のメッセージ|書きました|書いた|作成|작성|님이 쓴|쓴 글|เขียน|បានសរសេរ'

/** “you wrote”: the only form that a mail program writes without time and address. */
export const youWrote =
  'you wrote|du schrieb|sie schrieben|vous avez écrit|tu as écrit|escribiste|usted escribió|você escreveu|hai scritto|u schreef|je schreef|du skrev|आपने लिखा|вы писали|ви писали'

/** Words that begin “On Monday … wrote”, for a line that shares its beginning with the answer. */
export const openers =
  'On|Am|Le|El|Il|Em|No dia|Op|Den|På|W dniu|Dnia|Dne|Dňa|Pe data|La data de|Στις|В|On the|Pada|Vào|Quoting|दिनांक'

/** Names of header lines, by what they name. */
export const headerLabels = {
  from: 'From|Von|De|Da|Van|Fra|Från|Lähettäjä|Od|Feladó|Expéditeur|De la|Remitente|Remetente|Mittente|Afzender|Absender|Avsändare|Afsender|Avsender|Nadawca|Odesílatel|Odosielateľ|От|От кого|Від|Від кого|Ад|Από|Kimden|Gönderen|Dari|Từ|Saatja|Nuo|No|Frá|Pošiljatelj|发件人|寄件者|寄件人|發件人|差出人|送信者|보낸 사람|보낸사람|보낸이|प्रेषक|प्रेषक (From)|भेजने वाला|से|द्वारा|पाठविणारा|প্রেরক|থেকে|પ્રેષક|ਵੱਲੋਂ|அனுப்புநர்|పంపినవారు|ಕಳುಹಿಸಿದವರು|അയച്ചത്|من|المرسل|از|فرستنده|מאת|چاہے|منجانب|จาก',
  sent: 'Sent|Date|Sent at|Sent on|Gesendet|Datum|Envoyé|Envoyé le|Date d’envoi|Enviado|Enviado el|Enviado em|Enviada|Enviada em|Fecha|Data|Inviato|Verzonden|Sendt|Skickat|Skickad|Dato|Dags|Lähetetty|Päivämäärä|Päiväys|Pvm|Wysłano|Wysłane|Odesláno|Odoslané|Dátum|Elküldve|Küldve|Trimis|Poslano|Poslato|Saadetud|Kuupäev|Išsiųsta|Nosūtīts|Отправлено|Дата|Дата отправки|Надіслано|Відправлено|Изпратено|Εστάλη|Στάλθηκε|Ημερομηνία|Gönderildi|Gönderme Tarihi|Gönderilme Tarihi|Tarih|Dikirim|Tanggal|Terkirim|Dihantar|Tarikh|Đã gửi|Ngày|Ngày gửi|Message du|Sendt den|发送时间|发送日期|日期|寄件日期|傳送時間|發送時間|送信日時|日時|日付|보낸 날짜|보낸날짜|날짜|भेजा गया|भेजा|दिनांक|तिथि|तारीख|दिनांक (Date)|पाठविले|তারিখ|প্রেরিত|તારીખ|ਮਿਤੀ|தேதி|తేదీ|ದಿನಾಂಕ|തീയതി|التاريخ|تاريخ الإرسال|أرسلت|أُرسلت|تم الإرسال|تاریخ|ارسال شده|נשלח|תאריך|بتاریخ|วันที่|ส่ง',
  to: 'To|An|À|A|Para|Aan|Til|Till|Vastaanottaja|Do|Komu|Címzett|Către|Destinataire|Destinatario|Destinatário|Empfänger|Кому|До|До кого|Каму|Προς|Kime|Alıcı|Kepada|Untuk|Đến|Tới|Saaja|Kam|Kam|Prima|收件人|收件者|宛先|받는 사람|받는사람|प्रति|सेवा में|प्राप्तकर्ता|को|प्रति (To)|প্রাপক|প্রতি|પ્રતિ|ਪ੍ਰਤੀ|பெறுநர்|స్వీకర్త|ಗೆ|إلى|المستلم|به|گیرنده|אל|بنام|ถึง',
  cc: 'Cc|Bcc|Cci|CCO|Kopie|Kopie an|Copie|Copie à|Copia|Cópia|Kopia|Kopi|Kopio|Másolat|DW|UDW|В копии|Копия|Копія|Κοιν|Κοινοποίηση|Bilgi|Tembusan|Salinan|抄送|副本|密件抄送|参照|參照|참조|प्रतिलिपि|نسخة|نسخه|עותק|สำเนา',
  subject:
    'Subject|Re|Betreff|Betr|Objet|Sujet|Asunto|Assunto|Oggetto|Onderwerp|Emne|Ämne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiect|Titel|Teema|Tema|Zadeva|Efni|Тема|Предмет|Относно|Θέμα|Konu|Subjek|Perihal|Hal|Chủ đề|Tiêu đề|主题|主旨|主題|標題|件名|제목|विषय|विषय (Subject)|বিষয়|વિષય|ਵਿਸ਼ਾ|பொருள்|విషయం|ವಿಷಯ|വിഷയം|الموضوع|موضوع|נושא|เรื่อง|หัวเรื่อง',
  other:
    'Reply-To|Reply To|Antwort an|Antwort|Responder a|Répondre à|Risposta|Rispondi a|Importance|Priority|Prioridad|Priorité|Priorità|Wichtigkeit|Attachments|Attachment|Anlagen|Anhang|Pièces jointes|Adjuntos|Datos adjuntos|Anexos|Allegati|Bijlagen|Categories|Sensitivity|Message-ID|Message-Id|In-Reply-To|References|Organization|Newsgroups|List-Id|Mailing-List|Sender|Resent-From|Cc & Bcc|संलग्नक|अनुलग्नक|附件|添付ファイル|첨부',
}

/** “Original message”, written between dashes above a quoted mail. */
export const originalMessage =
  'original message|original mail|original email|original appointment|original bericht|reply message|ursprüngliche nachricht|ursprüngliche mail|originalnachricht|original-nachricht|antwort nachricht|message d.origine|message original|message initial|mensaje original|missatge original|mensagem original|mensaxe orixinal|messaggio originale|messaggio di risposta|oorspronkelijk bericht|origineel bericht|oprindelig meddelelse|original meddelelse|opprinnelig melding|ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|wiadomość pierwotna|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|mesajul original|izvorna poruka|originalna poruka|izvirno sporočilo|исходное сообщение|оригинальное сообщение|вихідне повідомлення|оригінальне повідомлення|оригинално съобщение|αρχικό μήνυμα|orijinal ileti|orijinal mesaj|özgün ileti|pesan asli|mesej asal|thư gốc|tin nhắn gốc|原始邮件|原始郵件|原邮件|原始信件|元のメッセージ|オリジナルメッセージ|원본 메시지|원본 메일|원본메시지|मूल संदेश|मूल मेल|मूळ संदेश|মূল বার্তা|மூல செய்தி|అసలు సందేశం|الرسالة الأصلية|رسالة أصلية|پیام اصلی|اصل پیغام|ההודעה המקורית|הודעה מקורית'

/** “Forwarded message”, between dashes or followed by a colon. */
export const forwardedMessage =
  'forwarded message|forwarded by|begin forwarded message|weitergeleitete nachricht|weitergeleiteten nachricht|message transféré|message réexpédié|message transmis|mensaje reenviado|missatge reenviat|mensagem encaminhada|mensagem reencaminhada|messaggio inoltrato|messaggio rinviato|doorgestuurd bericht|videresendt|vidarebefordrat|välitetty viesti|przekazana wiadomość|przesłana wiadomość|wiadomość przekazana|přeposlaná zpráva|preposlaná správa|továbbított üzenet|mesaj redirecționat|mesaj retransmis|proslijeđena poruka|prosleđena poruka|пересылаемое сообщение|пересланное сообщение|пересланное письмо|переслане повідомлення|препратено съобщение|προωθημένο μήνυμα|iletilen ileti|yönlendirilmiş|pesan terusan|pesan yang diteruskan|mesej dimajukan|thư đã chuyển tiếp|转发的邮件|转发邮件|已转发|轉寄的郵件|已轉寄|轉寄郵件|転送メッセージ|転送されたメッセージ|전달된 메시지|전달된 메일|अग्रेषित संदेश|अग्रेषित मेल|फॉरवर्ड किया गया|पाठवलेला संदेश|ফরওয়ার্ড করা|رسالة معاد توجيهها|رسالة تمت إعادة توجيهها|پیام هدایت|ההודעה הועברה|הודעה שהועברה'

/** “Please reply above this line”, as many programs write it on top of what they send. */
export const replyAbove =
  'repl(?:y|ies) above this line|reply above the line|type your reply above|(?:antworten sie|antwort)[\\p{L} ]{0,30} (?:über|oberhalb) dieser zeile|répondre au-dessus de cette ligne|répondez au-dessus|responda por encima de esta línea|responda acima desta linha|rispondi sopra questa (?:riga|linea)|इस पंक्ति के ऊपर (?:उत्तर|जवाब)'
