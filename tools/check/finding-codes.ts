// A finding's code means one thing: it is declared once in all of record, measures, notices and api.
import { type Fault, lineOf, type SourceFile } from './source-file.ts';

const declaring = /^packages\/(?:record|measures|notices|api)\/src\/.*(?<!\.test)\.ts$/;
/** A type's whole text: up to the semicolon that ends a line outside all braces. */
const typePattern =
  /\b(?:type|interface)\s+(\w+)[^\n=;{]*(?:=([\s\S]*?;)(?=\s*(?:\n\n|\nexport|\n\/|\n[a-z]|$))|\{([\s\S]*?)\n\})/g;
/** `export const recordCodes = [...] as const`: a list of codes that a type is taken from. */
const listPattern = /\bconst \w*[cC]odes = \[([\s\S]*?)\] as const/g;
const codeField = /\bcode\??:\s*((?:\|?\s*'[a-z][a-z0-9-]*'\s*)+)/g;

/**
 * Finds codes that two types declare. A type declares the literals of its field `code`, and, when it is
 * itself named ...Code, all its literals.
 *
 * @param files - others than the four packages' sources are passed over
 */
export function checkFindingCodes(files: readonly SourceFile[]): Fault[] {
  const first = new Map<string, string>();
  return files
    .filter(({ path }) => declaring.test(path))
    .flatMap((file) =>
      declaredCodes(file).flatMap(({ code, where }) => {
        const earlier = first.get(code);
        first.set(code, earlier ?? where);
        return earlier === undefined
          ? []
          : [{ where, sentence: `the code '${code}' is declared in ${earlier} already` }];
      }),
    );
}

function declaredCodes({ path, text }: SourceFile): { code: string; where: string }[] {
  const code = withoutComments(text);
  const types = [...code.matchAll(typePattern)].flatMap((match) =>
    literalFields(match).flatMap((field) => placeLiterals(field, match.index)),
  );
  const lists = [...code.matchAll(listPattern)].flatMap((match) =>
    placeLiterals(match[1] ?? '', match.index),
  );
  return [...types, ...lists].map(({ literal, from }) => ({
    code: literal,
    where: `${path}:${lineOf(text, text.indexOf(`'${literal}'`, from))}`,
  }));
}

function literalFields([, name, alias, members]: RegExpExecArray): string[] {
  const body = alias ?? members ?? '';
  return name?.endsWith('Code') ? [body] : [...body.matchAll(codeField)].map((field) => field[1] ?? '');
}

/** The literals of a text that begins somewhere after `from`; `Finding['code']` is not one. */
function placeLiterals(text: string, from: number): { literal: string; from: number }[] {
  return [...text.matchAll(/(?<!\w\[)'([a-z][a-z0-9-]*)'/g)].map(([, literal = '']) => ({ literal, from }));
}

/** Same length and lines, so that places in it are places in the file. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}
