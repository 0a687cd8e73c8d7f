/** The longest text that a pattern may be tried on, so that the worst of them ends at once. */
export const PATTERN_TEXT_MAX = 400;

const VARIABLE_QUANTIFIERS_MAX = 3;
const COUNT_MAX = 200;

/** A class, an escape, a group's brackets, a quantifier, an assertion or one character. */
const TOKEN =
  /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|.)|\(\?<?[=!:]|\(\?<[^>]*>|\(|\)|\{\d+(?:,\d*)?\}\??|[*+?]\??|[^]/gu;

interface Level {
  isFixed: boolean;
}

/**
 * Says why a pattern is refused: it does not compile, or it is of a kind that can take longer than its text
 * is long to fail. What is left has no back references, looks around only at its very start (`^(?!`), repeats
 * no group that varies, and varies in three places at most.
 */
export function faultOfPattern(pattern: string): string | undefined {
  if (!compiles(pattern)) return 'This is no regular expression: mend it.';
  const levels: Level[] = [{ isFixed: true }];
  let closed: Level | undefined;
  let variable = 0;
  for (const [token] of pattern.replace(/^\^\(\?[=!]/, '^(').matchAll(TOKEN)) {
    if (/^(?:\(\?<?[=!]|\\[1-9k])/.test(token))
      return 'Back references and look-around are not used here: say it without them.';
    if (isQuantifier(token)) {
      if (closed !== undefined && !closed.isFixed)
        return 'A group that varies is repeated, which can take for ever: say it without repeating the group.';
      if (countOf(token) > COUNT_MAX) return `A repetition of more than ${COUNT_MAX} times: make it smaller.`;
      if (isVariable(token)) {
        variable += 1;
        for (const level of levels) level.isFixed = false;
      }
    }
    closed = undefined;
    if (token.startsWith('(')) levels.push({ isFixed: true });
    else if (token === '|') for (const level of levels) level.isFixed = false;
    else if (token === ')') closed = levels.pop();
  }
  if (variable <= VARIABLE_QUANTIFIERS_MAX) return undefined;
  return `The pattern varies in more than ${VARIABLE_QUANTIFIERS_MAX} places, which can take very long: make it simpler.`;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function isQuantifier(token: string): boolean {
  return /^(?:[*+?]|\{\d)/.test(token);
}

function isVariable(token: string): boolean {
  return !/^\{\d+\}/.test(token);
}

function countOf(token: string): number {
  return Math.max(0, ...(token.match(/\d+/g) ?? []).map(Number));
}
