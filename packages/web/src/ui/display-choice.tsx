import { type MessageId, useWords } from '../wording/use-words.ts';
import { changeDisplay, type Display, displayChoices, useDisplay } from './display.ts';

const panelId = 'display';

/** Opens the choice of how pages look. */
export function DisplayButton() {
  const { t } = useWords();
  return (
    <button type="button" className="tool-button" popoverTarget={panelId}>
      {t('display.title')}
    </button>
  );
}

/** Light or dark, contrast, size of text and calendar: kept on this device, told to nobody. */
export function DisplayPanel() {
  const { t } = useWords();
  return (
    <section className="display-panel" id={panelId} popover="auto" aria-label={t('display.title')}>
      {(Object.keys(displayChoices) as (keyof Display)[]).map((name) => (
        <Choice key={name} name={name} />
      ))}
      <p className="hint">{t('display.kept')}</p>
    </section>
  );
}

function Choice({ name }: { name: keyof Display }) {
  const { t } = useWords();
  const chosen = useDisplay()[name];
  return (
    <fieldset>
      <legend>{t(`display.${name}`)}</legend>
      <div className="choices">
        {displayChoices[name].map((value) => (
          <div className="choice" key={value}>
            <input
              type="radio"
              id={`display-${name}-${value}`}
              name={`display-${name}`}
              checked={chosen === value}
              onChange={() => changeDisplay({ [name]: value })}
            />
            <label htmlFor={`display-${name}-${value}`}>{t(`display.${name}.${value}` as MessageId)}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
