/** What machines say instead of a person, by language; each list is read as “one of these”. */

/** Subjects of answers that a machine sends while its owner is away; they begin the subject. */
export const awaySubjects = [
  'out of (?:the )?office|out-of-office|ooo|automatic (?:reply|response|answer)|automated (?:reply|response)|auto ?-?(?:reply|response|responder|answer|resp)|autoreply|autoresponse|away from (?:my|the) (?:mail|e-mail|email|office|desk)|absence notification|away notice',
  'abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsmeldung|automatische (?:antwort|abwesenheitsnotiz|rückantwort|beantwortung|eingangsbestätigung)|autom\\. antwort|urlaubsbenachrichtigung|ich bin (?:im urlaub|nicht im büro)',
  'réponse automatique|message automatique|absence du bureau|absent du bureau|message d.absence|notification d.absence',
  'respuesta automática|respuesta automatica|contestación automática|fuera de (?:la )?oficina|ausente de la oficina|resposta automàtica|fora de l.oficina',
  'resposta automática|resposta automatica|fora do escritório|mensagem automática|ausente do escritório',
  'risposta automatica|fuori (?:sede|ufficio|dall.ufficio)|messaggio automatico|assente dall.ufficio',
  'automatisch(?:e)? (?:antwoord|bericht|reactie)|buiten kantoor',
  'autosvar|automatisk(?:t)? svar|ikke på kontoret|inte på kontoret|automaattinen (?:vastaus|poissaoloviesti)|sjálfvirkt svar|automaatvastus|automātiska atbilde|automatinis atsakymas',
  'automatyczna odpowied[źz]|autoodpowied[źz]|odpowied[źz] automatyczna|poza biurem|automatická odpov[eě][dď]ď?|automatick[aá] odpove[dď]|mimo kancelář|automatikus válasz|automata válasz|házon kívül|răspuns automat|automatski odgovor|samodejni odgovor',
  'автоматический ответ|автоответ|автоответчик|нет на месте|вне офиса|отсутствие на рабочем месте|автоматична відповідь|автовідповідь|відсутність на робочому місці|автоматичен отговор|аутоматски одговор|аўтаматычны адказ',
  'αυτόματη απάντηση|εκτός γραφείου|otomatik (?:yanıt|cevap)|ofis dışında|ofiste değil|avtomatik cavab',
  'رد تلقائي|الرد التلقائي|رد آلي|خارج المكتب|إجابة تلقائية|پاسخ خودکار|خارج از دفتر|خودکار جواب|מענה אוטומטי|תגובה אוטומטית|תשובה אוטומטית|מחוץ למשרד',
  'स्वचालित (?:उत्तर|जवाब|प्रत्युत्तर)|स्वतः (?:उत्तर|जवाब)|ऑटो(?:मैटिक)?[ -]?(?:रिप्लाई|रिप्लाय|उत्तर)|कार्यालय से (?:बाहर|अनुपस्थित)|स्वयंचलित उत्तर|कार्यालयाबाहेर|স্বয়ংক্রিয় (?:উত্তর|জবাব)|অফিসের বাইরে|தானியங்கி பதில்|స్వయంచాలక (?:ప్రత్యుత్తరం|జవాబు)|ಸ್ವಯಂಚಾಲಿತ (?:ಪ್ರತ್ಯುತ್ತರ|ಉತ್ತರ)|സ്വയമേവയുള്ള മറുപടി|સ્વચાલિત (?:જવાબ|ઉત્તર)|ਸਵੈਚਲਿਤ ਜਵਾਬ',
  '自动(?:回复|答复)|自動(?:回覆|回復|答覆|応答|返信|返答)|外出(?:通知|中)|不在(?:通知|のお知らせ|にしております)|자동[ ]?(?:응답|회신|답장)|부재[ ]?중|tự động trả lời|trả lời tự động|balasan otomatis|jawaban otomatis|jawapan automatik|di luar kantor|ตอบกลับอัตโนมัติ|ไม่อยู่ที่สำนักงาน|majibu ya kiotomatiki',
].join('|')

/** Words that a person, too, may begin a subject with; they count only where the mail answers one of ours. */
export const absenceSubjects =
  'vacation(?: (?:reply|message|notice))?|on (?:vacation|leave|annual leave|holiday)|holiday (?:reply|notice)|auto|abwesenheit|nicht im büro|absence|en congés?|je suis absent|de vacaciones|in ferie|afwezig(?:heid|heidsbericht|heidsassistent)?|niet aanwezig|fraværs?(?:assistent|melding|besked)?|frånvaro(?:meddelande)?|ikke til stede|semester|poissa(?:oloilmoitus)?|nieobecność|távollét|odsoten|odsutan|в отпуске|απουσία|izindeyim|(?:मैं )?(?:अवकाश|छुट्टी) पर|休假|vắng mặt|ausência temporária'

