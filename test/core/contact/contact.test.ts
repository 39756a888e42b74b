import { expect, test } from 'vitest';
import { contactFromDecline } from '../../../lambdas/core/contact/contact.ts';
import { MAX_ID_LENGTH } from '../../../lambdas/core/text/message-id.ts';
import { newDraft, sampleThread } from '../../support/fixtures.ts';

const { decline } = newDraft({ createdAt: Date.parse('2026-11-25T12:00:00Z') });
const planned = { ...decline, privatePlan: { reconnect: '2026-12-28', reconnectOn: '2026-12-28' } };

test.each([
  // Sent at once: the reminder is on the chosen day.
  ['2026-11-25T12:00:00Z', '2026-12-28'],
  // Sent 15 days later: 30 days on is a Saturday, so the reminder is on Monday.
  ['2026-12-10T12:00:00Z', '2027-01-11'],
  // Sent after the chosen day: again, 30 days on is a Saturday.
  ['2026-12-31T12:00:00Z', '2027-02-01'],
])(
  'when a letter is sent at %s, then the reminder is on %s, not within 30 days',
  (sentAt, reconnectOn) => {
    expect(contactFromDecline({ ...planned, sentAt: Date.parse(sentAt) }, 0).reconnectOn).toBe(
      reconnectOn,
    );
  },
);

test('when the candidate chose never, then the contact has no day', () => {
  const never = {
    ...decline,
    privatePlan: { reconnect: 'never' },
    sentAt: Date.parse('2026-12-10T12:00:00Z'),
  };
  expect(contactFromDecline(never, 0)).not.toHaveProperty('reconnectOn');
});

test('when a letter answers an email, then the contact has its thread, with few ids', () => {
  const threadOf = (changes: Parameters<typeof newDraft>[0]) =>
    contactFromDecline(newDraft(changes).decline, 0).thread;
  expect(threadOf({ thread: sampleThread })).toEqual(sampleThread);
  const references = Array.from({ length: 20 }, (_, index) => `<${index}@x>`);
  expect(threadOf({ thread: { ...sampleThread, references } })?.references).toEqual([
    ...['<0@x>', '<17@x>', '<18@x>', '<19@x>'],
  ]);
  const id = `<${'a'.repeat(MAX_ID_LENGTH - 4)}@x>`;
  const longest = {
    inReplyTo: id,
    references: references.map(() => id),
    subject: '李'.repeat(250),
  };
  // A read of the contact costs at most two capacity units more.
  expect(Buffer.byteLength(JSON.stringify(threadOf({ thread: longest })))).toBeLessThan(8 * 1024);
});

test('when a letter is in no thread, then neither is its contact', () => {
  const thread = sampleThread;
  for (const changes of [
    {},
    { thread, ownSubject: true },
    { thread, channel: 'linkedin' },
  ] as const)
    expect(contactFromDecline(newDraft(changes).decline, 0)).not.toHaveProperty('thread');
});
