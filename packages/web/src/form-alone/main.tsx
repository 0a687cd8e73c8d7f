// The form as one file: filled, checked and signed where there is no network.
import '../ui/ui.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { adherenceQuery } from '../exchange/adherence.ts';
import { organisationQuery, queryClient } from '../exchange/queries.ts';
import { draftKey, readDraft } from '../filing/draft.ts';
import { chooseLanguage } from '../wording/languages.ts';
import { changeLanguage } from './activate-language.ts';
import { AlonePage } from './alone-page.tsx';
import { dataElement, type FormData } from './data.ts';

const data = JSON.parse(document.getElementById(dataElement)?.textContent ?? '{}') as Partial<FormData>;
const place = document.createElement('div');
document.body.append(place);

/** Everything that the pages would ask the server for is in the file. */
function giveAnswers({ organisation, lists, adherence }: FormData): void {
  const forEver = Number.POSITIVE_INFINITY;
  queryClient.setDefaultOptions({ queries: { staleTime: forEver, gcTime: forEver, retry: false } });
  queryClient.setQueryData(organisationQuery.queryKey, organisation);
  queryClient.setQueryData(adherenceQuery.queryKey, adherence);
  for (const list of lists) queryClient.setQueryData(['list', list.id], list);
}

async function start(whole: FormData): Promise<void> {
  giveAnswers(whole);
  const key = draftKey(whole.place);
  const first = (await readDraft(key).catch(() => undefined)) ?? { answers: {} };
  createRoot(place).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <Suspense>
            <AlonePage data={whole} draftKey={key} first={first} />
          </Suspense>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

changeLanguage(chooseLanguage(null, navigator.languages));
if (data.measure === undefined) place.textContent = i18n._('alone.empty');
else void start(data as FormData);
