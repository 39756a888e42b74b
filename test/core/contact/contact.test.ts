import { expect, test } from 'vitest';
import { contactFromDecline } from '../../../lambdas/core/contact/contact.ts';
import { newDraft } from '../../support/fixtures.ts';

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
