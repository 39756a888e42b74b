import { describe, expect, test } from 'vitest';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { textOf } from '../journey/http-driver.ts';
import { setUpContactPages } from '../support/contact-pages.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { contactsByAddress } from '../support/table.ts';

describe.each(availableEmulators())('the reminder of a contact on %s', (kind) => {
  const pages = setUpContactPages(kind);

  test('when a complaint comes, then reminders end, but a repeated bounce keeps them', async () => {
    const [candidateEmail, recruiterEmail] = [uniqueCandidate(), 'dana@northwind.example'];
    const first = await declineTo(pages.wired, { candidateEmail, recruiterEmail });
    await declineTo(pages.wired, { candidateEmail, recruiterEmail });
    const { contacts } = pages.wired;
    await contacts.dropReminder(
      contactFromDecline({ ...first.decline, sentAt: Date.now() }, 0),
      'bounced',
    );
    expect(await pages.contactItem(candidateEmail, recruiterEmail)).not.toHaveProperty(
      'deliveryProblem',
    );
    await contacts.dropReminder(
      contactFromDecline({ ...first.decline, sentAt: Date.now() }, 0),
      'complained',
    );
    const closed = await pages.contactItem(candidateEmail, recruiterEmail);
    expect(closed).toMatchObject({ deliveryProblem: 'complained', status: 'closed' });
    expect(closed).not.toHaveProperty('dueAt');

    const other = 'lee@northwind.example';
    const bounced = await declineTo(pages.wired, { candidateEmail, recruiterEmail: other });
    const contact = contactFromDecline({ ...bounced.decline, sentAt: Date.now() }, 0);
    await contacts.dropReminder(contact, 'bounced');
    const next = { reconnectOn: '2027-06-01', remindAt: Date.parse('2027-06-01T09:00Z') };
    expect(await contacts.change(addressKey(candidateEmail), addressKey(other), { next })).toBe(
      true,
    );
    await contacts.dropReminder(contact, 'bounced');
    expect(await pages.contactItem(candidateEmail, other)).toMatchObject({
      reconnectOn: '2027-06-01',
    });
  });

  test('when a letter bounces, then its contact says so and has no reminder', async () => {
    const candidateEmail = uniqueCandidate();
    const { decline } = await declineTo(pages.wired, { candidateEmail });
    const at = new Date().toISOString();
    await pages.wired.recordEvent({
      detail: {
        eventType: 'Bounce',
        mail: { messageId: 'm', timestamp: at, tags: { letter: [decline.id], kind: ['letter'] } },
        bounce: {
          bounceType: 'Permanent',
          timestamp: at,
          bouncedRecipients: [{ emailAddress: decline.letter.to }],
        },
      },
    });
    await pages.wired.sendNotices();
    const html = await pages.htmlAt(await pages.grantLink(candidateEmail));
    expect(textOf(html)).toContain("Your letter didn't reach this address");
    expect(textOf(html)).toContain('No reminder');
    expect(await contactsByAddress(pages.product.dynamoDb, decline.letter.to)).toContainEqual(
      expect.not.objectContaining({ due: expect.anything() }),
    );
  });
});
