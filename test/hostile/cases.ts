import fc from 'fast-check';
import { contactActions } from '../../lambdas/core/contact/contact-actions.ts';
import { fieldNames } from '../../lambdas/core/decline/form-fields.ts';
import { pageFields } from '../support/fixtures.ts';
import {
  harmlessTexts,
  hostileAddresses,
  hostileTexts,
  hostileValues,
  naughtyTexts,
} from './texts.ts';

/** What one case sends: hostile texts in some fields of one door. */
export interface Case {
  readonly door: DoorName;
  /** Replaces the fields of a harmless request. With JSON, a value may be no text. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly encoding: 'form' | 'JSON';
  readonly accept: 'text/html' | 'application/json';
  readonly language: 'en' | 'es';
  /** Which of the harmless requests it changes. */
  readonly variant: number;
}

const addresses = ['candidateEmail', 'recruiterEmail', 'takeCandidateEmail', 'takeRecruiterEmail'];
const formFields = [...fieldNames, ...pageFields];
/** These may be accepted whatever they hold, so they arrive in emails and files. */
const typedFields = [
  ...['candidateName', 'recruiterName', 'recruiterGreeting', 'company', 'role', 'referenceNumber'],
  ...['peopleToThank', 'personalNote', 'keepMeInMindFor', 'theirSubject'],
];

const doorNames = [
  'preview',
  'form',
  'letter',
  'edit',
  'another',
  'notYou',
  'actions',
  'contact',
  'link',
  'head',
] as const;
type DoorName = (typeof doorNames)[number];

export const headerNames: readonly string[] = [
  ...['accept', 'accept-language', 'content-type', 'origin', 'host', 'user-agent', 'cookie'],
  ...['referer', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
];

/** Where hostile texts come in. `share`: of 100 cases. `names`: the fields. */
const doors: Readonly<
  Record<DoorName, { readonly share: number; readonly names: readonly string[] }>
> = {
  preview: { share: 26, names: formFields },
  form: { share: 22, names: formFields },
  letter: { share: 8, names: [...typedFields, ...typedFields, ...formFields] },
  edit: { share: 8, names: formFields },
  another: { share: 5, names: [...formFields, 'nonce'] },
  notYou: { share: 3, names: ['emails', 'nonce', 'sure'] },
  actions: { share: 8, names: ['letter', 'nonce', 'sure'] },
  contact: {
    share: 12,
    names: ['note', 'note', 'note', 'date', 'months', 'contact', 'nonce', 'sure', 'timeZone'],
  },
  link: { share: 4, names: ['candidateEmail', 'takeCandidateEmail'] },
  head: {
    share: 4,
    names: [
      ...['path', 'token', 'end', 'lang', 'words', 'filter', 'from', 'flash', 'flashContactId'],
      'contact',
      ...headerNames,
    ],
  },
};

/** The actions on contacts, all of which a case of the door `contact` may take. */
export const actionNames = [...contactActions, 'delete', 'time-zone', 'unsubscribe', 'erase'];

const weighted = doorNames.map((door) => ({
  weight: doors[door].share,
  arbitrary: fc.constant(door),
}));

/** A hostile value of a field. Some are near what the field accepts. */
const hostileValueOf = (name: string, isJson: boolean): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...naughtyTexts) },
    { weight: 5, arbitrary: hostileTexts },
    { weight: addresses.includes(name) ? 6 : 0, arbitrary: hostileAddresses },
    { weight: isJson ? 2 : 0, arbitrary: hostileValues },
  );

