import { expect, test } from 'vitest';
import { withA } from '../../../lambdas/core/text/spanish.ts';
import { fillTemplate } from '../../../lambdas/core/text/template.ts';

const names = [
  ['Dana', 'a Dana'],
  ['el equipo de datos', 'al equipo de datos'],
  ['El equipo de datos', 'al equipo de datos'],
  ['EL equipo', 'al equipo'],
  ['el área de Ventas', 'al área de Ventas'],
  ['El Corte Inglés', 'a El Corte Inglés'],
  ['El País', 'a El País'],
  ['Eliseo', 'a Eliseo'],
  ['Él mismo', 'a Él mismo'],
  ['el', 'a el'],
  ['La gente de datos', 'a la gente de datos'],
  ['La Caixa', 'a La Caixa'],
] as const;

test.each(names)('when the name is %s, then Spanish says %s', (name, toName) => {
  expect(withA(name)).toBe(toName);
});

test.each([
  ['Gracias a {{x}}.', 'el equipo', 'Gracias al equipo.'],
  ['Gracias a {{x}}.', 'El equipo', 'Gracias al equipo.'],
  ['El proceso de {{x}}.', 'el Ayuntamiento', 'El proceso del Ayuntamiento.'],
  ['El proceso de {{x}}.', 'el ayuntamiento', 'El proceso del ayuntamiento.'],
  ['El proceso de {{x}}.', 'El Corte Inglés', 'El proceso de El Corte Inglés.'],
  ['A {{x}}: gracias.', 'el equipo', 'Al equipo: gracias.'],
  ['Hola, {{x}}:', 'el equipo', 'Hola, el equipo:'],
  ['{{x}}', 'gracias a el equipo de el norte', 'gracias a el equipo de el norte'],
  ['Para {{x}}', 'el equipo.', 'Para el equipo.'],
  ['Gracias a {{x}}.', 'el equipo.', 'Gracias al equipo.'],
])('when %j is filled with %j, then it reads %j', (template, x, filled) => {
  expect(fillTemplate(template, { x })).toBe(filled);
});
