import { useEffect, useRef, useState } from 'react';
import type { AttachedFile } from '../filing/attached-files.ts';
import type { Draft, DraftPlace } from '../filing/draft.ts';
import type { DraftSync } from './draft-sync.ts';
import type { Shared, SharingStatus } from './sharing.ts';

/** A draft as it is shared with the office: where its words are, and how to send them at once. */
export interface Sharing {
  readonly status: SharingStatus;
  /** Sends what is written; `undefined` where the office does not have it, and the status says why. */
  readonly flush: () => Promise<Shared | undefined>;
}

interface SharingParts {
  readonly draftKey: string;
  readonly place: DraftPlace;
  readonly may: 'yes' | 'sealed' | 'choose';
  /** Whether there is anything to share yet. */
  readonly isBegun: boolean;
  readonly now: () => { readonly draft: Draft; readonly files: readonly AttachedFile[] };
  readonly apply: (draft: Draft, files: readonly AttachedFile[]) => void;
  /** What is sent once it changes. */
  readonly words: Pick<Draft, 'answers' | 'audience'> & { readonly files: readonly AttachedFile[] };
}

/** Keeps a draft alike in this browser and at the office. What that takes is fetched once there is something to share. */
export function useSharing(parts: SharingParts): Sharing {
  const { may, isBegun, draftKey } = parts;
  const { answers, audience, files } = parts.words;
  const [status, tell] = useState<SharingStatus>({ kind: 'saving' });
  const sync = useRef<Promise<DraftSync> | undefined>(undefined);
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  const isShared = may === 'yes' && isBegun;
  useEffect(() => {
    if (!isShared) return undefined;
    const opening = import('./draft-sync.ts').then(
      (module) =>
        new module.DraftSync({
          draftKey: latest.current.draftKey,
          place: latest.current.place,
          now: () => latest.current.now(),
          apply: (draft, files) => latest.current.apply(draft, files),
          tell,
        }),
    );
    sync.current = opening;
    opening.catch(() => tell({ kind: 'offline' })); // the chunk could not be fetched
    return () => {
      sync.current = undefined;
      void opening.then((one) => one.close());
    };
  }, [isShared, draftKey]);
  useEffect(() => {
    void sync.current?.then((one) => one.changed());
  }, [answers, audience, files]);
  return {
    status: may === 'yes' ? status : { kind: 'here', why: may },
    flush: async () => (await sync.current)?.flush(),
  };
}
