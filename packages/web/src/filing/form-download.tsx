import type { Measure } from '@rapport/measures';
import { useState } from 'react';
import { adherenceQuery } from '../exchange/adherence.ts';
import { client } from '../exchange/client.ts';
import { download, fileName } from '../exchange/download.ts';
import { listsOf } from '../exchange/lists.ts';
import { queryClient, useOrganisation } from '../exchange/queries.ts';
import { withData } from '../form-alone/data.ts';
import { sentenceOfError } from '../ui/waiting.tsx';
import { useWords } from '../wording/use-words.ts';
import type { FilingState } from './filing.tsx';

/** Hands out this very form as one file, for a computer that has no network; what is not for that says nothing. */
export function FormDownload({ state }: { state: FilingState }) {
  const words = useWords();
  const { t } = words;
  const organisation = useOrganisation();
  const [problem, setProblem] = useState('');
  const { measure, step, place, letters } = state;
  if (!canBeAlone(measure, state)) return null;
  const make = async (): Promise<void> => {
    setProblem('');
    try {
      const own = listsOf(measure.forms[step.form]).filter((id) =>
        organisation.lists.some((one) => one.id === id),
      );
      const [file, adherence, ...lists] = await Promise.all([
        fetch('/form.html').then((answer) =>
          answer.ok ? answer.text() : Promise.reject(new TypeError('no form')),
        ),
        queryClient.fetchQuery(adherenceQuery),
        ...own.map((id) => client.list(id)),
      ]);
      const open = { ...measure, audience: measure.audience.filter((kind) => kind !== 'sealed') };
      const data = { measure: open, place, organisation, lists, adherence, letters };
      const html = withData(file, { ...data, server: location.origin, asOf: Date.now() });
      download(fileName(organisation.mode, `${measure.id}-${step.id}`, 'html'), html, 'text/html');
    } catch (error) {
      setProblem(sentenceOfError(error, words));
    }
  };
  return (
    <p className="small no-print">
      <button type="button" className="link-button" onClick={() => void make()}>
        {t('filing.download-form')}
      </button>{' '}
      <span className="soft">{t('filing.download-form.hint')}</span>
      <output className="fault">{problem}</output>
    </p>
  );
}

/** What is sealed, or has files, is written where there is a network. */
function canBeAlone(measure: Measure, { step, letters }: FilingState): boolean {
  const isOpen = measure.audience.some((kind) => kind !== 'sealed');
  const isSealed = letters.some(({ notice }) => notice.sealed !== undefined);
  const asksForFile = JSON.stringify(measure.forms[step.form] ?? {}).includes('"attachment"');
  return isOpen && !isSealed && !asksForFile;
}
