import { expect, test } from 'vitest';
import { waitText } from '../../../lambdas/core/time/wait-text.ts';

test.each([
  [-5, 'in 1 minute', 'dentro de 1 minuto'],
  [61_000, 'in 2 minutes', 'dentro de 2 minutos'],
  [59 * 60_000, 'in 59 minutes', 'dentro de 59 minutos'],
  [59 * 60_000 + 1, 'in 1 hour', 'dentro de 1 hora'],
  [60 * 60_000 + 1, 'in 2 hours', 'dentro de 2 horas'],
])('when one must wait %i ms, then the wait is rounded up: %s', (ms, english, spanish) => {
  expect([waitText(ms, 'en'), waitText(ms, 'es')]).toEqual([english, spanish]);
});
