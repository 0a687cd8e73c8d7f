// A process that starts the built-in database, says so, and lives until it is killed. For embedded.test.ts.
import { setInterval } from 'node:timers';
import { startEmbedded } from '../db/embedded.ts';

const database = await startEmbedded(process.argv[2] ?? '');
console.log(JSON.stringify({ url: database.url, owned: database.owned }));
setInterval(() => {}, 60_000);
