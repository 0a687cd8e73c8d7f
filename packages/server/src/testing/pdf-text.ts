import { inflateSync } from 'node:zlib';

/** What a PDF of typst's shows, page by page, by its fonts' own tables: letters in the order in which they are drawn. For tests alone. */
export function pdfText(pdf: Uint8Array): string[] {
  const objects = readObjects(Buffer.from(pdf).toString('latin1'));
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map(({ head }) => {
    const resources = resolved(objects, /\/Resources (\d+) 0 R/.exec(head)?.[1])?.head ?? head;
    const contents = resolved(objects, /\/Contents (\d+) 0 R/.exec(head)?.[1])?.stream ?? '';
    return drawn(contents, fontsOf(objects, resources));
  });
}

interface PdfObject {
  readonly head: string;
  readonly stream?: string;
}

type Objects = ReadonlyMap<string, PdfObject>;

function readObjects(text: string): Objects {
  const objects = new Map<string, PdfObject>();
  for (const { 1: number = '', index } of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const begin = text.indexOf(' obj\n', index) + 5;
    const stream = text.indexOf('stream\n', begin);
    const end = text.indexOf('endobj', begin);
    if (stream < 0 || stream > end) {
      objects.set(number, { head: text.slice(begin, end) });
      continue;
    }
    const head = text.slice(begin, stream);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const bytes = Buffer.from(text.slice(stream + 7, stream + 7 + length), 'latin1');
    const isPacked = head.includes('/FlateDecode');
    objects.set(number, { head, stream: (isPacked ? inflateSync(bytes) : bytes).toString('latin1') });
  }
  return objects;
}

function resolved(objects: Objects, number: string | undefined): PdfObject | undefined {
  return number === undefined ? undefined : objects.get(number);
}

type Font = ReadonlyMap<number, string>;

function fontsOf(objects: Objects, resources: string): ReadonlyMap<string, Font> {
  const list = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '';
  const named = [...list.matchAll(/\/(\w+) (\d+) 0 R/g)];
  return new Map(
    named.map(([, name = '', number]) => {
      const font = resolved(objects, number)?.head ?? '';
      const table = resolved(objects, /\/ToUnicode (\d+) 0 R/.exec(font)?.[1])?.stream ?? '';
      return [name, lettersOf(table)];
    }),
  );
}

function lettersOf(table: string): Font {
  const font = new Map<number, string>();
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', letters = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
      font.set(Number.parseInt(code, 16), utf16(letters));
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let i = Number.parseInt(from, 16); i <= Number.parseInt(to, 16); i += 1)
        font.set(i, String.fromCodePoint((utf16(first).codePointAt(0) ?? 0) + i - Number.parseInt(from, 16)));
  return font;
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

function drawn(contents: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font = new Map();
  let text = '';
  const tokens = /\/(\w+) [\d.]+ Tf|<([0-9a-fA-F]*)>|\(((?:\\[\s\S]|[^\\()])*)\)|\bET\b/g;
  for (const [token, name, hex, literal] of contents.matchAll(tokens)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else if (token === 'ET') text += '\n';
    else text += said(hex === undefined ? unescaped(literal ?? '') : Buffer.from(hex, 'hex'), font);
  }
  return text;
}

function said(codes: Buffer, font: Font): string {
  let text = '';
  for (let i = 0; i + 1 < codes.length; i += 2) text += font.get(codes.readUInt16BE(i)) ?? '';
  return text;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(literal: string): Buffer {
  const text = literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, what: string) =>
    /^[0-7]/.test(what) ? String.fromCharCode(Number.parseInt(what, 8)) : (escapes[what] ?? what),
  );
  return Buffer.from(text, 'latin1');
}
