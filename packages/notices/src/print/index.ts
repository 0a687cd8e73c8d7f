export { composePrint, type PrintRequest, type Referenced } from './compose-print.ts';
export { fill as printSentence, plainText } from './isolate.ts';
export { type PrintNames, printNames } from './names.ts';
export { rowsIn } from './points.ts';
export { isPrintLanguage, type PrintLanguage, printLanguages } from './print-language.ts';
export { type PrintWords, printWords } from './print-words.ts';
export type { Each, Point, PrintedChange, PrintedNotice, Said } from './printed-notice.ts';
export {
  type Correspondence,
  checkTemplate,
  enrolledAt,
  reachedBy,
  type Template,
  type TemplateRefusal,
  templatesFor,
} from './template.ts';
