import './ui/ui.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPageRouter } from './app.tsx';
import { organisationQuery, queryClient, sessionQuery } from './exchange/queries.ts';
import { finishSignOut } from './exchange/sign-out.ts';
import { startWorker } from './offline/start-worker.ts';
import { takeOver } from './public/take-over.ts';
import { followDisplay } from './ui/display.ts';
import { bringFaces } from './ui/fonts.ts';
import { activateLanguage, firstLanguage } from './wording/activate-language.ts';
import { languageBy } from './wording/languages.ts';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');

let isShown = !place.hasChildNodes();
const router = createPageRouter({ mayScroll: () => isShown });

function draw(into: HTMLElement): void {
  createRoot(into).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

followDisplay();
await finishSignOut();
// What every page needs is asked for at once, not one after the other.
void queryClient.prefetchQuery(organisationQuery);
void queryClient.prefetchQuery(sessionQuery);
await activateLanguage(firstLanguage());
if (isShown) {
  place.dataset['live'] = '';
  draw(place);
} else
  takeOver(place, draw, () => {
    isShown = true;
  });
i18n.on('change', bringFacesOfLanguage);
bringFacesOfLanguage();

function bringFacesOfLanguage(): void {
  bringFaces(languageBy(i18n.locale).script);
}

// After all that the reader waits for.
if (import.meta.env.PROD)
  requestIdleCallback(() => void startWorker().catch(() => undefined), { timeout: 10_000 });
// What was kept without a line is asked for anew once there is one.
addEventListener('online', () => void queryClient.invalidateQueries());
