import { expect, test } from 'vitest';
import { contactsJson } from '../../../lambdas/core/export/contacts-json.ts';
import { sampleContact } from '../../support/fixtures.ts';

const exportedAt = new Date('2027-10-03T12:00:00Z');
const letter = {
  from: { name: 'Alex Rivera', address: 'letters@door.example' },
  to: 'dana@northwind.example',
  replyTo: 'alex@candidates.example',
  subject: 'Retiro mi candidatura',
  text: 'Hola, Dana:\n\nGracias. \u2028"👩‍👩‍👧"\n',
  html: '<p>Hola</p>',
};
const draft = { id: 'letter-1', state: 'draft', createdAt: Date.UTC(2027, 5, 1), letter } as const;

test('when contacts are exported, then the file has everything, with times in ISO 8601', () => {
  const file = contactsJson(
    {
      contacts: [{ ...sampleContact, remindedAt: Date.UTC(2027, 11, 3, 8) }],
      letters: [draft, { ...draft, id: 'letter-2', state: 'sent', sentAt: Date.UTC(2027, 5, 3) }],
    },
    exportedAt,
  );
  const exported = { to: letter.to, subject: letter.subject, text: letter.text };
  expect(JSON.parse(file)).toEqual({
    exportedAt: '2027-10-03T12:00:00.000Z',
    contacts: [
      {
        ...sampleContact,
        declinedAt: '2027-06-03T09:00:00.000Z',
        remindedAt: '2027-12-03T08:00:00.000Z',
      },
    ],
    letters: [
      { id: 'letter-1', state: 'draft', createdAt: '2027-06-01T00:00:00.000Z', ...exported },
      {
        id: 'letter-2',
        state: 'sent',
        createdAt: '2027-06-01T00:00:00.000Z',
        sentAt: '2027-06-03T00:00:00.000Z',
        ...exported,
      },
    ],
  });
});

test('when a value is not known, then it is left out; the file is indented for readers', () => {
  const file = contactsJson({ contacts: [], letters: [] }, exportedAt);
  expect(file).toBe(
    '{\n  "exportedAt": "2027-10-03T12:00:00.000Z",\n  "contacts": [],\n  "letters": []\n}\n',
  );
  expect(contactsJson({ contacts: [sampleContact], letters: [draft] }, exportedAt)).not.toMatch(
    /remindedAt|sentAt/,
  );
});