/** How the text of such an answer begins; short answers only, for a person may say it before her own words. */
export const awaySentences = [
  'this is an automat(?:ed|ic) (?:reply|response|message|e-?mail)|i(?: am|.m) (?:currently |presently |now )?(?:out of (?:the )?office|away (?:from|until|till)|not in (?:the )?office|on (?:\\p{L}{1,10} )?(?:leave|vacation|holidays?))|i (?:will|shall) be (?:out of (?:the )?office|away|on (?:\\p{L}{1,10} )?(?:leave|vacation|holiday))|i have limited access to (?:my )?e-?mail',
  'ich bin (?:derzeit|momentan|aktuell|zur zeit|bis|vom|ab|im)[^!?\n]{0,60}(?:nicht (?:im büro|erreichbar|am arbeitsplatz)|urlaub)|je suis (?:actuellement )?(?:absent|en congé|en déplacement)|(?:estoy|estaré|me encuentro) (?:fuera de|ausente|de vacaciones)|(?:estou|estarei) (?:fora|ausente|de férias)|(?:sono|sarò) (?:fuori|assente|in ferie)|ik ben (?:momenteel |tot )?[^!?\n]{0,30}(?:afwezig|niet aanwezig|met vakantie)|я (?:в отпуске|нахожусь в отпуске|буду отсутствовать)',
  'मैं[^।.]{0,60}(?:अवकाश|छुट्टी|कार्यालय से बाहर)[^।.]{0,20}(?:हूँ|हूं|रहूँगा|रहूँगी|रहूंगा|रहूंगी)|यह (?:एक )?(?:स्वचालित|स्वतः) (?:उत्तर|जवाब|संदेश)',
].join('|')

/** What may follow such a beginning: the end, a mark, the old subject, or until when. */
export const awayFollows =
  '$|\\s?[:：;,.!|\\-–—()[\\]<>/]|\\s(?:re|fwd?|aw|tr|rv|res|sv|vs|antw|rif|odp|ynt|回复|答复|返信|転送)\\s?[:：]|\\s(?:until|till|to|from|through|returning|return|back|on|this|next|today|auto|autoreply|auto-reply|message|reply|notification|notice|assistant|bis|vom|ab|jusqu|du|au|hasta|del|até|fino|tot|van|do|od|с|до|से|तक)(?![\\p{L}\\p{M}])|\\s\\p{Nd}'

