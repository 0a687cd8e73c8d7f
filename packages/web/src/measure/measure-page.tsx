import { actorsOf, listOf, type Measure } from '@rapport/measures';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CiteMeasure } from '../cite/cite.tsx';
import { useNames } from '../exchange/names.ts';
import { measureQuery, useOrganisation, useSession } from '../exchange/queries.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { NothingHere } from '../ui/nothing-here.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';
import { FormPreview } from './form-preview.tsx';
import { useMeasureWords } from './measure-words.ts';
import { openingSteps } from './opening-steps.ts';

/** What a measure is for, who does what in it, by when, seen by whom. */
export function MeasurePage() {
  const { id } = useParams({ from: '/measures/$id' });
  const editions = useOrganisation().measures.filter((one) => one.id === id);
  const summary = editions.find(({ isInForce }) => isInForce) ?? editions[0];
  if (summary === undefined) throw new NothingHere();
  return <MeasureWhole id={id} edition={summary.edition} />;
}

function MeasureWhole({ id, edition }: { id: string; edition: string }) {
  const { t, pick } = useWords();
  const organisation = useOrganisation();
  const measure = useSuspenseQuery(measureQuery(id, edition)).data;
  const wording = useMeasureWords(measure);
  const dimension = organisation.dimensions.find((one) => one.id === measure.dimension);
  return (
    <Page title={wording.title} lead={wording.purpose} over={dimension && pick(dimension.name)}>
      {measure.status === 'proposed' && (
        <p className="strip">
          <strong>{t('measure.proposed')}</strong> {wording.proposal}
        </p>
      )}
      <Begin measure={measure} />
      <p>
        <Link to="/measures/$id/threads" params={{ id }}>
          {t('views.open')}
        </Link>
      </p>
      <Section title={t('measure.audience')} inMargin>
        <ul>
          {measure.audience.map((kind) => (
            <li key={kind}>{t(`measure.audience.${kind}`)}</li>
          ))}
        </ul>
      </Section>
      <Steps measure={measure} />
      <Clocks measure={measure} />
      {[...new Set(measure.steps.map(({ form }) => form))].map((name) => (
        <FormPreview key={name} measure={measure} form={name} />
      ))}
      <Source measure={measure} />
      <CiteMeasure measure={measure} />
    </Page>
  );
}

/** The way into the form, or why it is closed to the reader. */
function Begin({ measure }: { measure: Measure }) {
  const { t, list } = useWords();
  const names = useNames();
  const session = useSession();
  const { participants } = useOrganisation();
  const wording = useMeasureWords(measure);
  if (session === null) {
    return (
      <p className="strip">
        {t('measure.sign-in')} <Link to="/sign-in">{t('session.sign-in')}</Link>
      </p>
    );
  }
  const { open, closed } = openingSteps(measure, session, participants);
  return (
    <div className="stack">
      {open.map((step) => (
        <p key={step.id}>
          <Link
            className="button"
            to="/measures/$id/$edition/file/$step"
            params={{ id: measure.id, edition: measure.edition, step: step.id }}
          >
            {wording.steps[step.id]?.act ?? step.id}
          </Link>
        </p>
      ))}
      {open.length === 0 && closed.length > 0 && (
        <div className="strip">
          <p>
            {t('measure.closed', {
              offices: list([...new Set(closed.flatMap((s) => s.offices))].map(names.office)),
            })}
          </p>
          <p>
            {t('drafts.may-prepare')}{' '}
            {closed.map((step) => (
              <Link
                key={step.id}
                className="prepare"
                to="/measures/$id/$edition/file/$step"
                params={{ id: measure.id, edition: measure.edition, step: step.id }}
              >
                {wording.steps[step.id]?.act ?? step.id}
              </Link>
            ))}
          </p>
        </div>
      )}
    </div>
  );
}

function Steps({ measure }: { measure: Measure }) {
  const { t, list } = useWords();
  const names = useNames();
  const wording = useMeasureWords(measure);
  const title = (id: string): string => wording.steps[id]?.title ?? id;
  return (
    <Section title={t('measure.steps')} inMargin>
      <ol className="rows">
        {measure.steps.map((step) => (
          <li key={step.id} className="stack tight">
            <h3>{title(step.id)}</h3>
            <p>
              {list(actorsOf(step).map((actor) => t(`measure.by.${actor}`)))}{' '}
              {step.after === undefined
                ? t('measure.opens')
                : t('measure.after', { steps: list(step.after.map(title)) })}{' '}
              {step.once && t('measure.once')} {step.corrects && t('measure.corrects')}{' '}
              {step.closes && t('measure.closes')}
            </p>
            <p className="soft small">
              {t('measure.signed-by', { offices: list(step.offices.map(names.office)) })}{' '}
              {step.state !== undefined &&
                t('measure.state', { state: wording.states[step.state] ?? step.state })}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Clocks({ measure }: { measure: Measure }) {
  const { t, list } = useWords();
  const wording = useMeasureWords(measure);
  if (measure.clocks.length === 0) return null;
  return (
    <Section title={t('measure.clocks')} inMargin>
      <ul>
        {measure.clocks.map((clock) => (
          <li key={clock.id}>
            {list(listOf(clock.step).map((step) => wording.steps[step]?.title ?? step))}:{' '}
            {wording.clocks[clock.id] ?? clock.id}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Source({ measure }: { measure: Measure }) {
  const { t } = useWords();
  return (
    <Section title={t('measure.definition')} inMargin>
      <Facts>
        <Fact label={t('measure.edition-label')}>{measure.edition}</Fact>
        <Fact label={t('measure.hash')}>
          <code>{measure.hash}</code>
        </Fact>
        <Fact label={t('measure.source')}>
          <span lang="en">{measure.source}</span>
        </Fact>
      </Facts>
    </Section>
  );
}
