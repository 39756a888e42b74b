import { expect, test } from 'vitest';
import { contactFromDecline } from '../../../lambdas/core/contact/contact.ts';
import { newDraft } from '../../support/fixtures.ts';

const { decline } = newDraft({ createdAt: Date.parse('2026-11-25T12:00:00Z') });
const planned = { ...decline, privatePlan: { reconnect: '2026-12-28', reconnectOn: '2026-12-28' } };

test.each([
  // As planned; a letter that left a fortnight later; one that left after the day itself,
  // a Saturday 30 days on.
  ['2026-11-25T12:00:00Z', '2026-12-28'],
  ['2026-12-10T12:00:00Z', '2027-01-11'],
  ['2026-12-31T12:00:00Z', '2027-02-01'],
])(
  'of a letter that left at %s one is reminded on %s: never within 30 days',
  (sentAt, reconnectOn) => {
    expect(contactFromDecline({ ...planned, sentAt: Date.parse(sentAt) }, 0).reconnectOn).toBe(
      reconnectOn,
    );
  },
);

test('never stays never', () => {
  const never = {
    ...decline,
    privatePlan: { reconnect: 'never' },
    sentAt: Date.parse('2026-12-10T12:00:00Z'),
  };
  expect(contactFromDecline(never, 0)).not.toHaveProperty('reconnectOn');
});
