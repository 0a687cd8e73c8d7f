import { paths } from '@rapport/api';
import { type Tile, type TileReader, tilePath } from '@rapport/record';
import { client } from '../exchange/client.ts';

/** Reads the log's tiles from the server, and tells of each; their bytes are not trusted. */
export function logTiles(onRead?: (path: string, bytes: number) => void): TileReader {
  return {
    async readTile(tile: Tile): Promise<Uint8Array> {
      const path = tilePath(tile);
      const bytes = await client.bytes(`${paths.log}/${path}`);
      onRead?.(`${paths.log}/${path}`, bytes.length);
      return bytes;
    },
  };
}
