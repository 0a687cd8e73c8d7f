// The one place that knows where the checkout is.
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout, without a slash at its end. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
