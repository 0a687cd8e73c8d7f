import type { MailPreferences } from '@rapport/api';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useOrganisation } from '../exchange/queries.ts';
import { Checkboxes, Radios, Select } from '../filing/choice-fields.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { sentenceOfError } from '../ui/waiting.tsx';
import { programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';
import { kinds, languages, marks, minutesOf, paces, timeText } from './wishes.ts';

interface FormProps {
  readonly first: MailPreferences;
  /** Given where an address is entered and not changed. */
  readonly takesAddress: boolean;
  readonly button: string;
  readonly save: (address: string, wished: MailPreferences) => Promise<void>;
}

const addressForm = /^[^\s@]+@[^\s@]+$/;

/** How, and of what, somebody wishes to be written to. */
export function AddressForm({ first, takesAddress, button, save }: FormProps) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [address, setAddress] = useState('');
  const [wished, setWished] = useState(first);
  const [problem, setProblem] = useState<{ sentence: string; target?: string; round: number }>();
  const change = (part: Partial<MailPreferences>): void => setWished({ ...wished, ...part });
  const fail = (sentence: string, target?: string): void =>
    setProblem((before) => ({
      sentence,
      round: (before?.round ?? 0) + 1,
      ...(target === undefined ? {} : { target }),
    }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = address.trim();
    if (takesAddress && !addressForm.test(wanted)) return fail(t('mail.address.missing'), `${id}-address`);
    try {
      await save(wanted, wished);
      setProblem(undefined);
      setAddress('');
    } catch (error) {
      fail(sentenceOfError(error, words));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary items={problem === undefined ? [] : [problem]} round={problem?.round ?? 0} />
      {takesAddress && (
        <div className="field">
          <label htmlFor={`${id}-address`}>{t('mail.address')}</label>
          <p className="hint" id={`${id}-hint`}>
            {t('mail.address.hint')}
          </p>
          <input
            id={`${id}-address`}
            className="input"
            type="email"
            dir="ltr"
            autoComplete="email"
            aria-describedby={`${id}-hint`}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        </div>
      )}
      <RhythmFields id={id} wished={wished} change={change} />
      <WishFields id={id} wished={wished} change={change} />
      <p className="actions">
        <button type="submit" className="button">
          {button}
        </button>
      </p>
    </form>
  );
}

interface PartProps {
  readonly id: string;
  readonly wished: MailPreferences;
  readonly change: (part: Partial<MailPreferences>) => void;
}

function Group({ legend, hint, children }: { legend: string; hint?: string; children: ReactNode }) {
  return (
    <div className="field">
      <fieldset>
        <legend>{legend}</legend>
        {hint !== undefined && <p className="hint">{hint}</p>}
        {children}
      </fieldset>
    </div>
  );
}

function RhythmFields({ id, wished, change }: PartProps) {
  const { t } = useWords();
  const known = Intl.supportedValuesOf('timeZone');
  const zones = known.includes(wished.zone) ? known : [wished.zone, ...known];
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-language`}>{t('mail.language')}</label>
        <Select
          id={`${id}-language`}
          options={programLanguages
            .filter(({ tag }) => languages.some((one) => one === tag))
            .map(({ tag, name }) => ({ value: tag, title: name }))}
          value={wished.language}
          described={undefined}
          onChange={(language) =>
            language !== undefined && change({ language: language as MailPreferences['language'] })
          }
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-zone`}>{t('mail.zone')}</label>
        <Select
          id={`${id}-zone`}
          options={zones.map((zone) => ({ value: zone, title: zone.replaceAll('_', ' ') }))}
          value={wished.zone}
          described={undefined}
          onChange={(zone) => zone !== undefined && change({ zone })}
        />
      </div>
      <Group legend={t('mail.pace')}>
        <Radios
          id={`${id}-pace`}
          options={paces.map((pace) => ({ value: pace, title: t(`mail.pace.${pace}`) }))}
          value={wished.pace}
          onChange={(pace) => change({ pace: pace as MailPreferences['pace'] })}
        />
      </Group>
      <QuietFields id={id} wished={wished} change={change} />
    </>
  );
}

const firstQuiet = { from: 20 * 60, until: 7 * 60 };

function QuietFields({ id, wished, change }: PartProps) {
  const { t } = useWords();
  const { quiet, ...others } = wished;
  const setEdge = (edge: 'from' | 'until', text: string): void => {
    const minutes = minutesOf(text);
    if (minutes !== undefined && quiet !== undefined) change({ quiet: { ...quiet, [edge]: minutes } });
  };
  return (
    <Group legend={t('mail.quiet')}>
      <div className="choices">
        <div className="choice">
          <input
            type="checkbox"
            id={`${id}-quiet`}
            checked={quiet !== undefined}
            onChange={() =>
              change({ ...others, quiet: quiet === undefined ? firstQuiet : undefined } as object)
            }
          />
          <label htmlFor={`${id}-quiet`}>{t('mail.quiet.choose')}</label>
        </div>
      </div>
      {quiet !== undefined && (
        <div className="mail-quiet">
          {(['from', 'until'] as const).map((edge) => (
            <div key={edge}>
              <label htmlFor={`${id}-${edge}`}>{t(`mail.quiet.${edge}`)}</label>
              <input
                id={`${id}-${edge}`}
                className="input"
                type="time"
                required
                value={timeText(quiet[edge])}
                onChange={(event) => setEdge(edge, event.target.value)}
              />
            </div>
          ))}
        </div>
      )}
    </Group>
  );
}

function WishFields({ id, wished, change }: PartProps) {
  const { t, pick } = useWords();
  const { dimensions, measures } = useOrganisation();
  const isChosen = wished.measures.length + wished.dimensions.length;
  const ids = [...new Set(measures.map((one) => one.id))];
  const titleOf = (measure: string): string => pick(measures.find((one) => one.id === measure)?.title ?? {});
  return (
    <>
      <Group legend={t('mail.kinds')}>
        <Checkboxes
          id={`${id}-kind`}
          options={kinds.map((kind) => ({ value: kind, title: t(`mail.kind.${kind}`) }))}
          values={wished.kinds}
          onChange={(values) => change({ kinds: values as MailPreferences['kinds'] })}
        />
      </Group>
      {wished.kinds.includes('due') && (
        <Group legend={t('mail.marks')}>
          <Checkboxes
            id={`${id}-mark`}
            options={marks.map((mark) => ({ value: mark, title: t(`mail.mark.${mark}`) }))}
            values={wished.marks}
            onChange={(values) => change({ marks: values as MailPreferences['marks'] })}
          />
        </Group>
      )}
      <Group legend={t('mail.subscribe')} hint={t('mail.subscribe.hint')}>
        <Checkboxes
          id={`${id}-dimension`}
          options={dimensions.map(({ id: value, name }) => ({ value, title: pick(name) }))}
          values={wished.dimensions}
          onChange={(values) => change({ dimensions: values })}
        />
        <details className="mail-measures" open={isChosen > 0 && wished.measures.length > 0}>
          <summary>{t('mail.subscribe.measures')}</summary>
          <Checkboxes
            id={`${id}-measure`}
            options={ids.map((value) => ({ value, title: titleOf(value) }))}
            values={wished.measures}
            onChange={(values) => change({ measures: values })}
          />
        </details>
      </Group>
    </>
  );
}
