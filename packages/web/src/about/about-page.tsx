import { Link } from '@tanstack/react-router';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

const ideas = ['measure', 'notice', 'log', 'clock'] as const;
const trusted = ['participant', 'secretariat', 'witness'] as const;

/** What this is, for whoever has never heard of it. */
export function AboutPage() {
  const { t } = useWords();
  return (
    <Page title={t('about.title')} lead={t('about.lead')}>
      <Section title={t('about.ideas')} inMargin>
        {ideas.map((idea) => (
          <p key={idea} className="line">
            <strong>{t(`about.idea.${idea}`)}</strong> {t(`about.idea.${idea}-text`)}
          </p>
        ))}
      </Section>
      <Section title={t('about.trust')} inMargin>
        {trusted.map((whom) => (
          <p key={whom} className="line">
            {t(`about.trust.${whom}`)}
          </p>
        ))}
        <p>
          <Link to="/how-to-verify">{t('how-to-verify.title')}</Link>
        </p>
      </Section>
      <Section title={t('about.not')} inMargin>
        <p className="line">{t('about.not-text')}</p>
      </Section>
    </Page>
  );
}