/** Subjects of mails that were not delivered. */
export const bounceSubjects = [
  'undeliver(?:able|ed)|undelivered mail|mail (?:delivery|system|server) (?:failed|failure|error|problem|report|status|subsystem)|mail delivery|delivery (?:status|failure|failed|report|problem|error|notification|has failed|incomplete|unsuccessful|delayed)|returned (?:mail|to sender|email|message)|return(?:ed)? mail|failure notice|delivery notification|message (?:delivery|not delivered|undeliverable|could not be delivered|status|you sent|delayed|rejected)|failed (?:mail|delivery|to deliver)|failed mail|mail failed|returning to sender|loop alert|mail loop|nondeliverable|non[- ]?deliver(?:y|able)|ndn:|ndr|delayed mail|warning: (?:message|could not send|e?-?mail)|could not (?:be delivered|deliver|send)|unable to deliver|unzustellbar|permanent (?:delivery )?(?:failure|error)|rejected(?: mail| posting| message)?|bounced? (?:mail|message|notification)|user unknown|address not found|mail could not be delivered|your message (?:could not|was not|to .{1,80} (?:could not|was not|has been))|mailbox (?:full|unavailable)|recipient (?:rejected|unknown)|e-?mail (?:delivery|could not|not delivered|undeliverable)|smtp (?:error|failure)|transient (?:delivery )?failure|delivery delayed|domain not found|mdaemon warning|\\[?postmaster\\]? (?:notify|warning)',
  'unzustellbare?|nicht zustellbar|zustellung (?:fehlgeschlagen|nicht möglich|gescheitert|verzögert)|unzustellbarkeitsbericht|zustellfehler|fehler bei der (?:zustellung|nachrichtenzustellung)|nachricht (?:konnte )?nicht (?:zugestellt|übermittelt)|mail nicht zustellbar',
  'non remis|non distribu|échec (?:de )?(?:la |de )?(?:remise|distribution|livraison|envoi)|remise impossible|courrier non remis|message non (?:remis|délivré|distribué)|avis de non[- ]remise|undelivrable',
  'no se (?:puede|pudo|ha podido) entregar|no entregado|mensaje no entregado|error de entrega|devolución de correo|correo devuelto|fallo (?:de|en la) entrega|notificación de (?:estado de entrega|error)|no s.ha pogut lliurar',
  'não (?:é possível entregar|entregue|foi entregue)|falha (?:na|de|da) entrega|mensagem não entregue|notificação de (?:falha|status)|devolução de e-?mail',
  'non recapitabile|mancat[ao] (?:recapito|consegna)|impossibile (?:recapitare|consegnare)|messaggio non recapitato|notifica (?:di )?(?:mancat|stato)|errore di consegna',
  'onbestelbaar|niet (?:afgeleverd|bezorgd|te bezorgen)|kan ikke leveres|ikke leveret|uleveret|leveringsfeil|kunde inte levereras|olevererbar|gick inte att leverera|toimitus epäonnistui|ei voitu toimittaa|viestiä ei',
  'niedostarcz|nie dostarczono|zwrot poczty|nedoru[cč]|vrácená zpráva|kézbesíthetetlen|sikertelen kézbesítés|nelivrabil|nu a fost livrat|neisporuč|nedostavljiv|neuručen',
  'не (?:доставлено|удалось доставить|удается доставить)|недоставлен|сообщение не доставлено|ошибка доставки|не вдалося доставити|недоставле|не може да бъде доставено|αδύνατη η παράδοση|αποτυχία παράδοσης|δεν παραδόθηκε|teslim edilemedi|teslimat(?: durumu)? bildirimi',
  'تعذر (?:تسليم|التسليم)|فشل (?:تسليم|التسليم)|غير قابل للتسليم|לא ניתן למסור|לא נמסר|تحویل نشد',
  'सुपुर्द नहीं|वितरित नहीं|डिलीवर नहीं|डिलीवरी (?:विफल|असफल)|न पहुँचा|अवितरित|वितरण (?:विफल|असफल)',
  '无法(?:传递|投递|送达)|投递失败|退信|系统退信|未送达|無法(?:傳遞|投遞|送達)|寄件失敗|退件|郵件傳遞失敗|配信(?:不能|できません|エラー)|送信(?:エラー|できません)|未配信|宛先不明|전송[ ]?실패|배달[ ]?(?:실패|불가)|전달되지 않|반송|không (?:gửi|phân phát|thể gửi)|tidak (?:terkirim|dapat dikirim)|gagal (?:terkirim|dikirim)|ไม่สามารถส่ง',
].join('|')

/** Names and local parts of those who report it. */
export const daemons =
  'mailer[-_ ]?daemon|mail[-_ ]?daemon|post[-_.]?master|mail delivery (?:sub)?system|mail delivery service|mail delivery|mail system|mdaemon|system administrator|mail administrator|email delivery|delivery subsystem|mail-?router|microsoft outlook|microsoft exchange|exchange administrator|internet mail delivery|mail server|bounce(?:s|-handler)?'

/** Sentences of bounces that have no machine-readable part. */
export const bounceSentences = [
  'i.m (?:sorry|afraid) (?:to have to inform you|i wasn.t able to deliver)|this is (?:the|a) .{0,60}(?:qmail-send|mail system|postfix|mail delivery|delivery agent|permanent error)|hi\\. this is the|the following (?:address(?:es)? (?:failed|had)|message (?:to|could not)|recipient)|could not be delivered|couldn.t be delivered|was not delivered|has not been delivered|not able to (?:be delivered|deliver)|unable to (?:deliver|be delivered)|delivery (?:to the following|has failed|failed|attempt)|undeliverable|undelivered|delivery status notification|permanent(?:ly)? (?:fatal )?(?:error|failure|failed|rejected)|fatal errors|transcript of session|returned to sender|returning (?:your )?message|user unknown|unknown user|mailbox (?:is )?(?:full|not found|unavailable|unknown)|no such user|quota exceeded|over quota|did not reach|failed to deliver|message (?:was|is|has been) (?:rejected|refused|blocked|not accepted)|host unknown|non-delivery|not delivered to|undelivered message|will be (?:returned|retried)|unrouteable|delivery error|mail (?:could not|was not) ',
  'konnte nicht zugestellt|nicht zustellbar|unzustellbar|n.a pas pu être (?:remis|livré|distribué|délivré)|non remis|no (?:se )?(?:pudo|ha podido|puede) (?:ser )?entreg|não (?:pôde|foi possível|pode) (?:ser )?entreg|non (?:è stato possibile|può essere) (?:recapit|consegn)|kon niet worden (?:bezorgd|afgeleverd)|nie (?:mogła|może|udało) .{0,30}dostarcz|не (?:может быть|было|удалось) доставлен|配信できません|送信できませんでした|送達できません|宛先が見つかりません|无法(?:投递|送达|发送)|無法(?:投遞|送達|傳送)|전송(?:할 수 없|되지 않)',
].join('|')