const cases: fc.Arbitrary<Case> = fc
  .record({
    door: fc.oneof(...weighted),
    encoding: fc.constantFrom('form', 'form', 'JSON'),
    accept: fc.constantFrom('text/html', 'text/html', 'application/json'),
    language: fc.constantFrom('en', 'es'),
    variant: fc.nat({ max: 1000 }),
    /** One field in most cases, because one that is refused hides the others. */
    count: fc.constantFrom(1, 1, 1, 1, 2, 3),
    isHostileName: fc.integer({ min: 1, max: 40 }).map((roll) => roll === 1),
  })
  .chain(({ count, isHostileName, ...rest }) =>
    fc
      .uniqueArray(fc.constantFrom(...doors[rest.door].names), {
        minLength: Math.min(count, 2),
        maxLength: count,
      })
      .chain((names) =>
        fc
          .tuple(
            fc.tuple(...names.map((name) => hostileValueOf(name, rest.encoding === 'JSON'))),
            isHostileName
              ? fc.dictionary(hostileTexts, hostileTexts, { maxKeys: 2 })
              : fc.constant({}),
          )
          .map(([values, others]) => ({
            ...rest,
            fields: {
              ...others,
              ...Object.fromEntries(names.map((name, index) => [name, values[index]])),
            },
          })),
      ),
  );

/** The case with a number: always the same one for the same seed. */
export function caseOf(seed: number, number: number): Case {
  const [found] = fc.sample(cases, { seed: seed * 1_000_003 + number, numRuns: 1 });
  if (found === undefined) throw new Error('fast-check gave no case.');
  return found;
}

/** Harmless cases, from which the run learns what an output may have. */
export function* harmlessCases(): Generator<Case> {
  let number = 0;
  const make = (
    door: DoorName,
    fields: Case['fields'],
    { variant = number, accept = 'text/html' }: Partial<Pick<Case, 'variant' | 'accept'>> = {},
  ): Case => {
    number += 1;
    const encoding = number % 5 === 0 ? 'JSON' : 'form';
    return { door, fields, encoding, accept, language: number % 2 === 0 ? 'en' : 'es', variant };
  };
  for (const text of harmlessTexts) {
    for (const name of typedFields) yield make('preview', { [name]: text });
  }
  // Letters with as many paragraphs, lines and people as a form may have.
  for (let variant = 0; variant < 5; variant += 1) {
    for (const personalNote of ['a\n\n'.repeat(133), 'a\n'.repeat(199)]) {
      const peopleToThank = 'Sam\nKim\nLee\nAna\nPaz\nLuz\nIda\nEva';
      yield make('letter', { personalNote, peopleToThank }, { variant });
    }
  }
  // Every action on contacts: accepted, not ticked, not from our page, about nobody.
  for (const [variant] of actionNames.entries()) {
    for (const fields of [{}, { sure: '' }, { nonce: 'x' }, { contact: 'x' }])
      yield make('contact', fields, { variant });
  }
  for (const fields of [
    ...[{ months: '5' }, { date: '2020-01-01' }, { date: '' }, { note: 'a'.repeat(2000) }],
    ...[{ note: '' }, { timeZone: 'Springfield' }, { timeZone: 'Nowhere' }],
  ]) {
    for (const more of [{}, { nonce: 'x' }, { sure: '' }])
      yield make('contact', { ...fields, ...more });
  }
  // The page "Not you?", while emails are allowed and while they are stopped.
  for (let round = 0; round < 6; round += 1) {
    for (const fields of [{ sure: '' }, { nonce: 'x' }, {}]) yield make('notYou', fields);
  }
  for (const door of doorNames) {
    const names = [...new Set(doors[door].names)];
    for (let variant = 0; variant < 12; variant += 1) {
      yield make(door, {}, { variant });
      yield make(door, {}, { variant, accept: 'application/json' });
    }
    for (const [at, name] of names.entries()) {
      for (const [index, text] of harmlessTexts.entries()) {
        if (index % 25 === at % 25) yield make(door, { [name]: text });
      }
    }
    // Every field at once, and more unknown fields than an answer names.
    const unknown = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`x${at}`, 'x']));
    for (const text of ['', 'www.northwind.com', 'a'.repeat(2000), 'a\n'.repeat(9)]) {
      const fields = Object.fromEntries(names.map((name) => [name, text]));
      yield make(door, fields);
      yield make(door, { ...fields, ...unknown });
    }
  }
  // The letter of a form that says nothing of whom it is for has as many gaps as can be.
  const missing = { recruiterName: '', company: '', role: '', candidateName: '' };
  for (const variant of [0, 2]) {
    yield make('preview', missing, { variant });
    yield make('letter', missing, { variant });
  }
}
