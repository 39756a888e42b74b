import { expect, test } from 'vitest';
import { firstName } from '../../../lambdas/core/letter/first-name.ts';

test.each([
  ['Dana Lee', 'Dana'],
  ['María José Peña', 'María'],
  ['Dr. Lee', 'Dr. Lee'],
  ['Sra. Peña', 'Sra. Peña'],
  ['J. Smith', 'J. Smith'],
  ['Dana', 'Dana'],
  ['Lee, Dana', 'Dana'],
  ['Talent Team', 'Talent Team'],
  ['Equipo de Selección', 'Equipo de Selección'],
  ['People Ops', 'People Ops'],
  ['Peoplesworth Jones', 'Peoplesworth'],
])('when a person is named %s, then the letter greets %s', (name, greeted) => {
  expect(firstName(name)).toBe(greeted);
});
