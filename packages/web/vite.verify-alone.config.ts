import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

/** Builds `dist/verify.html`: one file with its script and style inside, for a place without a network. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [oneFile()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: 'src/verify-alone/main.ts',
      output: { format: 'iife', codeSplitting: false },
      // What asks for its own address gets none: this page has no address.
      transform: { define: { 'import.meta': '{}' } },
    },
  },
});

/** Puts what was built into one page whose policy allows this very script and style, and nothing else at all. */
function oneFile(): Plugin {
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
      this.emitFile({ type: 'asset', fileName: 'verify.html', source: pageOf(script, style) });
    },
  };
}

function pageOf(script: string, style: string): string {
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
<title>Check a proof</title>
<style>${style}</style>
</head>
<body>
<script>${inside}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
