import type { PrintLanguage } from '@rapport/notices';

type Said = Readonly<Record<PrintLanguage, string>>;

/** What exported lists and documents say of their own, in each language. */
export const exportWords = {
  'list.notices': { en: 'Notices', ru: 'Уведомления', ar: 'الإشعارات' },
  'list.released': { en: 'Released notices', ru: 'Обнародованные уведомления', ar: 'الإشعارات المنشورة' },
  'list.threads': { en: 'Threads', ru: 'Переписки', ar: 'المراسلات' },
  'list.participants': { en: 'Participants', ru: 'Участники', ar: 'المشاركون' },
  'list.catalogue': { en: 'Catalogue', ru: 'Каталог мер', ar: 'فهرس التدابير' },
  'list.due': { en: 'Due', ru: 'Сроки', ar: 'المواعيد' },
  'list.register': { en: 'Register of keys', ru: 'Реестр ключей', ar: 'سجل المفاتيح' },
  entry: { en: 'Entry', ru: 'Запись', ar: 'القيد' },
  reference: { en: 'Reference', ru: 'Исходящий номер', ar: 'الرقم المرجعي' },
  takenIn: { en: 'Taken in (UTC)', ru: 'Принято (UTC)', ar: 'قيد في (UTC)' },
  measure: { en: 'Measure', ru: 'Мера', ar: 'التدبير' },
  step: { en: 'Step', ru: 'Шаг', ar: 'الخطوة' },
  from: { en: 'From', ru: 'От кого', ar: 'من' },
  office: { en: 'Office', ru: 'Ведомство', ar: 'المكتب' },
  audience: { en: 'Addressed to', ru: 'Кому', ar: 'موجه إلى' },
  files: { en: 'Enclosures', ru: 'Приложения', ar: 'المرفقات' },
  id: { en: 'Identity (SHA-256)', ru: 'Идентификатор (SHA-256)', ar: 'الهوية (SHA-256)' },
  thread: { en: 'Thread', ru: 'Переписка', ar: 'المراسلة' },
  state: { en: 'State', ru: 'Состояние', ar: 'الحالة' },
  count: { en: 'Notices', ru: 'Уведомлений', ar: 'عدد الإشعارات' },
  newest: { en: 'Newest (UTC)', ru: 'Последнее (UTC)', ar: 'الأحدث (UTC)' },
  code: { en: 'Code', ru: 'Код', ar: 'الرمز' },
  name: { en: 'Name', ru: 'Наименование', ar: 'الاسم' },
  role: { en: 'Role', ru: 'Статус', ar: 'الصفة' },
  zone: { en: 'Time zone', ru: 'Часовой пояс', ar: 'المنطقة الزمنية' },
  number: { en: 'Number', ru: 'Номер', ar: 'الرقم' },
  title: { en: 'Title', ru: 'Название', ar: 'العنوان' },
  dimension: { en: 'Dimension', ru: 'Измерение', ar: 'البعد' },
  area: { en: 'Area', ru: 'Направление', ar: 'المجال' },
  measures: { en: 'Carried out by', ru: 'Выполняется мерами', ar: 'تنفذه التدابير' },
  source: { en: 'Source', ru: 'Источник', ar: 'المصدر' },
  due: { en: 'Due (UTC)', ru: 'Срок (UTC)', ar: 'الموعد (UTC)' },
  owes: { en: 'Who owes it', ru: 'За кем', ar: 'على من' },
  clock: { en: 'Clock', ru: 'Вид срока', ar: 'نوع الموعد' },
  key: { en: 'Key', ru: 'Ключ', ar: 'المفتاح' },
  validFrom: { en: 'From (UTC)', ru: 'С (UTC)', ar: 'من (UTC)' },
  validUntil: { en: 'Until (UTC)', ru: 'До (UTC)', ar: 'حتى (UTC)' },
  certificate: { en: 'Certificate', ru: 'Удостоверение', ar: 'الشهادة' },
  revocation: { en: 'Revocation', ru: 'Отзыв', ar: 'الإلغاء' },
  'role.member': { en: 'member', ru: 'член', ar: 'عضو' },
  'role.observer': { en: 'observer', ru: 'наблюдатель', ar: 'مراقب' },
  'role.partner': { en: 'partner', ru: 'партнер', ar: 'شريك' },
  'role.organisation': { en: 'organisation', ru: 'организация', ar: 'المنظمة' },
  'role.non-member': { en: 'not a member', ru: 'не является членом', ar: 'غير عضو' },
  'clock.running': { en: 'running', ru: 'идет', ar: 'جار' },
  'clock.passed': { en: 'passed', ru: 'истек', ar: 'انقضى' },
  'clock.suspended': { en: 'suspended', ru: 'приостановлен', ar: 'معلق' },
  more: {
    en: 'There are more rows than one file holds. Narrow the list and save it again.',
    ru: 'Строк больше, чем вмещает один файл. Сузьте перечень и сохраните его снова.',
    ar: 'عدد الصفوف أكبر مما يتسع له ملف واحد. ضيّق القائمة واحفظها من جديد.',
  },
} as const satisfies Readonly<Record<string, Said>>;

export type ExportWord = keyof typeof exportWords;

/** One of those words. */
export function exportWord(language: PrintLanguage, word: ExportWord): string {
  return exportWords[word][language];
}
