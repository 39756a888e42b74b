import { once } from '../../core/once.ts';
import { vagueFiles } from '../../files/template-files.ts';

/**
 * Loads the vague guard with its word lists. A process has one: what it has read and
 * compiled for one note serves the next one, on whatever page.
 */
export const loadHints = once(async () => {
  const { createHints } = await import('../hints.ts');
  return createHints(vagueFiles);
});
