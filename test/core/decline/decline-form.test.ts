import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handChannels, reasons, reconnectChoices } from '../../../lambdas/core/choices.ts';
import {
  partialInput,
  readDeclineForm,
  submittedFields,
} from '../../../lambdas/core/decline/decline-form.ts';
import type { FieldProblem } from '../../../lambdas/core/decline/form-fields.ts';
import { englishForm } from '../../support/fixtures.ts';

const now = new Date('2026-11-22T12:00:00Z');

import { gaps } from '../../../lambdas/core/letter/gaps.ts';
import { lookUpTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';

const options = { isPreview: false, isOwn: () => false, zoneLookUp: lookUpTimeZone };
const posted = {
  ...englishForm,
  stage: 'scheduled',
  interviewDate: '2026-12-03',
  peopleToThank: ' Sam Ortiz \r\n\r\nLee Wong\nSam Ortiz',
  personalNote: '',
  reason: 'staying',
  reconnect: '6-months',
  timeZone: 'Europe/Madrid',
};

/** The parsed form or its errors, without what only the page and the preview use. */
const readForm = (posted: Readonly<Record<string, unknown>>, at = now) => {
  const {
    valid: _valid,
    reconnectOn: _reconnectOn,
    ...result
  } = readDeclineForm(posted, at, options);
  return result;
};

test('when a form is valid, then it is split into the input and the private plan', () => {
  expect(readForm(posted, now)).toEqual({
    ok: true,
    form: {
      input: {
        candidateName: 'Alex Rivera',
        candidateEmail: 'alex@candidates.example',
        recruiterName: 'Dana Lee',
        recruiterEmail: 'dana@northwind.example',
        company: 'Northwind & Sons',
        role: 'Senior Data Engineer',
        stage: 'scheduled',
        tone: 'warm',
        letterLanguage: 'en',
        interviewDate: '2026-12-03',
        peopleToThank: ['Sam Ortiz', 'Lee Wong'],
        timeZone: 'Europe/Madrid',
      },
      privatePlan: { reason: 'staying', reconnect: '6-months', reconnectOn: '2027-05-24' },
    },
  });
});

test('when optional fields are missing and people are a list, then the form is valid', () => {
  const { interviewDate, personalNote, reason, timeZone, ...required } = posted;
  const read = readForm({ ...required, peopleToThank: ['Sam Ortiz', 'Lee Wong'] }, now);
  expect(read).toMatchObject({
    ok: true,
    form: { input: { peopleToThank: ['Sam Ortiz', 'Lee Wong'] } },
  });
});

test('when fields are missing, then each one is named', () => {
  const read = readForm({}, now);
  expect(read).toEqual({
    ok: false,
    errors: [
      { field: 'stage', problem: 'choose-one' },
      ...[
        'recruiterName',
        'recruiterEmail',
        'company',
        'role',
        'candidateName',
        'candidateEmail',
      ].map((field) => ({ field, problem: 'required' })),
      ...['tone', 'letterLanguage'].map((field) => ({ field, problem: 'choose-one' })),
    ],
  });
});

test.each([
  ['missing', 'warm', undefined, undefined],
  ['empty', 'warm', ' ', undefined],
  ['the default', 'warm', 'Dana', undefined],
  ['the default, with a salutation', 'warm', 'Hi Dana,', undefined],
  ['the default, with a full stop', 'warm', 'Dana.', undefined],
  ['a salutation alone', 'warm', 'Hi,', undefined],
  ['a Spanish salutation alone', 'formal', '¡Buenos días!', undefined],
  ['the default for this tone', 'formal', 'Dana Lee', undefined],
  ['the default for another tone', 'formal', 'Dana', 'Dana'],
  ['another one', 'brief', ' Dr.  Lee ', 'Dr. Lee'],
  ['another one, with a salutation', 'formal', 'Dear Dr. Lee,', 'Dr. Lee'],
] as const)(
  'when the greeting is %s, then only a difference from the default is stored',
  (_case, tone, recruiterGreeting, stored) => {
    const read = readForm({ ...posted, tone, recruiterGreeting }, now);
    expect(read.ok && read.form.input.recruiterGreeting).toBe(stored);
  },
);

test('when the people are a list with marks, then the marks are left out', () => {
  const people = '- Ana Ruiz,\n• Luis Gil;\n1. Sam Lee\n2) Kim Park\n* Lee, Ana';
  const { valid } = readDeclineForm({ ...posted, peopleToThank: people }, now, options);
  expect(valid.peopleToThank).toEqual(['Ana Ruiz', 'Luis Gil', 'Sam Lee', 'Kim Park', 'Lee, Ana']);
});

test('when marks follow the people, then a sentence with them has no such marks', () => {
  const people = 'Ana Ruiz.\nLuis Gil!\nSam Lee,;\nKim Park Jr.\nthe data team.';
  const { valid } = readDeclineForm({ ...posted, peopleToThank: people }, now, options);
  expect(valid.peopleToThank).toEqual([
    'Ana Ruiz',
    'Luis Gil',
    'Sam Lee',
    'Kim Park Jr.',
    'the data team',
  ]);
});

test.each(['Ana, Luis', 'Dana Lee, Sam Ortiz', 'ana y luis'])(
  'when %s are on one line, then the form asks for one per line',
  (people) => {
    const read = readForm({ ...posted, peopleToThank: people }, now);
    expect(!read.ok && read.errors).toEqual([{ field: 'peopleToThank', problem: 'one-per-line' }]);
  },
);

test('when a person is listed twice, or is the recruiter, then they are thanked once', () => {
  const peopleToThank = 'Sam Ortiz\nSAM ORTIZ\nOrtiz, Sam\nLee, Dana\nLee, Ana';
  const read = readForm({ ...posted, peopleToThank }, now);
  expect(read.ok && read.form.input.peopleToThank).toEqual(['Sam Ortiz', 'Lee, Ana']);
});

const invalidFields: readonly (readonly [string, unknown, FieldProblem])[] = [
  ['candidateName', 'x'.repeat(81), 'too-long'],
  ['candidateName', 7, 'not-text'],
  ['recruiterName', 'Dana\nLee', 'line-break'],
  ['recruiterGreeting', 'x'.repeat(81), 'too-long'],
  ['recruiterGreeting', 'Dr.\nLee', 'line-break'],
  ['recruiterGreeting', 'https://evil.example', 'link'],
  ['recruiterGreeting', 'Dana <dana@evil.example>', 'not-in-a-name'],
  ['recruiterGreeting', 7, 'not-text'],
  ['peopleToThank', 'Marcus and Lin, Ana', 'one-per-line'],
  ['role', 'role', 'no-title'],
  ['role', 'The position.', 'no-title'],
  ['role', 'el puesto en Northwind', 'no-title'],
  ['peopleToThank', ['Sam', 'Ana y Luis'], 'one-per-line'],
  ['company', 'https://evil.example', 'link'],
  ['candidateEmail', 'alex', 'not-an-address'],
  ['stage', 'hired', 'choose-one'],
  ['stage', 'constructor', 'choose-one'],
  ['tone', 'angry', 'choose-one'],
  ['letterLanguage', 'fr', 'choose-one'],
  ['interviewDate', '3 December', 'not-a-date'],
  ['interviewDate', '2026-02-31', 'not-a-date'],
  ['interviewDate', '2026-12-03T25:00', 'not-a-date'],
  ['interviewDate', 'T10:00', 'not-a-date'],
  ['interviewDate', '2026-11-20', 'date-past'],
  ['interviewDate', '2062-12-03', 'date-too-far'],
  [
    'peopleToThank',
    Array.from({ length: 9 }, (_, index) => `Person ${index}`).join('\n'),
    'too-many',
  ],
  ['peopleToThank', ['Sam', 7], 'not-text'],
  ['peopleToThank', 'x'.repeat(81), 'too-long'],
  ['personalNote', 'x'.repeat(401), 'too-long'],
  ['personalNote', 'see www.evil.example', 'link'],
  ['keepMeInMindFor', 'x'.repeat(61), 'too-long'],
  ['keepMeInMindFor', 'data roles\nand more', 'line-break'],
  ['keepMeInMindFor', 'roles at evil.example/jobs', 'link'],
  ['keepMeInMindFor', 'data \uE000 roles', 'unreadable'],
  ['keepMeInMindFor', 'the role', 'no-title'],
  ['keepMeInMindFor', ['data roles'], 'not-text'],
  ['referenceNumber', 'x'.repeat(41), 'too-long'],
  ['referenceNumber', 'R-1\r\nBcc: all@evil.example', 'line-break'],
  ['referenceNumber', 'evil.example/R-1', 'link'],
  ['referenceNumber', 'R\u0000-1', 'unreadable'],
  ['channel', 'fax', 'choose-one'],
  ['recruiterEmail', '', 'required'],
  ['talkAgain', 'soon', 'not-a-month'],
  ['talkAgain', '2027-13', 'not-a-month'],
  ['talkAgain', '2027-05-03', 'not-a-month'],
  ['talkAgain', '2'.repeat(5000), 'not-a-month'],
  ['talkAgain', '2026-10', 'month-past'],
  ['talkAgain', '2028-12', 'month-too-far'],
  ['talkAgain', 202705, 'not-text'],
  ['reason', 'boredom', 'choose-one'],
  ['reconnect', 'soon', 'not-a-date'],
  ['reconnect', '2026-11-21', 'date-past'],
  ['reconnect', '2026-11-22', 'date-too-soon'],
  ['reconnect', '2026-12-21', 'date-too-soon'],
  ['reconnect', '2040-01-01', 'date-too-far'],
  ['timeZone', 'Mars/Olympus', 'not-a-time-zone'],
  ['timeZone', 'BST', 'which-time-zone'],
  ['timeZone', 'Valencia', 'which-time-zone'],
  ['candidateName', 'Alex <alex@evil.example>', 'not-in-a-name'],
  ['recruiterName', 'dana@evil.example', 'not-in-a-name'],
  ['peopleToThank', 'Sam Ortiz\nSam＠evil.example', 'not-in-a-name'],
  ['company', 'Northwind <jobs@evil.example>', 'link'],
  ['role', 'evil.example/apply', 'link'],
  ['peopleToThank', 'Sam Ortiz\nevil.example/x', 'link'],
  ['recruiterEmail', 'dana@northwind.example, kim@northwind.example', 'several-addresses'],
  ['website', 'x', 'unknown-field'],
];
test.each(invalidFields)('when %s is %j, then the problem is %s', (field, value, problem) => {
  const read = readForm({ ...posted, [field]: value }, now);
  expect(read).toMatchObject({ ok: false, errors: [{ field, problem }] });
  expect(!read.ok && read.errors).toHaveLength(1);
});

test('when a day is that of the stored letter, then it may have passed; a new one not', () => {
  const stored = { interviewDate: '2026-11-19T10:30', reconnect: '2026-12-12' };
  const read = (values: object) =>
    readDeclineForm({ ...posted, ...stored, ...values }, now, { ...options, stored });
  expect(read({})).toMatchObject({
    ok: true,
    form: {
      input: { interviewDate: stored.interviewDate },
      // A Saturday: the reminder is on Monday.
      privatePlan: { reconnect: stored.reconnect, reconnectOn: '2026-12-14' },
    },
  });
  for (const [field, day, problem] of [
    ['interviewDate', '2026-11-19', 'date-past'],
    ['interviewDate', '2026-11-18T10:30', 'date-past'],
    ['reconnect', '2026-12-11', 'date-too-soon'],
  ] as const)
    expect(read({ [field]: day })).toMatchObject({ ok: false, errors: [{ field, problem }] });
  // What is stored is only a day here.
  expect(
    readDeclineForm({ ...posted, reconnect: 'x' }, now, { ...options, stored: { reconnect: 'x' } }),
  ).toMatchObject({ ok: false, errors: [{ field: 'reconnect', problem: 'not-a-date' }] });
});

test.each([
  ['3-months', '2027-02-22'],
  ['12-months', '2027-11-22'],
  ['2026-12-22', '2026-12-22'],
  ['2027-01-04', '2027-01-04'],
  // A Saturday and a Sunday: the reminder is on Monday.
  ['2027-01-09', '2027-01-11'],
  ['2027-01-10', '2027-01-11'],
  ['never', undefined],
])('when the chosen time is %s, then the day is %s', (reconnect, reconnectOn) => {
  const read = readForm({ ...posted, reconnect }, now);
  expect(read.ok && read.form.privatePlan.reconnectOn).toBe(reconnectOn);
});

test.each([
  ['staying', '2027-11-22'],
  ['overqualified', '2027-05-24'],
  ['no-longer-a-match', '2027-11-22'],
  ['other-offer', '2027-05-24'],
  ['life-change', '2027-02-22'],
  ['recuperate', '2027-02-22'],
  ['', '2027-05-24'],
])('when no time is chosen and the reason is %j, then the day is %s', (reason, reconnectOn) => {
  const read = readForm({ ...posted, reason, reconnect: '' }, now);
  expect(read).toMatchObject({ ok: true, form: { privatePlan: { reconnect: '', reconnectOn } } });
});

test('when months end in a short month, then its last day counts, or the next workday', () => {
  const read = readForm({ ...posted, reconnect: '3-months' }, new Date('2026-11-29T12:00:00Z'));
  // 28 February 2027 is a Sunday.
  expect(read.ok && read.form.privatePlan.reconnectOn).toBe('2027-03-01');
});

test.each([
  ['madrid', 'Europe/Madrid'],
  ['Mexico City', 'America/Mexico_City'],
  ['mexico_city', 'America/Mexico_City'],
  ['america/são paulo', 'America/Sao_Paulo'],
  ['Asunción', 'America/Asuncion'],
  ['Ciudad de México', 'America/Mexico_City'],
  ['Europe/Madrid', 'Europe/Madrid'],
  ['\u200EMadrid\u200B', 'Europe/Madrid'],
])('when the time zone is typed as %s, then it is read as %s', (timeZone, zone) => {
  const read = readForm({ ...posted, timeZone }, now);
  expect(read.ok && read.form.input.timeZone).toBe(zone);
});

test.each([
  ['2026-11', { month: '2026-11', hasYear: false }],
  ['2027-05', { month: '2027-05', hasYear: false }],
  ['05/2027', { month: '2027-05', hasYear: false }],
  [' May  2027 ', { month: '2027-05', hasYear: false }],
  ['mayo de 2027', { month: '2027-05', hasYear: false }],
  ['May', { month: '2027-05', hasYear: false }],
  ['2027-10', { month: '2027-10', hasYear: false }],
  ['2027-11', { month: '2027-11', hasYear: true }],
  ['2028-11', { month: '2028-11', hasYear: true }],
  ['', undefined],
])('when the month to talk in is %j, then the letter has %j', (talkAgain, stored) => {
  const read = readForm({ ...posted, talkAgain }, now);
  expect(read.ok && read.form.input.talkAgain).toEqual(stored);
});

test('when a private plan is typed, then no part of it is in the input of the letter', () => {
  const anyText = fc.stringMatching(/^[a-z]{8}( [a-z]{3,8})?$/);
  const plans = fc.record({
    reason: fc.constantFrom('', ...reasons),
    // No other day of the form is in 2028 or 2029.
    reconnect: fc.oneof(
      fc.constantFrom(...reconnectChoices),
      fc.integer({ min: 1, max: 28 }).map((day) => `2029-02-${String(day).padStart(2, '0')}`),
    ),
  });
  fc.assert(
    fc.property(
      ...[plans, plans],
      fc.record({ keepMeInMindFor: fc.oneof(fc.constant(''), anyText) }),
      (plan, otherPlan, typed) => {
        const read = readForm({ ...posted, ...typed, ...plan }, now);
        const other = readForm({ ...posted, ...typed, ...otherPlan }, now);
        if (!read.ok || !other.ok) throw new Error('The form is good.');
        // The same letter, whatever the plan is: no field is filled in from it.
        expect(read.form.input).toEqual(other.form.input);
        expect(read.form.input.talkAgain).toBeUndefined();
        expect(read.form.input.keepMeInMindFor).toBe(typed.keepMeInMindFor || undefined);
        expect(JSON.stringify(read.form.input)).not.toMatch(/2029|reconnect|reason/);
      },
    ),
  );
});

test('when a form is shown and posted again, then it is read the same', () => {
  const later = { keepMeInMindFor: 'data roles', talkAgain: 'May 2028' };
  const typed = { ...posted, ...later, referenceNumber: 'R-1234' };
  const read = readForm(typed, now);
  if (!read.ok) throw new Error('The form is good.');
  expect(readForm(submittedFields(read.form), now)).toEqual(read);
});

test('when a form has many unknown fields, then the errors name ten, cut to 60 letters', () => {
  const names = Array.from({ length: 50 }, (_, index) => `${'😀'.repeat(40)}${index}`);
  const read = readForm(
    { ...posted, ...Object.fromEntries(names.map((name) => [name, 'x'])) },
    now,
  );
  const errors = read.ok ? [] : read.errors;
  expect(errors).toHaveLength(10);
  for (const { field, problem } of errors)
    expect([field, problem]).toEqual(['😀'.repeat(30), 'unknown-field']);
});

test.each([
  ['a\n'.repeat(9), 'too-many'],
  ['a\n'.repeat(16_000), 'too-long'],
  [`${'a'.repeat(81)}\n`.repeat(3), 'too-long'],
])(
  'when there are too many people to thank (%#), then the error is not about each',
  (peopleToThank, problem) => {
    const read = readForm({ ...posted, peopleToThank }, now);
    expect(read.ok ? [] : read.errors).toEqual([{ field: 'peopleToThank', problem }]);
  },
);

test('when a person to thank cannot be read, then the error names the line and the place', () => {
  const read = readForm({ ...posted, peopleToThank: 'Sam Ortiz\n\nLee \uE000Wong' }, now);
  expect(read).toMatchObject({
    errors: [
      {
        field: 'peopleToThank',
        detail: { line: 3, position: 5, before: 'Wong', after: 'Lee', codePoint: 'U+E000' },
      },
    ],
  });
});

describe('invisible marks', () => {
  // The object mark of dictation, marks of direction, a zero-width space, a BOM.
  const mark = (text: string): string =>
    `\uFFFC\u2068${text.slice(0, 1)}\u200B${text.slice(1)}\u2069\u200E\u202C\uFEFF`;

  test('when they are in any field, then the form is read as without them', () => {
    const texts = Object.entries(posted).filter(
      ([name]) => !['stage', 'tone', 'letterLanguage', 'reason'].includes(name),
    );
    for (const [name, value] of [
      ...texts,
      ['personalNote', 'Thank you!'],
      ['referenceNumber', 'R-1234'],
      ['keepMeInMindFor', 'data roles'],
      ['talkAgain', 'May 2027'],
    ]) {
      if (name === undefined || value === undefined) continue;
      const clean = readForm({ ...posted, [name]: value }, now);
      expect(clean.ok).toBe(true);
      const marked = value.split('\n').map(mark).join('\n');
      expect([name, readForm({ ...posted, [name]: marked }, now)]).toEqual([name, clean]);
    }
  });

  test('when an optional field holds only them, then it counts as empty', () => {
    for (const name of [
      'recruiterGreeting',
      'interviewDate',
      'peopleToThank',
      'personalNote',
      'referenceNumber',
      'keepMeInMindFor',
      'talkAgain',
      'timeZone',
    ]) {
      const empty = readForm({ ...posted, [name]: '' }, now);
      expect([name, readForm({ ...posted, [name]: ' \u200B\u2060\uFFFC' }, now)]).toEqual([
        name,
        empty,
      ]);
    }
  });
});

describe('the time of an interview when the clocks change', () => {
  const inSpring = new Date('2027-03-01T12:00:00Z');
  test.each([
    ['2027-03-28T02:30', 'Europe/Madrid', false],
    ['2027-03-28T02:00', 'Europe/Madrid', false],
    ['2027-03-28T01:59', 'Europe/Madrid', true],
    ['2027-03-28T03:00', 'Europe/Madrid', true],
    ['2027-03-28T02:30', 'UTC', true],
    ['2027-03-28T02:30', 'America/Mexico_City', true],
    ['2027-03-28T02:30', '', true],
    ['2027-03-28', 'Europe/Madrid', true],
    ['2027-03-14T02:15', 'America/New_York', false],
    ['2027-03-14T02:15', 'Arizona', true],
    ['2027-09-05T00:30', 'America/Santiago', false],
    ['2027-10-03T02:10', 'Australia/Lord_Howe', false],
    ['2027-10-03T02:40', 'Australia/Lord_Howe', true],
    // These happen twice.
    ['2027-10-31T02:30', 'Europe/Madrid', true],
    ['2027-11-07T01:30', 'America/New_York', true],
  ])('when it is %s in %s, then it is accepted: %s', (interviewDate, timeZone, ok) => {
    const read = readForm({ ...posted, interviewDate, timeZone }, inSpring);
    expect(read.ok).toBe(ok);
    if (!read.ok) {
      expect(read.errors).toEqual([
        {
          field: 'interviewDate',
          problem: 'skipped-time',
          detail: { time: interviewDate.slice(11), timeZone },
        },
      ]);
    }
  });
});

describe('a form that is not valid yet', () => {
  const { company: _company, ...rest } = posted;
  const unfinished = { ...rest, recruiterEmail: 'dana@', interviewDate: '2026-02-30' };

  test('when some fields are invalid, then one pass gives the valid ones and the errors', () => {
    const result = readDeclineForm(unfinished, now, options);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.errors.map(({ field }) => field)).toEqual([
      'interviewDate',
      'recruiterEmail',
      'company',
    ]);
    expect(result.valid).toMatchObject({ candidateName: 'Alex Rivera', stage: 'scheduled' });
    for (const field of ['recruiterEmail', 'company', 'interviewDate']) {
      expect(result.valid).not.toHaveProperty(field);
    }
    expect(result.reconnectOn).toBe('2027-05-24');
  });

  test('when stage, tone and language are chosen, then a letter can be shown', () => {
    expect(partialInput(readDeclineForm(unfinished, now, options))).toMatchObject({
      candidateName: 'Alex Rivera',
      recruiterEmail: 'them@example.com',
      company: gaps.company,
      peopleToThank: ['Sam Ortiz', 'Lee Wong'],
    });
  });

  test.each(['stage', 'tone', 'letterLanguage'])(
    'when %s is not chosen, then no letter can be shown',
    (field) => {
      const result = readDeclineForm({ ...unfinished, [field]: '' }, now, options);
      expect(partialInput(result)).toBeUndefined();
    },
  );
});

test('when the answer is by hand, then the address is optional, and kept if it is there', () => {
  for (const channel of handChannels) {
    const read = readForm({ ...posted, channel, recruiterEmail: '' }, now);
    expect(read.ok && read.form.input).toMatchObject({ channel, recruiterEmail: '' });
    const withAddress = readForm({ ...posted, channel }, now);
    expect(withAddress.ok && withAddress.form.input.recruiterEmail).toBe(posted.recruiterEmail);
    if (!read.ok) throw new Error('The form is good.');
    expect(readForm(submittedFields(read.form), now)).toEqual(read);
    const wrong = readForm({ ...posted, channel, recruiterEmail: 'nobody' }, now);
    expect(wrong).toMatchObject({ ok: false, errors: [{ field: 'recruiterEmail' }] });
  }
  for (const channel of ['', 'email', undefined]) {
    const read = readForm({ ...posted, channel }, now);
    expect(read.ok && 'channel' in read.form.input).toBe(false);
    expect(readForm({ ...posted, channel, recruiterEmail: '' }, now).ok).toBe(false);
  }
});
