import { describe, expect, test } from 'vitest';
import {
  isPubliclyAllowed,
  publicAllowList,
  readableDomains,
} from '../../lambdas/core/allow-list.ts';
import { en } from '../../lambdas/site/words/en.ts';
import { es } from '../../lambdas/site/words/es.ts';
import { allowListText } from '../../lambdas/web/words/form.ts';

describe('what the pages say of an allow-list', () => {
  test.each([
    [
      'school.example',
      'Only addresses at school.example may write here.',
      'Aquí solo pueden escribir las direcciones de school.example.',
    ],
    [
      'School.example, ana@gmail.example,school.example',
      'Only addresses at school.example may write here, and some single addresses.',
      'Aquí solo pueden escribir las direcciones de school.example, y algunas direcciones ' +
        'concretas.',
    ],
    [
      'a.example,b.example,ikea.example',
      'Only addresses at a.example, b.example, and ikea.example may write here.',
      'Aquí solo pueden escribir las direcciones de a.example, b.example e ikea.example.',
    ],
    [
      'xn--and-6ma2c.example',
      'Only addresses at ñandú.example may write here.',
      'Aquí solo pueden escribir las direcciones de ñandú.example.',
    ],
    [
      'ana@gmail.example,sam@school.example',
      'Only some single addresses may write here. Ask whoever runs this Open Door.',
      'Aquí solo pueden escribir algunas direcciones concretas. Pregunta a quien administra ' +
        'este Open Door.',
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
