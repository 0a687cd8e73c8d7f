import { type FieldView, isAsked } from '@rapport/measures';
import type { ReactNode } from 'react';
import { useWords } from '../wording/use-words.ts';
import { type Answer, type Answers, answerAt, elementIdOf, pointerOf, withAnswer } from './answers.ts';
import type { AttachedFile } from './attached-files.ts';
import { isOpenChoice } from './choice-fields.tsx';
import { Control } from './control.tsx';

/** A form being filled: its answers, what is wrong where, and how to change it. */
export interface Sheet {
  readonly answers: Answers;
  /** What is wrong, by JSON pointer. */
  readonly faults: ReadonlyMap<string, string>;
  readonly zone: string;
  /** The files attached to the notice, which answers can name. */
  readonly files: readonly AttachedFile[];
  readonly change: (answers: Answers) => void;
}

/** The fields of a form or of a group in it. @param at - steps of the group's place in the answers */
export function Fields(props: { fields: readonly FieldView[]; at: readonly string[]; sheet: Sheet }) {
  const group = answerAt(props.sheet.answers, props.at);
  return props.fields
    .filter((field) => isAsked(field, group))
    .map((field) => (
      <Field key={field.name} field={field} at={[...props.at, field.name]} sheet={props.sheet} />
    ));
}

export interface FieldProps {
  readonly field: FieldView;
  /** Steps of its place in the answers. */
  readonly at: readonly string[];
  readonly sheet: Sheet;
}

function Field(props: FieldProps) {
  if (props.field.kind === 'group') return <Group {...props} fields={props.field.fields} />;
  if (props.field.kind === 'repeat') return <Repeat {...props} item={props.field.item} />;
  return <Question {...props} />;
}

/** A question with one answer: label or legend, hint, fault, control. */
function Question(props: FieldProps) {
  const { field, at, sheet } = props;
  const id = elementIdOf(pointerOf(at));
  const fault = sheet.faults.get(pointerOf(at));
  const described =
    [field.hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  const notes = <Notes id={id} hint={field.hint} fault={fault} />;
  const control = <Control {...props} id={id} described={described} />;
  const className = fault === undefined ? 'field' : 'field faulty';
  if (!isGroup(field)) {
    return (
      <div className={className}>
        <label htmlFor={id}>
          <Title field={field} />
        </label>
        {notes}
        {control}
      </div>
    );
  }
  return (
    <div className={className} id={id}>
      <fieldset aria-describedby={described}>
        <legend>
          <Title field={field} />
        </legend>
        {notes}
        {control}
      </fieldset>
    </div>
  );
}

/** Whether the control consists of several elements, so that a legend names them together. */
function isGroup(field: FieldView): boolean {
  if (field.kind === 'one-of') return isOpenChoice(field.options);
  return ['yes-no', 'some-of', 'some-participants', 'date-time'].includes(field.kind);
}

function Title({ field }: { field: FieldView }) {
  const { t } = useWords();
  return (
    <>
      {field.title}
      {!field.required && <span className="optional"> ({t('form.optional')})</span>}
    </>
  );
}

function Notes({ id, hint, fault }: { id: string; hint: string | undefined; fault: string | undefined }) {
  return (
    <>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </>
  );
}

function Group({ field, at, sheet, fields }: FieldProps & { fields: readonly FieldView[] }) {
  const id = elementIdOf(pointerOf(at));
  const fault = sheet.faults.get(pointerOf(at));
  return (
    <fieldset className={fault === undefined ? 'group' : 'group field faulty'} id={id}>
      <legend>
        <Title field={field} />
      </legend>
      <div>
        <Notes id={id} hint={field.hint} fault={fault} />
        <Fields fields={fields} at={at} sheet={sheet} />
      </div>
    </fieldset>
  );
}

/** A list whose items are added and taken out one by one. */
function Repeat({ field, at, sheet, item }: FieldProps & { item: FieldView }) {
  const { t } = useWords();
  const id = elementIdOf(pointerOf(at));
  const found = answerAt(sheet.answers, at);
  const items: readonly Answer[] = Array.isArray(found) ? found : [];
  const put = (value: Answer[]): void => sheet.change(withAnswer(sheet.answers, at, value));
  const empty: Answer = item.kind === 'group' ? {} : '';
  return (
    <fieldset className="group" id={id}>
      <legend>
        <Title field={field} />
      </legend>
      <div>
        <Notes id={id} hint={field.hint} fault={sheet.faults.get(pointerOf(at))} />
        {items.map((_, number) => (
          <Item key={pointerOf([...at, String(number)])} title={`${item.title} ${number + 1}`}>
            {item.kind === 'group' ? (
              <Fields fields={item.fields} at={[...at, String(number)]} sheet={sheet} />
            ) : (
              <Question field={item} at={[...at, String(number)]} sheet={sheet} />
            )}
            <button
              type="button"
              className="link-button"
              onClick={() => put(items.filter((__, i) => i !== number))}
            >
              {t('form.remove', { item: `${item.title} ${number + 1}` })}
            </button>
          </Item>
        ))}
        <p className="actions">
          <button type="button" className="button second" onClick={() => put([...items, empty])}>
            {t('form.add', { item: item.title })}
          </button>
        </p>
      </div>
    </fieldset>
  );
}

function Item(props: { title: string; children: ReactNode }) {
  return (
    <fieldset className="repeat-item">
      <legend className="visually-hidden">{props.title}</legend>
      {props.children}
    </fieldset>
  );
}
