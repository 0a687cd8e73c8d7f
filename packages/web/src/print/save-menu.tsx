import { paths } from '@rapport/api';
import { useWords } from '../wording/use-words.ts';

/** One way to have what the page shows as a file. */
export interface SaveWay {
  readonly href: string;
  readonly label: string;
}

/** A small menu of files; each is made by the server and downloaded. @param of - what is saved, for who hears the button alone; @param title - the same for everybody */
export function SaveMenu({ ways, of, title }: { ways: readonly SaveWay[]; of?: string; title?: string }) {
  const { t } = useWords();
  if (ways.length === 0) return null;
  return (
    <details className="save-menu no-print">
      <summary>
        {t('save.menu')}
        {title !== undefined && `: ${title}`}
        {of !== undefined && <span className="visually-hidden"> {of}</span>}
      </summary>
      <ul>
        {ways.map(({ href, label }) => (
          <li key={href}>
            <a href={href} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A list as files. @param list - its name in the address; @param filter - as on the page; @param title - where the page does not say it */
export function SaveList({
  list,
  filter = {},
  title,
}: {
  list: string;
  filter?: Readonly<Record<string, string>>;
  title?: string;
}) {
  const { t, language } = useWords();
  const way = (format: 'csv' | 'xlsx'): SaveWay => ({
    href: `${paths.export(list)}?${new URLSearchParams({ format, language, ...filter }).toString()}`,
    label: t(`save.${format}`),
  });
  return <SaveMenu ways={[way('xlsx'), way('csv')]} {...(title === undefined ? {} : { title })} />;
}

/** A thread as a document. */
export function SaveThread({ id }: { id: string }) {
  const { t, language } = useWords();
  const href = `${paths.threadDocument(id)}?language=${language}`;
  return <SaveMenu ways={[{ href, label: t('save.document') }]} of={t('save.thread')} />;
}
