export { actorsOf, listOf } from './actors.ts';
export * from './answer-rows.ts';
export { isAsked } from './asked.ts';
export { type AnswerCode, type AnswerFinding, checkAnswers } from './check-answers.ts';
export { EFFECTS, isKeyEffect } from './check-effect.ts';
export { EXAMPLE_PARTICIPANTS } from './check-examples.ts';
export { OWN_DIMENSION } from './check-organisation.ts';
export { fieldsOf } from './check-wording.ts';
export type { MeasureChange, MeasureChangeCode } from './diff/changes.ts';
export { diffMeasures } from './diff/diff-measures.ts';
export type * from './example-thread.ts';
export { type FieldView, formView, type Option } from './form-view.ts';
export {
  formatCount,
  formatDay,
  formatInstant,
  formatMoment,
  formatThere,
  isSameClock,
  localeOf,
} from './format-instant.ts';
export { type FormatContext, hasFormat } from './formats.ts';
export type * from './language.ts';
export { codesOfLists, type Named } from './lists.ts';
export { hashOfMeasure, type MeasureDefinition, measureHash } from './measure-hash.ts';
export type * from './organisation.ts';
export {
  nearestLine,
  type ParsedOrganisation,
  parseOrganisation,
  type WorkedThread,
} from './parse-organisation.ts';
export { groupOf, orderOf, placeField } from './place.ts';
export { placeWording } from './place-wording.ts';
export { parsePointer, under } from './pointer.ts';
export { type Answer, type Answers, tidyAnswers } from './tidy-answers.ts';
export { visibleControls } from './visible-controls.ts';
