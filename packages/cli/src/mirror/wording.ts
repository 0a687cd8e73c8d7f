import type { ReportedFinding } from '../verify/report.ts';

const said = (code: string, detail: string, en: string, ru: string): ReportedFinding => ({
  code,
  detail,
  words: { en, ru },
});

/** What only a mirror can have wrong with it. Each is a code and a sentence of its own. */
export const mirrorFindings = {
  missing: (name: string) => said('mirror-file-missing', name, `${name} is not there.`, `Нет файла ${name}.`),
  link: (name: string) =>
    said(
      'mirror-file-link',
      name,
      `${name} is a link: a mirror holds files only.`,
      `${name} — ссылка: в зеркале бывают только файлы.`,
    ),
  noFile: (name: string) =>
    said('mirror-file-kind', name, `${name} is not a plain file.`, `${name} — не обычный файл.`),
  large: (name: string, bytes: number) =>
    said(
      'mirror-file-large',
      name,
      `${name} has more than ${bytes} bytes, the most that it can have.`,
      `${name} больше ${bytes} Б — предела для такого файла.`,
    ),
  bundleMissing: (name: string) =>
    said('mirror-bundle-missing', name, `The entries of ${name} are not there.`, `Нет записей ${name}.`),
  partialWidth: (name: string, other: string) =>
    said(
      'mirror-partial-width',
      name,
      `${name} is not there, only ${other}: it has another width than the checkpoint asks for.`,
      `Нет ${name}, есть только ${other}: ширина не та, что следует из контрольной точки.`,
    ),
  tileLength: (name: string) =>
    said(
      'mirror-tile-length',
      name,
      `${name} has not as many hashes as its name says.`,
      `В ${name} не столько хешей, сколько следует из имени.`,
    ),
  tileDiffers: (name: string) =>
    said(
      'mirror-tile-differs',
      name,
      `${name} is not the one that the tile above it commits to.`,
      `${name} — не то, к чему обязывают хеши уровнем выше.`,
    ),
  edgeDiffers: (size: number) =>
    said(
      'mirror-root-differs',
      String(size),
      `The newest tiles of ${size} entries do not give the root that the checkpoint names.`,
      `Последние хеши ${size} записей не дают корня, указанного в контрольной точке.`,
    ),
  entryDiffers: (index: number) =>
    said(
      'mirror-entry-differs',
      String(index),
      `Number ${index}: the entry is not the one that its tile commits to.`,
      `Номер ${index}: запись не та, к которой обязывает её хеш.`,
    ),
  entryMoved: (index: number) =>
    said(
      'mirror-entry-moved',
      String(index),
      `Number ${index}: here stands an entry of another place.`,
      `Номер ${index}: здесь стоит запись с другого места.`,
    ),
  noticesForm: (name: string) =>
    said(
      'mirror-notices-form',
      name,
      `${name} has not the one form in which a mirror keeps notices.`,
      `${name} записан не в той форме, в какой зеркало хранит уведомления.`,
    ),
  noticesChain: (name: string) =>
    said(
      'mirror-notices-chain',
      name,
      `${name} does not follow from the notices kept before it: some were dropped or put in.`,
      `${name} не следует из ранее сохранённых уведомлений: какие-то изъяты или добавлены.`,
    ),
  witnessedWrong: (name: string) =>
    said(
      'mirror-witnessed-wrong',
      name,
      `${name} is not an earlier checkpoint of this log, signed by its key.`,
      `${name} — не прежняя контрольная точка этого журнала с подписью его ключа.`,
    ),
  holdingsForm: () =>
    said(
      'mirror-holdings-form',
      'holdings',
      'The file in holdings, which says what the mirror holds, has not its form.',
      'Файл в папке holdings, где сказано, что хранит зеркало, записан не по форме.',
    ),
  holdingsUnsigned: () =>
    said(
      'mirror-holdings-unsigned',
      'holdings',
      "The file in holdings is not signed by the mirror's key.",
      'Файл в папке holdings не подписан ключом зеркала.',
    ),
  holdingsDiffer: (told: number, held: number) =>
    said(
      'mirror-holdings-differ',
      String(held),
      `The mirror says that it holds ${told} notices, and others are there: ${held}. Some were dropped, put in or changed.`,
      `По словам зеркала, в нём уведомлений ${told}, а на месте другие: ${held}. Какие-то изъяты, добавлены или изменены.`,
    ),
  checkpointOlder: (size: number, held: number) =>
    said(
      'mirror-checkpoint-older',
      String(size),
      `The checkpoint has ${size} entries, and the mirror says that it holds ${held}: an older one was put in its place.`,
      `Под контрольной точкой записей ${size}, а зеркало хранит ${held}: на её место положена более старая.`,
    ),
  checkpointNewer: (size: number, held: number) =>
    said(
      'mirror-checkpoint-newer',
      String(size),
      `The checkpoint has ${size} entries, and the mirror says that it holds ${held} only.`,
      `Под контрольной точкой записей ${size}, а зеркало хранит лишь ${held}.`,
    ),
  otherLog: (origin: string, held: string) =>
    said(
      'mirror-log-other',
      origin,
      `The checkpoint is of the log ${origin}, the mirror of ${held}.`,
      `Контрольная точка журнала ${origin}, а зеркало — журнала ${held}.`,
    ),
  lineUnknown: (name: string) =>
    said(
      'mirror-line-unknown',
      name,
      `The checkpoint has a line of ${name} by a key that nobody here knows.`,
      `В контрольной точке строка ${name} с ключом, который здесь никому не известен.`,
    ),
  cosignature: (name: string) =>
    said(
      'mirror-cosignature-wrong',
      name,
      `The mirror's line of ${name} is not over this checkpoint.`,
      `Строка зеркала ${name} — не под этой контрольной точкой.`,
    ),
  cosignatureMissing: (name: string) =>
    said(
      'mirror-cosignature-missing',
      name,
      `The checkpoint lacks the line of the mirror ${name}.`,
      `В контрольной точке нет строки зеркала ${name}.`,
    ),
  erasedByAnother: (index: number) =>
    said(
      'erasure-by-another',
      String(index),
      `Number ${index}: somebody else than its sender erased this notice, and the log took that in. Its text is kept here.`,
      `Номер ${index}: уведомление стёр не отправитель, и журнал это принял. Здесь его текст сохранён.`,
    ),
  textKept: (index: number) =>
    said(
      'mirror-text-kept',
      String(index),
      `Number ${index}: its sender erased this notice, and its text is still in the mirror. Copy again.`,
      `Номер ${index}: отправитель стёр уведомление, а его текст ещё в зеркале. Скопируйте снова.`,
    ),
  attachmentMissing: (sha256: string, index: number) =>
    said(
      'mirror-attachment-missing',
      sha256,
      `Number ${index}: its attachment ${sha256} is not there.`,
      `Номер ${index}: нет его приложения ${sha256}.`,
    ),
  attachmentDiffers: (sha256: string, index: number) =>
    said(
      'mirror-attachment-differs',
      sha256,
      `Number ${index}: its attachment ${sha256} has other bytes than the notice names.`,
      `Номер ${index}: в приложении ${sha256} не те байты, что названы в уведомлении.`,
    ),
  forked: (kept: number, size: number) =>
    said(
      'mirror-two-histories',
      String(kept),
      `The checkpoint that the server shows (${size} entries) does not go on from the one kept here (${kept} entries): the log has shown two histories. Nothing was copied. Both are kept in the folder evidence: together they prove it.`,
      `Контрольная точка сервера (записей: ${size}) не продолжает сохранённую здесь (записей: ${kept}): журнал показал две истории. Ничего не скопировано. Обе сохранены в папке evidence: вместе они это доказывают.`,
    ),
  behind: (kept: number, size: number) =>
    said(
      'mirror-server-behind',
      String(size),
      `The server shows ${size} entries, fewer than the ${kept} kept here: it hides entries or is an old copy. Nothing was copied; its checkpoint is kept in the folder evidence.`,
      `Сервер показывает записей ${size} — меньше, чем сохранено здесь (${kept}): записи скрыты или это старая копия. Ничего не скопировано; его контрольная точка сохранена в папке evidence.`,
    ),
} as const;
