import { type Client, ProblemError, paths } from '@rapport/api';
import { tileWidth } from '@rapport/record';
import { type LogSource, readNotices } from '../verify/log/log-source.ts';
import type { FindMeasure } from '../verify/log/notice-judge.ts';
import { isSame } from '../verify/log/verify-log.ts';
import type { MirrorFolder, Part } from './folder.ts';
import { bytesMax, names } from './layout.ts';
import { type Chain, chainAfter, emptyChain, isLogNotice, parseJson, parseNotices } from './notices-file.ts';
import type { MirrorSource, NoticesPart } from './walk.ts';
import { mirrorFindings } from './wording.ts';

/** The parts as a server gives them to whom the client is signed in for. */
export function serverSource(log: LogSource, client: Client): MirrorSource {
  const partOf = (name: string, bytes: Uint8Array | undefined): Part =>
    bytes === undefined ? { ok: false, finding: mirrorFindings.missing(name) } : { ok: true, bytes };
  return {
    tile: async (tile) => partOf(names.tile(tile), await log.tile(tile)),
    bundle: async (index, width) => partOf(names.bundle(index, width), await log.bundle(index, width)),
    notices: async (index, width) => {
      const notices = await readNotices(client, index * tileWidth, width);
      if (notices === undefined) return { ok: false, finding: mirrorFindings.missing(paths.logNotices) };
      if (notices.every(isLogNotice)) return { ok: true, notices };
      return { ok: false, finding: mirrorFindings.noticesForm(paths.logNotices) };
    },
    attachment: async (id, sha256) => {
      const asked = client.bytes(paths.attachment(id, sha256)).catch((error: unknown) => {
        if (error instanceof ProblemError && error.problem.status === 404) return undefined;
        throw error;
      });
      return partOf(names.attachment(sha256), await asked);
    },
  };
}

/** The parts as the folder of a mirror holds them. */
export class FolderSource implements MirrorSource {
  readonly #folder: MirrorFolder;
  #chain: Chain = emptyChain;

  constructor(folder: MirrorFolder) {
    this.#folder = folder;
  }

  /** What stands in the files of notices that were read so far, in order from the first. */
  get chain(): Chain {
    return this.#chain;
  }

  readonly tile: MirrorSource['tile'] = async (tile) =>
    this.#orOtherWidth(this.#folder.read(names.tile(tile), bytesMax.tile), names.tile(tile));

  async bundle(index: number, width: number): Promise<Part> {
    const name = names.bundle(index, width);
    const part = this.#orOtherWidth(this.#folder.read(name, bytesMax.bundle), name);
    if (part.ok || part.finding.code !== 'mirror-file-missing') return part;
    return { ok: false, finding: mirrorFindings.bundleMissing(name) };
  }

  async notices(index: number, width: number): Promise<NoticesPart> {
    const name = names.notices(index, width);
    const part = this.#folder.read(name, bytesMax.notices);
    if (!part.ok) return part;
    const file = parseNotices(part.bytes);
    if (file === undefined) return { ok: false, finding: mirrorFindings.noticesForm(name) };
    const { count, hash } = this.#chain;
    this.#chain = chainAfter(this.#chain, file.notices);
    if (file.before.count !== count || file.before.hash !== hash)
      return { ok: false, finding: mirrorFindings.noticesChain(name) };
    return { ok: true, notices: file.notices };
  }

  async attachment(_id: string, sha256: string, size: number): Promise<Part> {
    return this.#folder.read(names.attachment(sha256), size);
  }

  /** A part that is missing while one of another width stands there was renamed or belongs to another checkpoint. */
  #orOtherWidth(part: Part, name: string): Part {
    if (part.ok || part.finding.code !== 'mirror-file-missing') return part;
    const [, stem] = /^(.*)\.p\/\d+$/.exec(name) ?? [];
    const [other] = stem === undefined ? [] : this.#folder.list(`${stem}.p`);
    if (other === undefined) return part;
    return { ok: false, finding: mirrorFindings.partialWidth(name, `${stem}.p/${other}`) };
  }
}

/** Definitions from the folder, each read once and hashed. */
export function folderMeasures(folder: MirrorFolder): FindMeasure {
  const known = new Map<string, ReturnType<FindMeasure>>();
  const find = async ({ notice: { measure } }: Parameters<FindMeasure>[0]): ReturnType<FindMeasure> => {
    const part = folder.read(names.measure(measure.hash), bytesMax.measure);
    if (!part.ok) return 'measure-missing';
    const found = parseJson(part.bytes) as Exclude<Awaited<ReturnType<FindMeasure>>, string> | undefined;
    if (found === undefined || !isSame(found, measure.hash)) return 'measure-hash-differs';
    return found.id === measure.id && found.edition === measure.edition ? found : 'measure-hash-differs';
  };
  return (signed) => {
    const { id, edition, hash } = signed.notice.measure;
    const name = `${id} ${edition} ${hash}`;
    const found = known.get(name) ?? find(signed);
    known.set(name, found);
    return found;
  };
}
