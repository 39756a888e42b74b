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

test('everything is told, moments as ISO 8601', () => {
  const file = contactsJson(
    {
      contacts: [{ ...sampleContact, remindedAt: Date.UTC(2027, 11, 3, 8) }],
      letters: [draft, { ...draft, id: 'letter-2', state: 'sent', sentAt: Date.UTC(2027, 5, 3) }],
    },
    exportedAt,
  );
  const told = { to: letter.to, subject: letter.subject, text: letter.text };
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
      { id: 'letter-1', state: 'draft', createdAt: '2027-06-01T00:00:00.000Z', ...told },
      {
        id: 'letter-2',
        state: 'sent',
        createdAt: '2027-06-01T00:00:00.000Z',
        sentAt: '2027-06-03T00:00:00.000Z',
        ...told,
      },
    ],
  });
});

test('what is not known is left out, and the file reads as text', () => {
  const file = contactsJson({ contacts: [], letters: [] }, exportedAt);
  expect(file).toBe(
    '{\n  "exportedAt": "2027-10-03T12:00:00.000Z",\n  "contacts": [],\n  "letters": []\n}\n',
  );
  expect(contactsJson({ contacts: [sampleContact], letters: [draft] }, exportedAt)).not.toMatch(
    /remindedAt|sentAt/,
  );
});
