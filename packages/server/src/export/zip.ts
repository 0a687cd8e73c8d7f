import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive: its name, and what is in it, made while it is written. */
export interface ZipFile {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Sizes come after the content, names are UTF-8; and the one day that an archive can always hold, so that the same files give the same bytes. */
const flags = 0x0808;
const day = 0x0021;

/**
 * An archive, file after file, with no more of it in memory than a few pieces. Source: the ZIP format (APPNOTE 6.3, without ZIP64: each file
 * below 4 GiB).
 */
export async function* zipOf(files: readonly ZipFile[]): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const head = Buffer.concat([headOf(0x04034b50, 20, name, 0, 0, 0), name]);
    yield head;
    const sums = { crc: 0, size: 0, packed: 0 };
    for await (const piece of packed(file.content, sums)) yield piece;
    const end = Buffer.alloc(16);
    end.writeUInt32LE(0x08074b50, 0);
    end.writeUInt32LE(sums.crc, 4);
    end.writeUInt32LE(sums.packed, 8);
    end.writeUInt32LE(sums.size, 12);
    yield end;
    written.push({ name, at, ...sums });
    at += head.length + sums.packed + end.length;
  }
  yield directoryOf(written, at);
}

/** The pieces of one file, deflated; counts and sums them on the way. */
async function* packed(
  content: ZipFile['content'],
  sums: { crc: number; size: number; packed: number },
): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 });
  const feeding = feed(content, deflate, sums).catch((error: Error) => deflate.destroy(error));
  for await (const piece of deflate) {
    sums.packed += (piece as Buffer).length;
    yield piece as Buffer;
  }
  await feeding;
}

async function feed(
  content: ZipFile['content'],
  deflate: ReturnType<typeof createDeflateRaw>,
  sums: { crc: number; size: number },
): Promise<void> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    sums.crc = crc32(bytes, sums.crc);
    sums.size += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  }
  deflate.end();
}

function headOf(
  mark: number,
  version: number,
  name: Buffer,
  crc: number,
  packedSize: number,
  size: number,
): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(mark, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(day, 12);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packedSize, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  return head;
}

function directoryOf(written: readonly Written[], at: number): Buffer {
  const entries = written.map(({ name, at: begins, crc, packed: packedSize, size }) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt16LE(day, 14);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packedSize, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(begins, 42);
    return Buffer.concat([entry, name]);
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([directory, end]);
}
