// No path of somebody's machine and no package registry is named in what others read.
import { type Fault, lineOf, type SourceFile } from './source-file.ts';

// Put together from pieces, so that this file is not its own first fault.
const refused: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `//[a-z.-]*regis${'try'}[./]|[^a-z]regis${'try'}[.][a-z-]+[.](com|org|net|io|dev|internal)`,
      'i',
    ),
    'names a package registry',
  ],
  [new RegExp(`(?<![\\w.-])/(?:wo${'rk'}|ro${'ot'}|ho${'me'}/\\w+)/`), "names a path of somebody's machine"],
];

/** @param files - text files of ours; vectors come from elsewhere and stay as they are */
export function checkPrivateNames(files: readonly SourceFile[]): Fault[] {
  return files.flatMap(({ path, text }) =>
    refused.flatMap(([pattern, sentence]) => {
      const match = pattern.exec(text);
      return match
        ? [{ where: `${path}:${lineOf(text, match.index)}`, sentence: `${sentence}: ${match[0]}` }]
        : [];
    }),
  );
}
