/** What the page says of itself, in each of its languages. What a check found is said by `notices`. */
const en = {
  title: 'Check a proof, without a network',
  lead: 'This page is one file. It asks nobody, sends nothing and trusts no server: it needs a proof file and the keys that you trust. Keep it with them, on a USB stick if you like.',
  keys: 'The keys you trust',
  keysHint:
    "The log's policy: lines that begin with log, and with witness where states cosign. Take it from somebody whom you trust, not from whoever gave you the proof.",
  keysFile: 'or a file that holds it',
  keysFrom:
    'The keys came with the address of this page. Compare the fingerprint below with one from another route.',
  keysWrong: 'This is not a policy: {code}.',
  keysMissing: 'Enter the keys that you trust first.',
  proof: 'The proof file',
  proofHint: 'Choose it or drop it anywhere on this page.',
  noCrypto:
    'This browser gives a page opened from a file no cryptography. Open it in a current version of Firefox, Chrome or Edge.',
  ok: 'Proved. This notice was signed with a key that its sender had certified, and the log has kept it unchanged since the time shown.',
  notOk: 'Not proved. At least one check failed; nothing in the file may be relied upon.',
  proved: 'What is proved',
  from: 'From',
  to: 'To',
  place: 'Place in the log',
  takenIn: 'Taken in',
  id: 'Notice',
  keysUsed: 'Signed with keys',
  checks: 'Each check',
  entry: 'Notice {number} of {count} in the file',
  fingerprint: 'Fingerprint of the key you trust',
  passed: 'Passed',
  failed: 'Failed',
  yes: 'Yes',
  no: 'No',
  all: 'everybody',
  participants: 'all participants',
  takers: 'those who have taken up the measure',
  dimension: 'those who take part in the dimension',
  nobody: 'nobody',
  tooLarge: 'This file is too large for a proof.',
  language: 'Language',
};

export type AloneWords = Readonly<Record<keyof typeof en, string>>;

const ru: AloneWords = {
  title: 'Проверка доказательства без сети',
  lead: 'Эта страница — один файл. Она никого не спрашивает, ничего не отправляет и не доверяет серверу: нужны файл доказательства и ключи, которым вы доверяете. Храните её вместе с ними, хоть на USB-накопителе.',
  keys: 'Ключи, которым вы доверяете',
  keysHint:
    'Политика журнала: строки, начинающиеся с log, а если государства заверяют журнал — и с witness. Возьмите её у того, кому доверяете, а не у того, кто передал доказательство.',
  keysFile: 'или файл, в котором она записана',
  keysFrom: 'Ключи пришли вместе с адресом страницы. Сверьте отпечаток ниже с полученным другим путём.',
  keysWrong: 'Это не политика журнала: {code}.',
  keysMissing: 'Сначала укажите ключи, которым доверяете.',
  proof: 'Файл доказательства',
  proofHint: 'Выберите его или перетащите на эту страницу.',
  noCrypto:
    'Этот браузер не даёт криптографии странице, открытой из файла. Откройте её в современной версии Firefox, Chrome или Edge.',
  ok: 'Доказано. Уведомление подписано ключом, который удостоверил отправитель, и журнал хранит его без изменений с указанного времени.',
  notOk: 'Не доказано. Хотя бы одна проверка не пройдена; полагаться на содержимое файла нельзя.',
  proved: 'Что доказано',
  from: 'От кого',
  to: 'Кому',
  place: 'Номер в журнале',
  takenIn: 'Принято',
  id: 'Уведомление',
  keysUsed: 'Подписано ключами',
  checks: 'Все проверки',
  entry: 'Уведомление {number} из {count} в файле',
  fingerprint: 'Отпечаток ключа, которому вы доверяете',
  passed: 'Пройдено',
  failed: 'Не пройдено',
  yes: 'Да',
  no: 'Нет',
  all: 'всем',
  participants: 'всем участникам',
  takers: 'принявшим меру',
  dimension: 'участвующим в измерении',
  nobody: 'никому',
  tooLarge: 'Файл слишком велик для доказательства.',
  language: 'Язык',
};

const ar: AloneWords = {
  title: 'تحقّق من إثبات بلا شبكة',
  lead: 'هذه الصفحة ملف واحد. لا تسأل أحداً ولا ترسل شيئاً ولا تثق بخادم: تحتاج إلى ملف إثبات والمفاتيح التي تثق بها. احفظها معهما، ولو على وسيط USB.',
  keys: 'المفاتيح التي تثق بها',
  keysHint:
    'سياسة السجل: أسطر تبدأ بكلمة log، وبكلمة witness حيث تصادق الدول. خذها ممن تثق به، لا ممن سلّمك الإثبات.',
  keysFile: 'أو ملف يحويها',
  keysFrom: 'جاءت المفاتيح مع عنوان هذه الصفحة. قارن البصمة أدناه ببصمة وصلتك بطريق آخر.',
  keysWrong: 'ليست هذه سياسة سجل: {code}.',
  keysMissing: 'أدخل أولاً المفاتيح التي تثق بها.',
  proof: 'ملف الإثبات',
  proofHint: 'اختره أو أسقطه في أي مكان من هذه الصفحة.',
  noCrypto:
    'لا يمنح هذا المتصفّح التعمية لصفحة فُتحت من ملف. افتحها في إصدار حديث من Firefox أو Chrome أو Edge.',
  ok: 'ثبت. وُقّع هذا الإشعار بمفتاح كان مرسله قد اعتمده، وحفظه السجل بلا تغيير منذ الوقت المبيَّن.',
  notOk: 'لم يثبت. لم ينجح فحص واحد على الأقل؛ ولا يُعوَّل على شيء في الملف.',
  proved: 'ما ثبت',
  from: 'من',
  to: 'إلى',
  place: 'الموضع في السجل',
  takenIn: 'أُدخل',
  id: 'الإشعار',
  keysUsed: 'وُقّع بالمفاتيح',
  checks: 'كل فحص',
  entry: 'الإشعار {number} من {count} في الملف',
  fingerprint: 'بصمة المفتاح الذي تثق به',
  passed: 'نجح',
  failed: 'لم ينجح',
  yes: 'نعم',
  no: 'لا',
  all: 'الجميع',
  participants: 'جميع المشاركين',
  takers: 'من أخذوا بالتدبير',
  dimension: 'المشاركون في البُعد',
  nobody: 'لا أحد',
  tooLarge: 'هذا الملف أكبر من أن يكون إثباتاً.',
  language: 'اللغة',
};

export const languages = {
  en: { name: 'English', words: en as AloneWords },
  ru: { name: 'Русский', words: ru },
  ar: { name: 'العربية', words: ar },
} as const;

export type AloneLanguage = keyof typeof languages;

/** The first of the reader's languages that the page has, else English. */
export function languageOf(wanted: readonly string[]): AloneLanguage {
  const tags = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  const found = tags.find((tag): tag is AloneLanguage => Object.hasOwn(languages, tag));
  return found ?? 'en';
}
