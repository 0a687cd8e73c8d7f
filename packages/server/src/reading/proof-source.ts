import { type ProofSource, ProofSourceError } from '@rapport/api';
import type { Reader } from '@rapport/notices';
import type { ReadingServer } from '../app.ts';
import { findMeasure, registerView } from '../organisation/views.ts';
import { readNotice } from './reading-queries.ts';

/** The parts of a proof from the server's own tables, each as far as the reader may see it. */
export function proofSource(server: ReadingServer, reader: Reader): ProofSource {
  return {
    readTile: (tile) => server.tiles.readTile(tile),
    checkpoint: async () => orFail(await server.checkpointForProofs(), 'checkpoint'),
    register: async () => registerView(await server.readRegister()),
    entry: async (id) => {
      const whole = await readNotice(server.db, reader, id, server.abbreviation);
      return { ...orFail(whole, `notice ${id}`), note: orFail(whole?.note, `note of ${id}`) };
    },
    measure: async (id, edition) =>
      orFail(findMeasure(server.organisation, id, edition), `measure ${id} ${edition}`),
  };
}

function orFail<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ProofSourceError(`the log's own ${what} is missing`);
  return value;
}
