import { expect, test } from 'vitest';
import { bouncedRecipientState } from '../../lambdas/feedback/bounced-recipient.ts';

const general = { bounceType: 'Transient', bounceSubType: 'General' };

test.each([
  // As SES published them, see the links in the product's file.
  { action: 'failed', status: '4.4.7', diagnosticCode: 'smtp; 550 4.4.7 Message expired' },
  { action: 'failed', status: '5.4.4', diagnosticCode: 'smtp; 550 5.4.4 Invalid domain' },
  { action: 'failed', status: '5.3.0', diagnosticCode: 'smtp; 550 denied' },
  { action: 'failed' },
  { action: ' Failed ' },
  { action: 'failed', status: '4.2.2' },
  { status: '5.1.1' },
  { status: ' 5.0.0 (undefined status)' },
  { status: '4.4.7' },
  { diagnosticCode: 'smtp; 550 user unknown' },
  { diagnosticCode: 'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound' },
  { diagnosticCode: 'smtp; 550-5.1.1 The email account that you tried to reach' },
  { diagnosticCode: 'x-postfix; host mx[192.0.2.1] said: 554 5.7.1 no (in reply to RCPT TO)' },
  { diagnosticCode: '550: no' },
  { diagnosticCode: '5.1.1' },
  { diagnosticCode: 'smtp; 421 4.4.7 delivery time expired' },
  { diagnosticCode: 'x-unix; User Unknown' },
  { diagnosticCode: 'Unrouteable address' },
  { diagnosticCode: 'smtp; Recipient not found' },
  {
    diagnosticCode:
      'smtp; 554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.0 DNS>',
  },
  { action: ' failed; ' },
  { action: 'failed (delivery)' },
  { status: '5' },
  { status: '5.1' },
  { status: '550' },
  { status: 'smtp; 5.1.1' },
  { diagnosticCode: 'The email account that you tried to reach is disabled' },
  { diagnosticCode: 'account not found' },
  { diagnosticCode: 'relay access denied' },
  { diagnosticCode: 'mailbox is over quota' },
  { diagnosticCode: 'message rejected as spam' },
  {
    diagnosticCode:
      'Amazon SES did not send the message to this address because it is on the suppression list',
  },
  // Nobody tries any longer, although the code is temporary.
  { status: '4.0.0', diagnosticCode: 'message has been in the queue too long' },
  { status: '4.4.0', diagnosticCode: 'Delivery expired (message too old)' },
  { status: '4.4.1', diagnosticCode: 'unable to deliver within 3 days' },
  // The codes contradict each other: one of them says that nobody tries again.
  { status: '4.0.0', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
  { status: '5.1.1', diagnosticCode: 'smtp; 451 4.0.0 try again' },
])('when a Transient/General bounce has the details %j, then it is a bounce', (details) => {
  expect(bouncedRecipientState(general, details)).toBe('bounced');
});

test.each([
  {},
  { diagnosticCode: 'I am out of office until 2026-05-05, call 555 123' },
  { action: 'delayed' },
  { action: 'delayed', status: '4.4.7' },
  { action: 'delayed', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
  { status: '4.4.1' },
  { diagnosticCode: 'smtp; 450 4.2.0 Recipient address rejected: Greylisted for 550 seconds' },
  { diagnosticCode: 'smtp; 451 4.7.1 try again in 550 seconds' },
  { diagnosticCode: 'I am out of the office until 5 May 2027. See 10.5.1.1.' },
  { diagnosticCode: 'connect to mx.example[203.0.113.5]:587: Connection timed out' },
  { status: 'unknown', diagnosticCode: '' },
])('when a Transient/General bounce has the details %j, then it is delayed', (details) => {
  expect(bouncedRecipientState(general, details)).toBe('delayed');
});

test.each([
  { action: 'delivered' },
  { action: 'relayed', status: '2.0.0' },
  { action: 'expanded' },
  { status: '2.1.5' },
  { diagnosticCode: 'smtp; 250 2.0.0 OK' },
])('when the mail server lists the recipient with %j, then it is delivered', (details) => {
  expect(bouncedRecipientState(general, details)).toBe('delivered');
});

test.each([
  ['Permanent', 'General'],
  ['Permanent', 'NoEmail'],
  ['Permanent', 'Suppressed'],
  ['Permanent', 'OnAccountSuppressionList'],
  ['Permanent', undefined],
  ['Transient', 'MailboxFull'],
  ['Transient', 'MessageTooLarge'],
  ['Transient', 'ContentRejected'],
  ['Transient', 'AttachmentRejected'],
  ['Transient', 'CustomTimeoutExceeded'],
  ['Transient', undefined],
  ['Undetermined', 'Undetermined'],
  ['A new type', 'General'],
  [undefined, undefined],
])('when the bounce is %s/%s without details, then it is a bounce', (bounceType, bounceSubType) => {
  const type = { bounceType, bounceSubType };
  expect(bouncedRecipientState(type, {})).toBe('bounced');
  expect(bouncedRecipientState(type, { status: '4.2.2' })).toBe('bounced');
});

test.each([
  ['Transient', 'MailboxFull', 'delayed', 'delayed'],
  ['Undetermined', 'Undetermined', 'delayed', 'delayed'],
  ['Permanent', 'General', 'delayed', 'bounced'],
  ['Permanent', 'General', 'delivered', 'delivered'],
] as const)(
  'when a %s/%s bounce was %s, then it is %s',
  (bounceType, bounceSubType, action, state) => {
    expect(bouncedRecipientState({ bounceType, bounceSubType }, { action })).toBe(state);
  },
);

test('when a diagnostic is long, then only its beginning is read', () => {
  const diagnosticCode = `${'5'.repeat(100_000)} user unknown`;
  expect(bouncedRecipientState(general, { diagnosticCode })).toBe('delayed');
});
