import type { Audience, JsonObject } from '@rapport/record';
import { findSigner } from '../sign-in/office-keys.ts';
import { type Answers, tidyAnswers } from './answers.ts';
import { attachmentsOf } from './attached-files.ts';
import { keepDraft, type Pending } from './draft.ts';
import type { FilingState } from './filing.tsx';
import { noticeOf, signNotice } from './sign-notice.ts';

/** What signing takes of a filing. */
export type Signable = Pick<FilingState, 'measure' | 'step' | 'place' | 'draft' | 'files' | 'draftKey'>;

/** Signs the draft and keeps the bytes before they go anywhere. `undefined`: this browser has no key for the office. */
export async function signDraft(
  state: Signable,
  log: string,
  desk?: Pending['desk'],
): Promise<Pending | undefined> {
  const { measure, step, place, draft } = state;
  const form = measure.forms[step.form];
  const signer = await findSigner(log, place.participant, place.office);
  if (signer === undefined || form === undefined || draft.audience === undefined) return undefined;
  const { participant, office, thread, after } = place;
  const answers = tidyAnswers(form, draft.answers);
  const sealed = draft.seal === true ? await seal(answers, draft.audience, state, log) : undefined;
  const said = sealed ?? { open: { answers, attachments: attachmentsOf(state.files) } };
  const saying = {
    log,
    participant,
    office,
    measure,
    step: step.id,
    ...said.open,
    audience: draft.audience,
    ...(thread === undefined ? {} : { thread }),
    ...(after === undefined ? {} : { after }),
  };
  const nonce = crypto.getRandomValues(new Uint8Array(24));
  const signed = await signNotice(noticeOf(saying, Date.now(), nonce), signer);
  const pending = {
    ...signed,
    ...(sealed === undefined ? {} : { files: sealed.files }),
    ...(desk === undefined ? {} : { desk }),
  };
  await keepDraft(state.draftKey, { ...draft, pending });
  return pending;
}

/** What is said in the open of a sealed notice, and what goes beside it. The code that seals is fetched when it is needed. */
async function seal(answers: Answers, audience: Audience, { place, files }: Signable, log: string) {
  const { sealSaying } = await import('../sealing/seal-saying.ts');
  const named = audience.kind === 'named' ? audience.participants : [];
  const readers = [...named, place.participant];
  const { sealed, attachments, files: parts } = await sealSaying(answers as JsonObject, files, readers, log);
  return { open: { answers: {}, attachments, sealed }, files: parts };
}
