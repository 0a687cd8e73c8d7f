import { Link } from '@tanstack/react-router';
import { useNames } from '../exchange/names.ts';
import { useOrganisation, useSession } from '../exchange/queries.ts';
import { signOut } from '../exchange/sign-out.ts';
import { useWords } from '../wording/use-words.ts';

/** For whom the reader acts, or that nobody is signed in. */
export function OfficeBar() {
  const { t } = useWords();
  const names = useNames();
  const session = useSession();
  const isMirror = useOrganisation().mirror !== undefined;
  if (isMirror) return <MirrorReader participant={session?.participant} />;
  if (session === null) {
    return (
      <div className="office-bar inline">
        <span className="soft">{t('session.none')}</span>
        <Link to="/sign-in">{t('session.sign-in')}</Link>
      </div>
    );
  }
  const { participant, office } = session;
  return (
    <div className="office-bar inline">
      <span>
        <span className="soft acting">{t('session.acting')}</span>{' '}
        <strong>
          {names.participant(participant)}, {names.office(office)}
        </strong>
      </span>
      <SignOut />
    </div>
  );
}

/** On a mirror nobody signs in. */
function MirrorReader({ participant }: { participant: string | undefined }) {
  const { t } = useWords();
  const names = useNames();
  return (
    <div className="office-bar inline">
      {participant === undefined ? (
        <span className="soft">{t('mirror.reading-public')}</span>
      ) : (
        <span>
          {t('mirror.reading')} <strong>{names.participant(participant)}</strong>
        </span>
      )}
    </div>
  );
}

function SignOut() {
  const { t } = useWords();
  return (
    <span className="actions-inline">
      <Link to="/sign-in">{t('session.change')}</Link>{' '}
      <button type="button" className="link-button" onClick={() => void signOut()}>
        {t('session.sign-out')}
      </button>
    </span>
  );
}
