import { paths } from '@rapport/api';
import { enrolledAt, isPrintLanguage, rootOffice, type Template, templatesFor } from '@rapport/notices';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { Letter } from '../exchange/filed.ts';
import { registerQuery, useOrganisation } from '../exchange/queries.ts';
import { societyOf } from '../thread/society-of.ts';
import { programLanguages } from '../wording/languages.ts';
import { useWords } from '../wording/use-words.ts';
import { SaveMenu, type SaveWay } from './save-menu.tsx';

/**
 * A notice on paper: in the templates that its sender and its addressees allow, in all official languages or in the reader's own. A
 * sealed one has none: whoever can open it prints the page.
 *
 * @param followed - the notice that it follows, where the page has it
 */
export function SaveNotice({ letter, followed }: { letter: Letter; followed?: Letter | undefined }) {
  const { t, language } = useWords();
  const organisation = useOrganisation();
  const { keys } = useSuspenseQuery(registerQuery).data;
  const roots = keys.filter(({ office }) => office === rootOffice);
  const enrolled = enrolledAt(roots, letter.index);
  const templates = templatesFor({
    filed: letter,
    followed,
    organisation: societyOf(organisation),
    enrolled,
  });
  // Where the notice that it answers is not at hand, the note alone is sure to be allowed.
  const isBlind = letter.notice.after !== undefined && followed === undefined;
  const offered = isBlind ? templates.slice(0, 1) : templates;
  const official = organisation.languages.filter(isPrintLanguage);
  const choices =
    official.length > 1 && official.some((one) => one === language) ? [official, [language]] : [official];
  const ways = offered.flatMap((template) => choices.map((languages) => wayOf(template, languages)));
  return <SaveMenu ways={ways} of={letter.reference} />;

  function wayOf(template: Template, languages: readonly string[]): SaveWay {
    const named = languages.map((tag) => programLanguages.find((one) => one.tag === tag)?.name ?? tag);
    return {
      href: `${paths.noticePdf(letter.id)}?template=${template}&languages=${languages.join(',')}`,
      label: t(`save.${template}`, { languages: named.map((name) => `\u2068${name}\u2069`).join(', ') }),
    };
  }
}
