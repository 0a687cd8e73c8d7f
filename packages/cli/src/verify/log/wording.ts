import type { Words } from '../../io/language.ts';
import type { ReportedFinding } from '../report.ts';

/** What the checking of a whole log looks at, in the order that people read it. */
export type LogCheckId =
  | 'checkpoint'
  | 'entries'
  | 'order'
  | 'tiles'
  | 'root'
  | 'seen'
  | 'notice'
  | 'measure'
  | 'signature'
  | 'attachment'
  | 'holdings';

/** What holds where the check passed. */
export const logCheckTitles: Readonly<Record<LogCheckId, Words>> = {
  checkpoint: {
    en: "The checkpoint is signed by the log's key.",
    ru: 'Контрольная точка подписана ключом журнала.',
  },
  entries: {
    en: 'Every entry is there and has the right form.',
    ru: 'Все записи на месте и составлены по форме.',
  },
  order: {
    en: 'The times of the entries never go back.',
    ru: 'Время записей не убывает.',
  },
  tiles: {
    en: 'The hash tiles are those of the entries.',
    ru: 'Опубликованные хеши соответствуют записям.',
  },
  root: {
    en: 'The entries give the root that the checkpoint names.',
    ru: 'Из записей получается корень, указанный в контрольной точке.',
  },
  seen: {
    en: 'The log goes on from every checkpoint seen earlier.',
    ru: 'Журнал продолжает все ранее виденные контрольные точки.',
  },
  notice: {
    en: 'Every notice that may be read here is the one its entry commits to.',
    ru: 'Каждое доступное уведомление — то, к которому относится его запись.',
  },
  measure: {
    en: 'Every definition is the one that the notices name.',
    ru: 'Описания мер соответствуют указанным в уведомлениях.',
  },
  signature: {
    en: 'Every one is signed by a key that its sender had certified in the log before.',
    ru: 'Каждое подписано ключом, который отправитель ранее удостоверил в журнале.',
  },
  attachment: {
    en: 'Every attachment is there and is the one that its notice names.',
    ru: 'Все приложения на месте и те, что названы в уведомлениях.',
  },
  holdings: {
    en: 'The mirror holds what it says that it holds.',
    ru: 'Зеркало хранит то, о чём заявляет.',
  },
};

export function moreWords(count: number): Words {
  return { en: `And ${count} more of the kind.`, ru: `И ещё таких же: ${count}.` };
}

/** Where in the log a finding of the rules was made. */
export function atEntry(finding: ReportedFinding, index: number, sentences: Words): ReportedFinding {
  return {
    ...finding,
    words: { en: `Number ${index}: ${sentences.en}`, ru: `Номер ${index}: ${sentences.ru}` },
  };
}

/** Findings that only the checking of a whole log has. */
export const logFindings = {
  partMissing: (path: string): ReportedFinding => ({
    code: 'log-part-missing',
    detail: path,
    words: { en: `${path} is not there.`, ru: `Нет ${path}.` },
  }),
  tileDiffers: (path: string): ReportedFinding => ({
    code: 'tile-differs',
    detail: path,
    words: {
      en: `${path} has other hashes than the entries give.`,
      ru: `В ${path} не те хеши, что дают записи.`,
    },
  }),
  timeGoesBack: (index: number): ReportedFinding => ({
    code: 'order-time',
    detail: String(index),
    words: {
      en: `Number ${index} has an earlier time than the entry before it.`,
      ru: `Время записи ${index} раньше времени предыдущей.`,
    },
  }),
  witnessTime: (code: string, index: number, name: string): ReportedFinding => ({
    code,
    detail: name,
    words:
      code === 'entry-after-witness'
        ? {
            en: `Number ${index}: the entry claims a later time than the witness ${name} saw it at.`,
            ru: `Номер ${index}: время записи позже, чем её видел свидетель ${name}.`,
          }
        : {
            en: `Number ${index}: the entry claims an earlier time than that at which the witness ${name} saw the log without it.`,
            ru: `Номер ${index}: время записи раньше, чем свидетель ${name} видел журнал ещё без неё.`,
          },
  }),
  rootDiffers: (size: number): ReportedFinding => ({
    code: 'root-differs',
    detail: String(size),
    words: {
      en: `The ${size} entries give another root: entries were changed, left out or added.`,
      ru: `Из ${size} записей получается другой корень: записи изменены, изъяты или добавлены.`,
    },
  }),
  seenDiffers: (path: string, size: number): ReportedFinding => ({
    code: 'seen-differs',
    detail: path,
    words: {
      en: `The log's first ${size} entries are not those under the checkpoint in ${path}: the log has shown two histories. Keep both files: they prove it.`,
      ru: `Первые ${size} записей журнала не те, что под контрольной точкой из ${path}: журнал показал две истории. Сохраните оба файла: они это доказывают.`,
    },
  }),
  seenLonger: (path: string, size: number): ReportedFinding => ({
    code: 'seen-longer',
    detail: path,
    words: {
      en: `The checkpoint in ${path} has ${size} entries, more than the log shows now: it hides entries or is an old copy.`,
      ru: `Под контрольной точкой из ${path} записей ${size}, больше, чем в журнале сейчас: записи скрыты или это старая копия.`,
    },
  }),
  seenUnsigned: (path: string): ReportedFinding => ({
    code: 'seen-unsigned',
    detail: path,
    words: {
      en: `The checkpoint in ${path} is not signed by a trusted key of this log.`,
      ru: `Контрольная точка из ${path} не подписана доверенным ключом этого журнала.`,
    },
  }),
  entryDiffers: (index: number): ReportedFinding => ({
    code: 'log-entry-differs',
    detail: String(index),
    words: {
      en: `Number ${index}: the server gives another entry with the notice than the log holds.`,
      ru: `Номер ${index}: сервер прислал с уведомлением не ту запись, что в журнале.`,
    },
  }),
  idDiffers: (index: number): ReportedFinding => ({
    code: 'notice-id-differs',
    detail: String(index),
    words: {
      en: `Number ${index}: the notice is kept or given under the id of another.`,
      ru: `Номер ${index}: уведомление дано под идентификатором другого.`,
    },
  }),
  erasureMissing: (index: number): ReportedFinding => ({
    code: 'erasure-missing',
    detail: String(index),
    words: {
      en: `Number ${index}: the text of the notice is not there, and no notice up to this checkpoint erases it. If it was erased this very minute, check again.`,
      ru: `Номер ${index}: текста уведомления нет, и ни одно уведомление до этой контрольной точки его не стирает. Если его стёрли только что, повторите проверку.`,
    },
  }),
  reference: (index: number, reference: string): ReportedFinding => ({
    code: 'notice-reference',
    detail: reference,
    words: {
      en: `Number ${index}: the reference ${reference} does not fit its sender, series, year or order.`,
      ru: `Номер ${index}: номер ${reference} не соответствует отправителю, серии, году или порядку.`,
    },
  }),
  noticePlace: (index: number): ReportedFinding => ({
    code: 'notice-place',
    detail: String(index),
    words: {
      en: `Number ${index}: the server gives notices out of place or twice.`,
      ru: `Номер ${index}: сервер прислал уведомления не по порядку или повторно.`,
    },
  }),
};
