// Every relative link in a Markdown file leads to a file, and every #anchor to a heading.
import { posix } from 'node:path';
import { type Fault, lineOf, type SourceFile } from './source-file.ts';

const linkPattern = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)/gm;

/**
 * Checks the links of the Markdown files.
 *
 * @param files - the Markdown files themselves
 * @param paths - every file of the checkout that a link may lead to
 */
export function checkDocLinks(files: readonly SourceFile[], paths: readonly string[]): Fault[] {
  const targets = new Set(paths.flatMap(withFolders));
  const anchors = new Map(files.map(({ path, text }) => [path, headingAnchors(text)]));
  return files.flatMap(({ path, text }) => {
    const prose = blankCode(text);
    return [...prose.matchAll(linkPattern)].flatMap((match) => {
      const sentence = judge(path, match[1] ?? match[2] ?? '', targets, anchors);
      return sentence ? [{ where: `${path}:${lineOf(prose, match.index)}`, sentence }] : [];
    });
  });
}

function judge(
  from: string,
  link: string,
  targets: Set<string>,
  anchors: Map<string, Set<string>>,
): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return undefined;
  const [file = '', anchor] = decodeURI(link).split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), file).replace(/\/$/, '');
  if (!targets.has(path)) return `the link to ${link} leads nowhere`;
  const known = anchors.get(path);
  return anchor && known && !known.has(anchor) ? `${path} has no heading for #${anchor}` : undefined;
}

function withFolders(path: string): string[] {
  const parts = path.split('/');
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

/** Anchors as code hosts make them: lower case, no punctuation, a number for repeated ones. */
function headingAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of blankFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const base = plain.replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '').replaceAll(/\s/g, '-');
    let anchor = base;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${base}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function blankCode(text: string): string {
  return blankFences(text).replaceAll(/`[^`\n]*`/g, blank);
}

function blankFences(text: string): string {
  return text.replaceAll(/^(```+|~~~+)[\s\S]*?^\1[^\n]*$/gm, blank);
}

/** Same length, same lines, no content. */
function blank(match: string): string {
  return match.replaceAll(/[^\n]/g, ' ');
}
