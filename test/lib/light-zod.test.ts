import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod/mini';
import * as light from '../../lib/light-zod.ts';

const lambdas = fileURLToPath(new URL('../../lambdas', import.meta.url));
const builders = readdirSync(lambdas, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(join(lambdas, path), 'utf8'))
  .filter((text) => text.includes("from 'zod/mini'"))
  .flatMap((text) => [...text.matchAll(/\bz\.([a-z_]\w*)/g)].map(([, name = '']) => name))
  .filter((name) => !['infer', 'input', 'output'].includes(name));

/** Zod, or its light parts: the schemas below are made by both. */
type Zod = typeof zod;
// biome-ignore lint/suspicious/noExplicitAny: one function for two libraries
type Make = (z: any) => any;
// biome-ignore lint/suspicious/noExplicitAny: the same
type Wrap = (z: any, inner: any) => any;

const keys = ['a', 'b', 'constructor', '__proto__'];
const leaves: readonly Make[] = [
  (z: Zod) => z.string(),
  (z: Zod) => z.number(),
  (z: Zod) => z.boolean(),
  (z: Zod) => z.unknown(),
  (z: Zod) => z.enum(['x', 'y']),
  (z: Zod) => z.literal(true),
  (z: Zod) => z.string().check(z.minLength(1)),
  (z: Zod) => z.string().check(z.regex(/^x+$/)),
  (z: Zod) => z.string().check(z.minLength(2), z.regex(/x/)),
  (z: Zod) => z.string().check(z.refine((text) => text !== 'x')),
  (z: Zod) =>
    z.pipe(
      z.string(),
      z.transform((text, { issues }) => {
        if (text === 'x') issues.push({ code: 'custom', input: text });
        return text.length;
      }),
    ),
];

/** A schema of both libraries, and its text for the report of a failure. */
interface Made {
  readonly text: string;
  readonly make: Make;
}
const textOf = (shape: Readonly<Record<string, Made>>): string =>
  Object.entries(shape)
    .map(([key, { text }]) => `${key}: ${text}`)
    .join(', ');

const wrappers: Readonly<Record<string, Wrap>> = {
  array: (z, inner) => z.array(inner),
  set: (z, inner) => z.set(inner),
  record: (z, inner) => z.record(z.string(), inner),
  optional: (z, inner) => z.optional(inner),
  exactOptional: (z, inner) => z.exactOptional(inner),
  readonly: (z, inner) => z.readonly(inner),
  'default set': (z, inner) => z._default(inner, new Set(['x'])),
  'default list': (z, inner) => z._default(inner, ['x']),
  'default text': (z, inner) => z._default(inner, 'x'),
  'catch nothing': (z, inner) => z.catch(inner, undefined),
  'catch text': (z, inner) => z.catch(inner, 'x'),
};

const { schema: schemas } = fc.letrec<{ schema: Made; inner: Made }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...leaves).map((make): Made => ({ text: String(make), make })),
    tie('inner'),
  ),
  inner: fc.oneof(
    fc.tuple(fc.dictionary(fc.constantFrom(...keys), tie('schema')), fc.boolean()).map(
      ([shape, isLoose]): Made => ({
        text: `${isLoose ? 'loose ' : ''}{${textOf(shape)}}`,
        make: (z) => {
          const fields = Object.entries(shape).map(([key, { make }]) => [key, make(z)]);
          return (isLoose ? z.looseObject : z.object)(Object.fromEntries(fields));
        },
      }),
    ),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map(
      (options): Made => ({
        text: options.map(({ text }) => `(${text})`).join(' or '),
        make: (z) => z.union(options.map(({ make }) => make(z))),
      }),
    ),
    fc.tuple(tie('schema'), tie('schema')).map(
      ([first, next]): Made => ({
        text: `(${first.text}) then (${next.text})`,
        make: (z) => z.pipe(first.make(z), next.make(z)),
      }),
    ),
    fc.tuple(fc.constantFrom(...Object.entries(wrappers)), tie('schema')).map(
      ([[name, wrap], { text, make }]): Made => ({
        text: `${name}(${text})`,
        make: (z) => wrap(z, make(z)),
      }),
    ),
  ),
}));

class Special {
  readonly a = 'x';
}
const atoms = ['x', 'y', '', 'xx', 0, 7, Number.NaN, Number.POSITIVE_INFINITY, true, null];
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(...atoms, undefined, Symbol.iterator, new Special(), new Map()),
    fc.dictionary(fc.constantFrom(...keys, 'c'), tie('value')),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { noNullPrototype: false }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => new Set(values)),
    fc
      .dictionary(fc.constantFrom(...keys), tie('value'))
      .map((inherited): unknown => Object.create(inherited)),
  ),
}));

/** Each object in a value, and whether it is frozen. */
function frozen(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return typeof data;
  const inner: readonly unknown[] = data instanceof Set ? [...data] : Object.values(data);
  return [Object.isFrozen(data), inner.map(frozen)];
}

const isOpen = (data: unknown): data is { readonly open: Set<unknown> } =>
  typeof data === 'object' && data !== null && 'open' in data && data.open instanceof Set;

describe('light zod', () => {
  it('has each builder that the functions use', () => {
    expect(builders.length).toBeGreaterThan(100);
    for (const name of new Set(builders)) expect(light, name).toHaveProperty(name);
    // And no other: what nobody uses would be loaded for nothing.
    expect(new Set(Object.keys(light))).toEqual(new Set(builders));
  });

  it('accepts the same values and returns the same data as zod', async () => {
    await fc.assert(
      fc.property(schemas, fc.array(value, { minLength: 5, maxLength: 20 }), ({ make }, values) => {
        const [full, small] = [make(zod), make(light)];
        for (const one of values) {
          const expected = full.safeParse(one);
          const found = small.safeParse(one);
          expect(found.success).toBe(expected.success);
          if (!expected.success) continue;
          // Vitest would compare the key `constructor` as if it were the class.
          if (!isDeepStrictEqual(found.data, expected.data)) expect(found.data).toBe(expected.data);
          expect(frozen(found.data)).toEqual(frozen(expected.data));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('says where each fault is, as zod does', () => {
    const make: Make = (z: Zod) =>
      z.object({
        a: z.string(),
        list: z.array(z.object({ b: z.number() })),
        map: z.record(z.string(), z.boolean()),
        gone: z.string(),
      });
    const wrong = { a: 1, list: [{ b: 1 }, { b: 'x' }, 3], map: { k: 1 } };
    // biome-ignore lint/suspicious/noExplicitAny: see Make
    const paths = (schema: any) => schema.safeParse(wrong).error.issues.map((one: any) => one.path);
    expect(paths(make(light))).toEqual(paths(make(zod)));
    expect(paths(make(light))).toHaveLength(5);
  });

  it('throws an error with the name of that of zod', () => {
    const nameOf = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        if (error instanceof Error) return error.name;
      }
      return 'nothing was thrown';
    };
    const names = [zod, light].map((z) => nameOf(() => z.string().parse(1)));
    expect(names).toEqual(['$ZodError', '$ZodError']);
  });

  it('does not share a default between two values', () => {
    const schema = light.object({ open: light._default(light.set(light.string()), new Set()) });
    const [one, other] = [schema.parse({}), schema.parse({})];
    expect(one).toStrictEqual({ open: new Set() });
    if (!isOpen(one) || !isOpen(other)) throw new Error('No set.');
    one.open.add('x');
    expect(other.open.size).toBe(0);
  });
});
