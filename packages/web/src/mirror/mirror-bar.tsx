import { formatCount, formatInstant } from '@rapport/measures';
import { useNames } from '../exchange/names.ts';
import { useOrganisation } from '../exchange/queries.ts';
import { useWords } from '../wording/use-words.ts';

/** On each page of a mirror: that it is one, of which log, as of which checkpoint, and whose eyes it reads with. */
export function MirrorBar() {
  const { t, language } = useWords();
  const names = useNames();
  const { mirror, origin } = useOrganisation();
  if (mirror === undefined) return null;
  const { reader, size, takenIn } = mirror;
  return (
    <div className="demonstration-bar" role="note" id="mirror">
      <p className="width">
        {t('mirror.of', {
          log: `\u2066${origin}\u2069`, // written from left to right in every language
          size: formatCount(size, language),
          at: formatInstant(takenIn, language, 'UTC'),
          reader: reader === 'public' ? t('mirror.public') : names.participant(reader),
        })}
      </p>
    </div>
  );
}
