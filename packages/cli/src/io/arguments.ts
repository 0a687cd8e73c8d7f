import type { CommanderError } from 'commander';
import type { Language, Words } from './language.ts';
import { printable } from './printable.ts';

/** What commander found wrong with the arguments, in our own sentences. */
export function argumentFault({ code, message }: CommanderError): Words {
  const what = printable(/'([^']*)'/.exec(message)?.[1] ?? '');
  const words = faults[code]?.(what, message) ?? otherFault(message);
  return { en: `${words.en} ${seeHelp.en}`, ru: `${words.ru} ${seeHelp.ru}` };
}

const seeHelp: Words = { en: 'See: rapport help', ru: 'Справка: rapport help' };

const faults: Readonly<Record<string, (what: string, message: string) => Words>> = {
  'commander.unknownCommand': (what) => ({
    en: `There is no command ${what}.`,
    ru: `Команды ${what} нет.`,
  }),
  'commander.unknownOption': (what) => ({
    en: `There is no option ${what} here.`,
    ru: `Параметра ${what} здесь нет.`,
  }),
  'commander.missingArgument': (what) => ({
    en: `The argument ${what} is missing.`,
    ru: `Не указан аргумент ${what}.`,
  }),
  'commander.optionMissingArgument': (what) => ({
    en: `The option ${what} needs a value.`,
    ru: `Параметру ${what} нужно значение.`,
  }),
  'commander.missingMandatoryOptionValue': (what) => ({
    en: `The option ${what} is missing.`,
    ru: `Не указан параметр ${what}.`,
  }),
  'commander.excessArguments': () => ({
    en: 'There are more arguments than this command takes.',
    ru: 'Аргументов больше, чем принимает эта команда.',
  }),
  'commander.invalidArgument': (what) => ({
    en: `The option ${what} does not take that value.`,
    ru: `Параметр ${what} не принимает такое значение.`,
  }),
  'commander.help': () => ({
    en: 'A command is missing.',
    ru: 'Не указана команда.',
  }),
};

function otherFault(message: string): Words {
  const reason = printable(message.replace(/^error: /, ''));
  return { en: `The arguments cannot be used: ${reason}.`, ru: `Параметры нельзя использовать: ${reason}.` };
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Использование:',
  'Arguments:': 'Аргументы:',
  'Options:': 'Параметры:',
  'Global Options:': 'Общие параметры:',
  'Commands:': 'Команды:',
};

/** A heading of commander's help. */
export function translateTitle(title: string, language: Language): string {
  return language === 'ru' ? (titles[title] ?? title) : title;
}
