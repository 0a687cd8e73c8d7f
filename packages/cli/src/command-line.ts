import { ProblemError } from '@rapport/api';
import { Command as Commander, CommanderError, Option } from 'commander';
import type { Command, CommandOption } from './command.ts';
import { commands, groups } from './commands.ts';
import { argumentFault, translateTitle } from './io/arguments.ts';
import { givenOf } from './io/given.ts';
import { chooseLanguage, type Language } from './io/language.ts';
import { type Outcome, Unusable } from './io/outcome.ts';
import { printable } from './io/printable.ts';
import { type Context, contextOf, type Surroundings } from './io/surroundings.ts';
import { version } from './version.ts';

/**
 * Runs one command line to its end.
 *
 * @param args - as after `rapport`
 * @returns the exit status; never throws. Everything printed went through `surroundings`.
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const context = contextOf(surroundings, chooseLanguage(args, surroundings.environment));
  const outcome = await runToOutcome(args, context);
  if (outcome !== undefined) print(outcome, isJson(args), context);
  return outcome?.status ?? 0;
}

/** The outcome of the command; `undefined` where help or the version was all that was asked for. */
async function runToOutcome(args: readonly string[], context: Context): Promise<Outcome | undefined> {
  let outcome: Outcome | undefined;
  const program = buildProgram(context, (done) => {
    outcome = done;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome;
  } catch (error) {
    return outcomeOf(error, context);
  }
}

/** Whether the answer is one JSON object, errors in the arguments too. */
function isJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}

function print({ lines, json, bytes, status }: Outcome, asJson: boolean, context: Context): void {
  if (asJson) context.writeOut(`${JSON.stringify({ ok: status === 0, status, ...json })}\n`);
  else if (bytes !== undefined) context.writeOut(bytes);
  else if ('error' in json) context.writeError(lines.map((line) => `${line}\n`).join(''));
  else context.writeOut(lines.map((line) => `${line}\n`).join(''));
}

function buildProgram(context: Context, onDone: (outcome: Outcome) => void): Commander {
  const { say } = context;
  const program = prepare(new Commander('rapport'), context)
    .description(
      say({
        en: 'Rapport: confidence-building measures between states, on a record that each can check for itself.',
        ru: 'Rapport: меры доверия между государствами и запись, которую каждый может проверить сам.',
      }),
    )
    .version(version, '--version', say({ en: 'print the version', ru: 'показать версию' }))
    .helpCommand('help [command]', say({ en: 'show help for a command', ru: 'показать справку по команде' }))
    .option(
      '--json',
      say({ en: 'print one JSON object, errors too', ru: 'выдать один объект JSON, в том числе при ошибке' }),
    )
    .addOption(
      new Option(
        '--language <tag>',
        say({ en: 'language of answers (default: from LANG)', ru: 'язык ответов (по умолчанию из LANG)' }),
      ).choices(['en', 'ru']),
    )
    .addHelpText('after', say(exitStatuses));
  const parents = new Map<string, Commander>();
  for (const [name, says] of Object.entries(groups)) {
    parents.set(name, prepare(program.command(name), context).description(says[context.language]));
  }
  for (const command of commands) addCommand(parentOf(command, parents) ?? program, command, context, onDone);
  return program;
}

const exitStatuses = {
  en: '\nExit status: 0 all is well; 1 a check or the server said no; 2 nothing to judge: bad arguments,\na missing file, no trusted key, a server out of reach.',
  ru: '\nКод завершения: 0 — всё в порядке; 1 — проверка не пройдена или сервер отказал; 2 — судить не о чем:\nневерные параметры, нет файла, нет доверенного ключа, сервер недоступен.',
};

function parentOf({ name }: Command, parents: ReadonlyMap<string, Commander>): Commander | undefined {
  return name.includes(' ') ? parents.get(name.split(' ')[0] ?? '') : undefined;
}

/** What every level of the command line shares: errors thrown, help on standard output and in one language. */
function prepare(commander: Commander, context: Context): Commander {
  return commander
    .exitOverride()
    .configureOutput({
      writeOut: context.writeOut,
      writeErr: context.writeError,
      outputError: () => {},
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => translateTitle(title, context.language),
    })
    .helpOption('-h, --help', context.say({ en: 'show help', ru: 'показать справку' }));
}

function addCommand(
  parent: Commander,
  command: Command,
  context: Context,
  onDone: (outcome: Outcome) => void,
): void {
  const word = command.name.split(' ').at(-1) ?? command.name;
  const group = parent.commands.find((one) => one.name() === word);
  const commander = group ?? prepare(parent.command(word), context);
  commander.description(context.say(command.says));
  for (const { form, says } of command.args ?? []) commander.argument(form, context.say(says));
  for (const option of command.options ?? []) commander.addOption(optionOf(option, context.language));
  if (command.more !== undefined) commander.addHelpText('after', `\n${context.say(command.more)}`);
  commander.action(async (...parts: unknown[]) => {
    const args = parts.slice(0, command.args?.length ?? 0) as (string | undefined)[];
    // A group that is a command too takes options of its own before its commands see theirs of the same name.
    onDone(await command.run(givenOf(args, commander.optsWithGlobals()), context));
  });
}

function optionOf({ flags, says, needed, repeated, byDefault }: CommandOption, language: Language): Option {
  const option = new Option(flags, says[language]);
  if (needed) option.makeOptionMandatory();
  if (byDefault !== undefined) option.default(byDefault);
  if (repeated)
    option.argParser((value: string, earlier: string[] | undefined) => [...(earlier ?? []), value]);
  return option;
}

/** What was thrown, as an outcome. Only what nobody foresaw keeps the machine's own words. */
function outcomeOf(error: unknown, context: Context): Outcome | undefined {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    return failure(2, 'arguments', argumentFault(error)[context.language], {});
  }
  if (error instanceof Unusable) return failure(2, error.code, context.say(error.words), error.details);
  if (error instanceof ProblemError) return problemOutcome(error, context);
  return failure(2, 'unexpected', context.say(unexpected(error)), {});
}

function failure(status: 1 | 2, code: string, sentence: string, details: object): Outcome {
  return { status, lines: [sentence], json: { error: { code, sentence, ...details } } };
}

/** The server's no. An error of its own (5xx) is no verdict on what was asked. */
function problemOutcome({ problem }: ProblemError, { say }: Context): Outcome {
  const status = problem.status >= 500 ? 2 : 1;
  const sentence = printable(problem.detail ?? problem.title ?? '');
  const findings = Array.isArray(problem.findings) ? problem.findings : [];
  const lines = findings.map(
    ({ at, sentence: said }) => `  ${at ? `${printable(at)}: ` : ''}${printable(String(said))}`,
  );
  const head = say({ en: `The server refused: ${sentence}`, ru: `Сервер отказал: ${sentence}` });
  return { status, lines: [head, ...lines], json: { error: { code: problem.code, sentence, findings } } };
}

function unexpected(error: unknown): { en: string; ru: string } {
  const reason = printable(error instanceof Error ? error.message : String(error));
  return {
    en: `This should not have happened (${reason}). The data met may have an unexpected form; if it comes back, please report it.`,
    ru: `Этого не должно было случиться (${reason}). Возможно, данные имеют неожиданный вид; если ошибка повторяется, сообщите о ней.`,
  };
}
