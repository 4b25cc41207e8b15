/** The line a phone or a mail program adds under a mail, in the languages they speak. */

const LONGEST = 140
const MOST_WORDS = 14

const PRODUCTS =
  'ipod|galaxy|huawei|xiaomi|redmi|oppo|vivo|nokia|htc|lg|lenovo|motorola|oneplus|pixel|alcatel|ti-85|windows|hotmail|mail|mailbox|gmail|inbox|yahoo|ymail|aol|airmail|sparrow|spark|nine|newton|acompli|boxer|proton|protonmail|tutanota|mailbird|mailspring|front|superhuman|hey|zoho|k-9|k9|fairemail|rediffmail|myjio|jio|handy|smartphone|phone|mobile|cell|cellphone|tablet|téléphone|telefon|teléfono|telefone|telefono|telefoon|mobil|mobiel|móvil|celular|cellulare|portable|mobilgerät|телефона|смартфона|мобильного|мобильной|手机|手機|スマートフォン|फ़ोन|फोन|मोबाइल|मोबाईल'
/** Names that languages with case endings bend: iPhonesta, iPhonu. */
const INFLECTED = 'iphon|ipad|android|outlook|blackberry|samsung|thunderbird|mobiltelefon'
const PRODUCT = new RegExp(
  `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Nd}])(?:(?:${PRODUCTS})(?!\\p{L})|${INFLECTED})`,
  'iu',
)

/** “Sent from my …” begins the line. */
const BEGINS = new RegExp(
  `^(?:${[
    'sent (?:from|via|with|by|using|on)|message sent (?:from|via|with)|mail sent (?:from|via)|composed (?:on|with)|written on|typed on|dictated on|from my',
    'get \\[?outlook|download outlook|try outlook',
    'gesendet (?:von|mit|über|vom)|von meine[mr]|diese (?:nachricht|e-mail|mail) wurde|verschickt (?:von|mit)|outlook für',
    'envoyé (?:de|depuis|à partir|via|avec|par|du)|envoyée (?:de|depuis)|télécharge[rz] outlook|obtenir outlook|obtenez outlook|provenance :',
    'enviado (?:desde|do|da|de|via|con|com|a partir|por|pelo|mediante)|enviat (?:des|amb|de)|obtener outlook|obtén outlook|obter o? ?outlook|baixe o outlook|descarga outlook',
    'inviato (?:da|dal|dall|con|tramite)|scarica outlook|ottieni outlook',
    'verzonden (?:vanaf|van|met|via|door)|verstuurd (?:vanaf|van|met|via)|download outlook|outlook voor',
    'sendt (?:fra|med|via)|skickat (?:från|med)|skickades från|hent outlook|hämta outlook|få outlook|skaffa outlook|lähetetty|hanki outlook|lähettäjänä',
    'wysłan[eoay] (?:z|za|przez)|pobierz|odeslán[oa] (?:z|ze|pomocí)|odoslan[éeáa] (?:z|zo|pomocou)|získat|elküldve|küldve|trimis (?:de|din|cu)|obțineți|poslano (?:s|sa|z|iz)|poslato (?:sa|iz)',
    'отправлено (?:с|со|из|от)|послано с|надіслано (?:з|із|від)|відправлено (?:з|із)|изпратено (?:от|с)|получить outlook|отримати outlook',
    'στάλθηκε|εστάλη|απεσταλμένο|dikirim (?:dari|melalui)|dihantar (?:dari|daripada)|dapatkan|được gửi từ|đã gửi từ|gửi từ|gửi bằng|saadetud|išsiųsta|nosūtīts|imetumwa|ipinadala',
    'gönderildi|发自|發自|来自我的|來自我的|從我的|从我的|自我的|傳送自|发送自|寄自|获取 ?outlook|取得 ?outlook|下载 ?outlook|나의|내 ',
    'أرسلت من|أُرسلت من|مرسل من|مُرسل من|تم الإرسال من|الحصول على|ارسال شده از|فرستاده شده از|נשלח מ|הורד את|קבל את|ส่งจาก',
    'मेरे|मेरी|भेजा गया|माझ्या|আমার|મારા|ਮੇਰੇ|எனது|నా|ನನ್ನ|എന്റെ',
  ].join('|')})`,
  'iu',
)
/** Or ends it, where the language puts the verb last. */
const ENDS =
  /(?:gesendet|geschickt|verschickt|verzonden|verstuurd|gönderildi|傳送|发送|發送|送信|から送信(?:されました)?|にて送信|보냄|보낸 메일|에서 전송됨|भेजा गया(?: है)?|भेजा|भेजी गई|से प्रेषित|पाठवले|पाठवलेले|পাঠানো(?: হয়েছে)?|થી મોકલેલું?|મોકલ્યું|ਭੇਜਿਆ(?: ਗਿਆ)?|அனுப்பப்பட்டது|పంపబడింది|ಕಳುಹಿಸಲಾಗಿದೆ|അയച്ചത്|سے بھیجا گیا|küldve|outlook|を入手|saadetud)[.。।]?$/iu

