import { type FieldView, formView, type Measure } from '@rapport/measures';
import { Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { useMeasureWords } from './measure-words.ts';

/** What a form asks, for anybody to read before signing in. */
export function FormPreview({ measure, form }: { measure: Measure; form: string }) {
  const { t, language } = useWords();
  const schema = measure.forms[form];
  const wording = useMeasureWords(measure).forms[form];
  if (schema === undefined) return null;
  return (
    <Section title={wording?.title ?? form} inMargin>
      <p className="soft small">{t('measure.form')}</p>
      <Fields fields={formView(schema, wording, language)} />
    </Section>
  );
}

function Fields({ fields }: { fields: readonly FieldView[] }) {
  const { t } = useWords();
  return (
    <ul className="preview">
      {fields.map((field) => (
        <li key={field.pattern}>
          {field.title}
          {field.unit !== undefined && <span className="soft">, {field.unit}</span>}
          {!field.required && <span className="soft small"> ({t('form.optional')})</span>}
          {field.kind === 'group' && <Fields fields={field.fields} />}
          {field.kind === 'repeat' && (
            <Fields fields={field.item.kind === 'group' ? field.item.fields : [field.item]} />
          )}
        </li>
      ))}
    </ul>
  );
}
