import { assembleProof, type ProofSource, ProofSourceError, paths } from '@rapport/api';
import { encodeProofFile } from '@rapport/notices';
import { client } from '../exchange/client.ts';
import { logTiles } from '../log/log-tiles.ts';

/** Something that was fetched for a proof: its address and how many bytes came. */
export interface FetchedPart {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Fetches checkpoint, key register, notices, definitions and tiles, and puts the proof file together in
 * this browser. Nothing is trusted yet: `checkProofFile` judges the outcome.
 *
 * @param onPart - told of each part as it comes
 */
export async function collectProof(id: string, onPart: (part: FetchedPart) => void): Promise<Uint8Array> {
  const seen = <T>(path: string, value: T): T => {
    const bytes = value instanceof Uint8Array ? value.length : new Blob([JSON.stringify(value)]).size;
    onPart({ path, bytes });
    return value;
  };
  const tiles = logTiles((path, bytes) => onPart({ path, bytes }));
  const source: ProofSource = {
    readTile: (tile) => tiles.readTile(tile),
    checkpoint: async () => seen(paths.checkpoint, await client.bytes(paths.checkpoint)),
    register: async () => seen(paths.register, await client.register()),
    entry: async (one) => {
      const { note, entry, index } = seen(paths.notice(one), await client.notice(one));
      if (note === undefined) throw new ProofSourceError(`notice ${one} was erased`);
      return { note, entry, index };
    },
    measure: async (measure, edition) =>
      seen(paths.measure(measure, edition), await client.measure(measure, edition)),
  };
  return encodeProofFile(await assembleProof(source, id));
}
