import { encodeHex, type Notice } from '@rapport/record';
import { client } from '../exchange/client.ts';
import type { Answers } from '../filing/answers.ts';
import type { AttachedFile } from '../filing/attached-files.ts';
import type { Draft } from '../filing/draft.ts';
import type { Words } from './merge-drafts.ts';

/** A draft that others of the office began, as it is there now. @param id - of a shared draft */
export async function openShared(id: string): Promise<{ draft: Draft; files: readonly AttachedFile[] }> {
  const { content, revision, state, remark, changed, dispatch } = await client.draft(id);
  const files = await Promise.all(content.files.map((file) => fetchFile(id, file)));
  const here = files.filter((file) => file !== undefined);
  const awaited = content.files.filter(({ sha256 }) => !here.some((one) => one.sha256 === sha256));
  const office = {
    state,
    changed,
    ...(remark === undefined ? {} : { remark }),
    ...(dispatch === undefined ? {} : { dispatch }),
  };
  const audience = content.audience as Notice['audience'] | undefined;
  const draft: Draft = {
    answers: content.answers as Answers,
    mayLeave: true,
    shared: {
      ...{ id, revision, base: content as Words, clashes: [], office },
      ...(awaited.length === 0 ? {} : { awaited }),
    },
    ...(audience === undefined ? {} : { audience }),
  };
  return { draft, files: here };
}

/** A file's bytes, checked by their hash; `undefined` where they have not arrived. */
export async function fetchFile(id: string, file: Words['files'][number]): Promise<AttachedFile | undefined> {
  const bytes = await client.draftFile(id, file.sha256).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const whole = new Uint8Array(bytes);
  const hash = encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)));
  return hash === file.sha256 ? { ...file, bytes: whole } : undefined;
}
