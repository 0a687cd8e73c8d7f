import { paths } from '@rapport/api';
import { type Tile, type TileReader, tilePath } from '@rapport/record';
import { client } from '../exchange/client.ts';

/** Reads the log's tiles from the server, each once, and tells of each; their bytes are not trusted. */
export function logTiles(onRead?: (path: string, bytes: number) => void): TileReader {
  const read = new Map<string, Promise<Uint8Array>>();
  const fetchTile = async (path: string): Promise<Uint8Array> => {
    const bytes = await client.bytes(path);
    onRead?.(path, bytes.length);
    return bytes;
  };
  return {
    readTile(tile: Tile): Promise<Uint8Array> {
      const path = `${paths.log}/${tilePath(tile)}`;
      const bytes = read.get(path) ?? fetchTile(path);
      read.set(path, bytes);
      return bytes;
    },
  };
}
