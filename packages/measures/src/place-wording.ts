import type { FieldWording, Language } from './language.ts';

type Words = Readonly<Record<string, FieldWording>>;

/** What the ready group of a place says, by JSON pointer from the place. A further language is a further entry. */
const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    '/kind': {
      title: 'Given as',
      hint: 'Choose how exact you wish to be.',
      options: { point: 'A point', unit: 'A district or town', circle: 'A circle', area: 'An area' },
    },
    '/country': { title: 'Country' },
    '/name': { title: 'Name of the place' },
    '/latitude': { title: 'Latitude', hint: 'North is above 0, such as 43.2.', unit: 'degrees' },
    '/longitude': { title: 'Longitude', hint: 'East is above 0, such as 76.9.', unit: 'degrees' },
    '/radius': { title: 'Radius', unit: 'kilometres' },
    '/corners': { title: 'Corners' },
    '/corners/*': { title: 'Corner' },
    '/corners/*/latitude': { title: 'Latitude', unit: 'degrees' },
    '/corners/*/longitude': { title: 'Longitude', unit: 'degrees' },
  },
  ru: {
    '/kind': {
      title: 'Как указано',
      hint: 'Выберите степень точности.',
      options: { point: 'Точка', unit: 'Район или город', circle: 'Круг', area: 'Область' },
    },
    '/country': { title: 'Страна' },
    '/name': { title: 'Название места' },
    '/latitude': { title: 'Широта', hint: 'Северная — больше 0, например 43.2.', unit: 'градусы' },
    '/longitude': { title: 'Долгота', hint: 'Восточная — больше 0, например 76.9.', unit: 'градусы' },
    '/radius': { title: 'Радиус', unit: 'километры' },
    '/corners': { title: 'Углы' },
    '/corners/*': { title: 'Угол' },
    '/corners/*/latitude': { title: 'Широта', unit: 'градусы' },
    '/corners/*/longitude': { title: 'Долгота', unit: 'градусы' },
  },
  ar: {
    '/kind': {
      title: 'طريقة التحديد',
      hint: 'اختر درجة الدقة.',
      options: { point: 'نقطة', unit: 'منطقة أو مدينة', circle: 'دائرة', area: 'مساحة' },
    },
    '/country': { title: 'البلد' },
    '/name': { title: 'اسم المكان' },
    '/latitude': { title: 'خط العرض', hint: 'الشمال أكبر من 0، مثل 43.2.', unit: 'درجة' },
    '/longitude': { title: 'خط الطول', hint: 'الشرق أكبر من 0، مثل 76.9.', unit: 'درجة' },
    '/radius': { title: 'نصف القطر', unit: 'كيلومتر' },
    '/corners': { title: 'الأركان' },
    '/corners/*': { title: 'ركن' },
    '/corners/*/latitude': { title: 'خط العرض', unit: 'درجة' },
    '/corners/*/longitude': { title: 'خط الطول', unit: 'درجة' },
  },
};

/** What the fields of a place say, in a language or else in English, by JSON pointer from the place. */
export function placeWording(language: Language): Words {
  return WORDS[language] ?? WORDS['en'] ?? {};
}
