import type { App } from './app.ts';
import { Refusal } from './problems.ts';

/** Brackets, commas and colons of the largest body that any route takes, with room to spare. */
const marksMax = 10_000;

/**
 * Reads JSON bodies. What has more members than any shape of ours is refused before it is parsed: ten megabytes of
 * members take seconds, ten megabytes of one text do not.
 */
export function addJsonBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (hasFewMarks(body)) void parse(request, body.toString('utf8'), done);
    else done(new Refusal('body-form'));
  });
}

/** Counts outside of texts. None of these bytes is part of another character in UTF-8. */
function hasFewMarks(body: Buffer): boolean {
  let marks = 0;
  let isText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === quote) isText = !isText;
    else if (isText && byte === backslash) at += 1;
    else if (!isText && (byte === bracket || byte === brace || byte === comma || byte === colon)) marks += 1;
    if (marks > marksMax) return false;
  }
  return true;
}

const [quote, comma, colon, bracket, backslash, brace] = [0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x7b];
