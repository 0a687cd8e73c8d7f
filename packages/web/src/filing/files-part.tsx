import { attachmentBytesMax } from '@rapport/api';
import { type ChangeEvent, useState } from 'react';
import { formatBytes } from '../ui/format-bytes.ts';
import { useWords } from '../wording/use-words.ts';
import { type AttachedFile, attachFile, type FileFault } from './attached-files.ts';

/** The files of a filing, and how to change them. */
export interface FilesState {
  readonly files: readonly AttachedFile[];
  readonly changeFiles: (files: readonly AttachedFile[]) => void;
}

interface Fault {
  readonly name: string;
  readonly fault: FileFault;
}

/** The files that go with the notice: chosen, listed, taken out again. They stay on this device until it is filed. */
export function FilesPart({ files, changeFiles }: FilesState) {
  const { t, language } = useWords();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = ''; // the same file can be chosen again
    const outcome = await attachAll(chosen, files);
    setFaults(outcome.faults);
    changeFiles(outcome.files);
  };
  return (
    <fieldset className="group" id="files">
      <legend>
        {t('files.title')} <span className="optional">({t('form.optional')})</span>
      </legend>
      <div>
        <p className="hint">{t('files.limit', { size: formatBytes(attachmentBytesMax, language) })}</p>
        <FileList
          files={files}
          remove={(hash) => changeFiles(files.filter(({ sha256 }) => sha256 !== hash))}
        />
        <div aria-live="polite">
          {faults.map(({ name, fault }) => (
            <p className="fault" key={`${name} ${fault}`}>
              <bdi>{name}</bdi>: {t(`files.fault.${fault}`)}
            </p>
          ))}
        </div>
        <label className="button second file-choice">
          {t('files.add')}
          <input type="file" multiple className="visually-hidden" onChange={(event) => void choose(event)} />
        </label>
      </div>
    </fieldset>
  );
}

/** One after the other: whether a file still fits depends on those before it. */
async function attachAll(
  chosen: readonly File[],
  before: readonly AttachedFile[],
): Promise<{ files: readonly AttachedFile[]; faults: readonly Fault[] }> {
  let files = before;
  const faults: Fault[] = [];
  for (const file of chosen) {
    const attached = await attachFile(file, files);
    if (typeof attached === 'string') faults.push({ name: file.name, fault: attached });
    else files = [...files, attached];
  }
  return { files, faults };
}

/** The files by name and size. @param remove - takes one out, by its hash; absent where they only are shown */
export function FileList(props: { files: readonly AttachedFile[]; remove?: (sha256: string) => void }) {
  const { files, remove } = props;
  const { t, language } = useWords();
  if (files.length === 0) return null;
  return (
    <ul className="rows">
      {files.map(({ name, sha256, size }) => (
        <li key={sha256}>
          <bdi>{name}</bdi> <span className="soft small">{formatBytes(size, language)}</span>{' '}
          {remove !== undefined && (
            <button type="button" className="link-button" onClick={() => remove(sha256)}>
              {t('form.remove', { item: name })}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