/** “from mobile”, “<<sent by galaxy>>”, “(sent from a phone)”. */
const FROM_MOBILE =
  /^(?:\p{L}{1,20} ){0,2}from (?:my |a |the )?(?:mobile|phone|cell|iphone|ipad|android|tablet|blackberry)(?: \S{1,20}){0,2}$/iu
const EXCUSE = /excuse|typos?|typoze|brevity|autocorrect|tippfehler|kürze|fautes?|errat|brevedad|erreur|error/i
const SENT_FROM_MY = /^sent (?:from|on) my (?:[\w+-]{1,20}\s?){1,6}[.!]?(?:$|\s*[<([]?https?:)/i

export function isMobileLine(bare: string): boolean {
  if (bare.length > LONGEST || bare === '') return false
  const text = withoutLinks(bare)
  if (SENT_FROM_MY.test(text) || FROM_MOBILE.test(text)) return true
  if (!BEGINS.test(text) && !ENDS.test(text)) return false
  return isShort(text) && PRODUCT.test(text)
}

/** Marks around it and the address of a link behind it say nothing. */
function withoutLinks(bare: string): string {
  return bare
    .replace(/[<([]?https?:\/\/\S*/gi, ' ')
    .replace(/[[\]<>()*_|"“”«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[-–—~•·\s]+|\s+$/g, '')
}

function isShort(text: string): boolean {
  if (text.split(' ').length > MOST_WORDS) return false
  return EXCUSE.test(text) || !/[,;:?!。，].|[.।] \S/u.test(text)
}

const NOTICE =
  /confidential|privileged|intended (?:recipient|only|solely|for)|if you (?:are not|have received)|unauthori[sz]ed|disclaimer|dissemination|vertraulich|nicht der richtige adressat|irrtümlich|confidentiel|destinataire|confidencial|destinatario|destinatário|riservat|vertrouwelijk|geadresseerde|poufn|конфиденциальн|गोपनीय|保密/giu
const SCANNED =
  /^(?:virus-free|this (?:e-?mail|message) has been (?:checked|scanned)|diese e-mail wurde (?:von|auf) [^.]{0,60}vir|l'absence de virus|cet e-?mail a été vérifié|este (?:correo|e-mail|email) (?:electrónico )?(?:ha sido|foi)|il (?:presente )?messaggio è stato analizzato|questo messaggio e)|avast\.com|^(?:please )?(?:consider|think of) the environment before|^(?:bitte )?(?:prüfen|denken) sie[^.]{0,80}(?:umwelt|drucken)/iu
const LIST =
  /^(?:you received this (?:message|email|mail) because|to unsubscribe from this (?:group|list)|to (?:post to|unsubscribe)|you are receiving this (?:because|mail)|-+ you received this)/iu

export function boilerplate(paragraph: string): boolean {
  const text = paragraph.slice(0, 4000).replace(/^[-–—*_\s]+/, '')
  if (SCANNED.test(text) || LIST.test(text)) return true
  return new Set(text.match(NOTICE)?.map((word) => word.toLowerCase())).size >= 3 && text.length > 120
}
