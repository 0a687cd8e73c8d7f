import './press-style.ts';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useWords } from '../wording/use-words.ts';

interface ComboboxProps {
  readonly id: string;
  /** What the field is called; its visible label says the same. */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly value: string | undefined;
  readonly described?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: string | undefined) => void;
}

/** One of many: written to search, or opened to look through. Fetched only by forms that have such a choice. */
export function Combobox({
  id,
  label,
  options,
  value,
  described,
  disabled = false,
  onChange,
}: ComboboxProps) {
  const { t, language } = useWords();
  return (
    <I18nProvider locale={language}>
      <ComboBox
        aria-label={label}
        className="combobox"
        defaultItems={options}
        selectedKey={value ?? null}
        isDisabled={disabled}
        menuTrigger="focus"
        onSelectionChange={(key) => onChange(key === null ? undefined : String(key))}
        {...(described === undefined ? {} : { 'aria-describedby': described })}
      >
        <Input id={id} className="input" placeholder={t('form.search')} />
        <Button className="combobox-open" aria-label={t('form.open-list')}>
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="combobox-list">
          <ListBox<ComboboxProps['options'][number]>
            renderEmptyState={() => <p className="combobox-none">{t('form.none-found')}</p>}
          >
            {(option) => (
              <ListBoxItem id={option.value} textValue={option.title} className="combobox-option">
                {option.title}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
}
