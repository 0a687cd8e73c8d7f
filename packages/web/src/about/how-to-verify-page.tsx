import { paths } from '@rapport/api';
import { Link } from '@tanstack/react-router';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../wording/use-words.ts';

/** How to check a notice without this server, and what is then proved. */
export function HowToVerifyPage() {
  const { t } = useWords();
  return (
    <Page title={t('how-to-verify.title')} lead={t('how-to-verify.lead')}>
      <Section title={t('how-to-verify.browser')} inMargin>
        <p className="line">{t('how-to-verify.browser-text')}</p>
        <p>
          <Link to="/verify">{t('verify.title')}</Link>
        </p>
      </Section>
      <Section title={t('how-to-verify.alone')} inMargin>
        <p className="line">{t('how-to-verify.alone-text')}</p>
        <p>
          <a href="/verify.html">{t('verify.alone')}</a>
        </p>
      </Section>
      <Section title={t('how-to-verify.command')} inMargin>
        <p className="line">{t('how-to-verify.command-text')}</p>
        <p>
          <code>npx rapport verify proof.json</code>
        </p>
      </Section>
      <Section title={t('how-to-verify.own')} inMargin>
        <p className="line">{t('how-to-verify.own-text')}</p>
        <ul>
          {[paths.policy, paths.checkpoint, paths.logKey].map((path) => (
            <li key={path}>
              <a href={path}>
                <code>{path}</code>
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('how-to-verify.proves')} inMargin>
        <p className="line">{t('how-to-verify.proves-text')}</p>
      </Section>
      <Section title={t('how-to-verify.limits')} inMargin>
        <p className="line">{t('how-to-verify.limits-text')}</p>
      </Section>
    </Page>
  );
}
