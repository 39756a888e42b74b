import { beforeAll, describe, expect, test } from 'vitest';
import {
  isPubliclyAllowed,
  publicAllowList,
  readableDomains,
} from '../../lambdas/core/allow-list.ts';
import { en } from '../../lambdas/site/words/en.ts';
import { es } from '../../lambdas/site/words/es.ts';
import { allowListText, formWords } from '../../lambdas/web/words/form.ts';

beforeAll(() => Promise.all([formWords.load('en'), formWords.load('es')]));

describe('what the pages say of an allow-list', () => {
  test.each([
    [
      'school.example',
      'This site is only for addresses at school.example.',
      'Este sitio es solo para direcciones de school.example.',
    ],
    [
      'School.example, ana@gmail.example,school.example',
      'This site is only for addresses at school.example, and for a few others.',
      'Este sitio es solo para direcciones de school.example, y para algunas otras.',
    ],
    [
      'a.example,b.example,ikea.example',
      'This site is only for addresses at a.example, b.example, and ikea.example.',
      'Este sitio es solo para direcciones de a.example, b.example e ikea.example.',
    ],
    [
      'xn--and-6ma2c.example',
      'This site is only for addresses at ñandú.example.',
      'Este sitio es solo para direcciones de ñandú.example.',
    ],
    [
      'ana@gmail.example,sam@school.example',
      'This site is only for a few addresses. If unsure, ask the people who run it.',
      'Este sitio es solo para algunas direcciones. Si tienes dudas, pregunta a quien lo ' +
        'administra.',
    ],
    ['*', undefined, undefined],
    ['ana@gmail.example, *', undefined, undefined],
  ])('when it is %j, then they name its domains and no address', (list, english, spanish) => {
    const shown = publicAllowList(list);
    expect(allowListText(en, shown)).toBe(english);
    expect(allowListText(es, shown)).toBe(spanish);
    expect(JSON.stringify(shown ?? null)).not.toContain('@');
  });

  test.each([
    ['school.example', 'ana@School.example', true],
    ['school.example', 'ana@sub.school.example', false],
    ['ana@school.example', 'ana@school.example', false],
    ['ana@school.example,school.example', 'ana@school.example', true],
    ['*', 'ana@school.example', true],
    ['', 'ana@school.example', false],
  ])('when it is %j, then it is public that %s is allowed: %s', (list, address, isPublic) => {
    expect(isPubliclyAllowed(publicAllowList(list), address)).toBe(isPublic);
  });

  test('when a domain is punycode that stands for nothing, then it is shown as it is', () => {
    expect(readableDomains({ domains: ['xn--a.example'], hasAddresses: false })).toEqual([
      'xn--a.example',
    ]);
  });
});
