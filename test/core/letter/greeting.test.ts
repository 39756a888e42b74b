import { describe, expect, test } from 'vitest';
import {
  bareGreeting,
  defaultGreeting,
  greetingOf,
  isChosenGreeting,
  shortName,
} from '../../../lambdas/core/letter/greeting.ts';

test.each([
  ['warm', 'Dana'],
  ['brief', 'Dana'],
  ['formal', 'Dana Lee'],
] as const)('when the tone is %s, then our greeting of Dana Lee is %s', (tone, greeting) => {
  expect(defaultGreeting('Dana Lee', tone)).toBe(greeting);
  const chosen = { recruiterName: 'Dana Lee', recruiterGreeting: 'Dr. Lee', tone };
  expect(greetingOf(chosen)).toBe('Dr. Lee');
});

test('when a greeting was chosen, then buttons use it, else the first name', () => {
  expect(shortName({ name: 'Dana Lee' })).toBe('Dana');
  expect(shortName({ name: 'Dana Lee', greeting: 'Dr. Lee' })).toBe('Dr. Lee');
});

test.each([
  ['Dr. Lee', 'Dr. Lee'],
  ['Hi Dana,', 'Dana'],
  ['Dear Dr. Lee:', 'Dr. Lee'],
  ['Hello, Dana', 'Dana'],
  ['Hola, Mtra. Ruiz:', 'Mtra. Ruiz'],
  ['Estimada Mtra. Ruiz', 'Mtra. Ruiz'],
  ['Hiro', 'Hiro'],
  ['Dear', 'Dear'],
])('when %j is typed as the greeting, then it is %j', (typed, greeting) => {
  expect(bareGreeting(typed)).toBe(greeting);
});

describe('a page that showed a greeting', () => {
  const byDefault = { greeting: 'Dana', chosenFor: undefined };
  const chosen = { greeting: 'Dr. Lee', chosenFor: 'Dana Lee' };
  test.each([
    ['the default is left, and the name', 'Dana', 'Dana Lee', byDefault, false],
    [
      'the default is left with invisible marks',
      '\u2068Dana\u2069\u200B',
      'Dana Lee',
      byDefault,
      false,
    ],
    ['the default is left, and the name changes', 'Dana', 'Kim Park', byDefault, false],
    ['the default is changed', 'Dr. Lee', 'Dana Lee', byDefault, true],
    ['the default and the name are changed', 'Dr. Park', 'Kim Park', byDefault, true],
    ['a chosen one is left, and the name', 'Dr. Lee', 'Dana Lee', chosen, true],
    ['a typing error in the name is corrected', 'Dr. Lee', 'Danae Lee', chosen, true],
    ['accents are added to the name', 'Dr. Lee', 'Dána Léé', chosen, true],
    ['a chosen one is left, and the name changes', 'Dr. Lee', 'Kim Park', chosen, false],
    ['a chosen one and the name are changed', 'Dr. Park', 'Kim Park', chosen, true],
  ] as const)('when %s, then it counts accordingly', (_case, posted, name, shown, isChosen) => {
    expect(isChosenGreeting(posted, name, shown)).toBe(isChosen);
  });
});
