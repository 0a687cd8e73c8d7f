import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** What one file with everything inside is called, and what its body begins with. */
export interface OneFile {
  readonly fileName: string;
  readonly title: string;
  /** Markup of ours, such as a place for data. */
  readonly body?: string;
}

/** Puts what was built into one page whose policy allows this very script and style, and nothing else at all. */
export function oneFile(page: OneFile): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const built = Object.values(bundle);
      const script = built.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('\n');
      const style = built
        .flatMap((part) =>
          part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [],
        )
        .join('\n');
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: 'asset', fileName: page.fileName, source: pageOf(page, script, style) });
    },
  };
}

function pageOf({ title, body = '' }: OneFile, script: string, style: string): string {
  const inside = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(inside)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}<script>${inside}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
