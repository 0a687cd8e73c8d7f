import { basename } from 'node:path';
import { attachmentBytesMax } from '@rapport/api';
import { type Attachment, encodeBase64, encodeHex, sha256 } from '@rapport/record';
import { readGivenFile } from '../io/files.ts';
import type { Surroundings } from '../io/surroundings.ts';

/** A file to go with a notice. */
export interface AttachedFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

/** Reads the files that `--attach` names. @throws Unusable for one that is missing or too large */
export function readAttachments(surroundings: Surroundings, paths: readonly string[]): AttachedFile[] {
  return paths.map((path) => {
    const bytes = readGivenFile(surroundings, path, attachmentBytesMax);
    const attachment = {
      mediaType: mediaTypeOf(path),
      name: basename(path),
      sha256: encodeHex(sha256(bytes)),
      size: bytes.length,
    };
    return { attachment, bytes };
  });
}

/** The files as a filing carries them: base64 under their hash. */
export function deliveredFiles(files: readonly AttachedFile[]): Record<string, string> {
  return Object.fromEntries(files.map(({ attachment, bytes }) => [attachment.sha256, encodeBase64(bytes)]));
}

const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  geojson: 'application/geo+json',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
  zip: 'application/zip',
};

function mediaTypeOf(path: string): string {
  const ending = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return mediaTypes[ending] ?? 'application/octet-stream';
}
