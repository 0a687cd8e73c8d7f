import {
  bundlePath,
  encodeBundle,
  encodeHex,
  parseBundle,
  parseTilePath,
  sha256,
  type Tile,
  tilePath,
  tilesOf,
} from '../../index.ts';
import { memoryLog, ownEntry, ownLeaves } from '../memory-log.ts';
import { type Outcome, outcome, readJson, type VectorFiles } from '../vectors.ts';

type File = { path: string; bytes: number; sha256: string };
type Path = { level: string; index: number; width: number; path: string };
type Tiles = { logs: Record<string, File[]>; paths: Path[]; badPaths: string[] };

/** Every tile and bundle of the logs in `own/`, by length and hash, and the paths, good and bad. */
export async function ownTilesSuite(files: VectorFiles): Promise<Outcome[]> {
  const { logs, paths, badPaths } = readJson<Tiles>(files, 'own/tiles.json');
  const { reader } = memoryLog(ownLeaves(70_000));
  const outcomes = [...paths.flatMap(runPath), ...badPaths.map(runBadPath)];
  for (const [size, wanted] of Object.entries(logs)) {
    const tiles = tilesOf(Number(size));
    const bundles = tiles.filter(({ level }) => level === 0);
    const made = [
      ...(await Promise.all(tiles.map(async (tile) => fileOf(tilePath(tile), await reader.readTile(tile))))),
      ...bundles.map((tile) => fileOf(bundlePath(tile.index, tile.width), bundleOf(tile))),
    ];
    const known = new Map(made.map((file) => [file.path, file]));
    outcomes.push(outcome(`own/tiles/${size}/count`, made.length, wanted.length));
    for (const file of wanted)
      outcomes.push(outcome(`own/tiles/${size}/${file.path}`, known.get(file.path), file));
  }
  return [...outcomes, ...runBundle()];
}

function fileOf(path: string, bytes: Uint8Array): File {
  return { path, bytes: bytes.length, sha256: encodeHex(sha256(bytes)) };
}

function bundleOf({ index, width }: Tile): Uint8Array {
  return encodeBundle(Array.from({ length: width }, (_, at) => ownEntry(index * 256 + at)));
}

function runPath({ level, index, width, path }: Path): Outcome[] {
  const kind = level === 'entries' ? 'entries' : 'tile';
  const wanted = { kind, level: level === 'entries' ? 0 : Number(level), index, width };
  const parsed = parseTilePath(path);
  const encoded = kind === 'entries' ? bundlePath(index, width) : tilePath(wanted);
  return [
    outcome(`own/tiles/path/${path}/parse`, parsed.ok && parsed.value, wanted),
    outcome(`own/tiles/path/${path}/encode`, encoded, path),
  ];
}

function runBadPath(path: string): Outcome {
  const parsed = parseTilePath(path);
  return outcome(`own/tiles/bad-path/${path}`, parsed.ok || parsed.code, 'tile-path');
}

function runBundle(): Outcome[] {
  const bundle = bundleOf({ level: 0, index: 0, width: 14 });
  const code = (bytes: Uint8Array, width: number) => {
    const parsed = parseBundle(bytes, width);
    return parsed.ok || parsed.code;
  };
  return [
    outcome('own/bundle', code(bundle, 14), true),
    outcome('own/bundle/entry-missing', code(bundle, 15), 'bundle-truncated'),
    outcome('own/bundle/entry-too-many', code(bundle, 13), 'bundle-trailing-bytes'),
    outcome('own/bundle/cut-short', code(bundle.slice(0, -1), 14), 'bundle-truncated'),
    outcome('own/bundle/byte-too-many', code(new Uint8Array([...bundle, 0]), 14), 'bundle-trailing-bytes'),
    outcome('own/bundle/no-width', code(new Uint8Array(0), 0), 'bundle-width'),
    outcome('own/bundle/width-257', code(bundle, 257), 'bundle-width'),
  ];
}
