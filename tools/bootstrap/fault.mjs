/** A mistake of the surroundings that a sentence explains: it is printed without a stack. */
export class Fault extends Error {}

/** Prints what went wrong, briefly for a Fault, whole for anything else, and makes the exit code 1. */
export function reportFault(error) {
  console.error(error instanceof Fault ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
