#!/usr/bin/env node
// The command line's door. It must parse on Node 20; everything behind it runs on Node 24.
import { runOnNode24 } from '../../../tools/bootstrap/node24.mjs';

await runOnNode24(new URL('../src/main.ts', import.meta.url), process.argv.slice(2));
