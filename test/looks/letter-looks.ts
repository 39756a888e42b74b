import { randomBytes } from 'node:crypto';
import { hashSecret, newSecret } from '../../lambdas/core/magic-link.ts';
import { ownSenderDomain, sampleThread } from '../support/fixtures.ts';
import { turnSwitch } from './form-looks.ts';
import type { Look } from './looks.ts';
import type { Stage } from './stage.ts';

const refused = { kind: 'not-sent', code: 'MessageRejected', retry: 'never' } as const;
const waits = { kind: 'not-sent', code: 'Throttling', retry: 'quota' } as const;
const lost = { kind: 'cannot-know', code: 'ECONNRESET' } as const;

type Letter = Parameters<Stage['sentLetter']>[0];

/** Opens the page of a new letter after it was confirmed. */
const showSent = (letter?: Letter) => async (stage: Stage) =>
  stage.open(stage.pathOf(await stage.sentLetter(letter)));

/** Opens a page below a new draft. */
const showDraft =
  (below = '', changes: Parameters<Stage['draft']>[0] = {}) =>
  async (stage: Stage) =>
    stage.open(`${stage.pathOf(await stage.draft(changes))}${below}`);

/** Posts a form of a new draft's page without its tick. */
const postUnticked = (action: string) => async (stage: Stage) => {
  await showDraft()(stage);
  await stage.submit(`/${action}`);
};

/** Opens the page of a text that the candidate sends by hand. */
async function showByHand(stage: Stage): Promise<void> {
  const letter = await stage.draft({ channel: 'linkedin' });
  await stage.set(letter, { isByHand: true });
  await stage.open(stage.pathOf(letter));
}

const noteWithHints = {
  en: "I'm so sorry, I've accepted another offer.",
  es: 'Lo siento mucho, acepté otra oferta.',
};

/** Everything that a letter's page shows. */
export const letterLooks: readonly Look[] = [
  { name: 'review', show: showDraft() },
  {
    name: 'review-unfolded',
    show: async (stage) => {
      await showDraft('', { stage: 'offer' })(stage);
      await stage.unfold();
    },
  },
  {
    name: 'review-hints',
    show: (stage) => showDraft('', { personalNote: noteWithHints[stage.language] })(stage),
  },
  { name: 'review-thread', show: showDraft('', { thread: sampleThread }) },
  {
    name: 'review-confirmed-before',
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, { confirmedBeforeAt: Date.now() - 60 * 60_000 });
      await stage.open(stage.pathOf(letter));
    },
  },
  {
    name: 'review-stopped',
    show: async (stage) => {
      const letter = await stage.draft();
      await turnSwitch(stage, true);
      try {
        await stage.open(stage.pathOf(letter));
      } finally {
        await turnSwitch(stage, false);
      }
    },
  },
  { name: 'review-not-ticked', status: 422, show: postUnticked('send') },
  { name: 'cancel-not-ticked', status: 422, show: postUnticked('cancel') },
  { name: 'self-sent-not-ticked', status: 422, show: postUnticked('self-sent') },
  {
    name: 'review-changed',
    status: 409,
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.open(stage.pathOf(letter));
      await stage.wired().edit(letter.link, 'Data Architect');
      await stage.submit('/send', { sure: 'yes' });
    },
  },
  { name: 'review-by-hand', show: showByHand },
  {
    // The operator has turned off the sender since the letter was written.
    name: 'review-sender-changed',
    status: 409,
    show: async (stage) => {
      await stage.open(stage.pathOf(await stage.draft({ senderDomain: ownSenderDomain })));
      await stage.submit('/send', { sure: 'yes' });
    },
  },
  {
    name: 'by-hand-sent',
    show: async (stage) => {
      await showByHand(stage);
      await stage.submit('/self-sent', { sure: 'yes' });
      await stage.unfold();
    },
  },
  {
    name: 'by-hand-cancelled',
    show: async (stage) => {
      await showByHand(stage);
      await stage.submit('/cancel', { sure: 'yes' });
    },
  },
  { name: 'edit', show: showDraft('/edit') },
  {
    name: 'edit-errors',
    status: 422,
    show: async (stage) => {
      await showDraft('/edit')(stage);
      await stage.submit('/edit', { company: '', role: '' });
    },
  },
  { name: 'another', show: showDraft('/another') },
  {
    name: 'again',
    show: async (stage) => {
      const letter = await stage.sentLetter({ answer: lost });
      await stage.open(`${stage.pathOf(letter)}/again`);
    },
  },
  {
    name: 'sending',
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, {
        state: 'sending',
        confirmedAt: Date.now(),
        leaseUntil: Date.now() + 60_000,
      });
      await stage.open(stage.pathOf(letter));
    },
  },
  {
    name: 'sent-at-once',
    show: async (stage) => {
      await showDraft()(stage);
      await stage.submit('/send', { sure: 'yes' });
    },
  },
  { name: 'sent', show: showSent() },
  {
    name: 'sent-unfolded',
    show: async (stage) => {
      await showSent()(stage);
      await stage.unfold();
    },
  },
  { name: 'delivered', show: showSent({ reports: ['Send', 'Delivery'] }) },
  { name: 'delayed', show: showSent({ reports: ['Send', 'DeliveryDelay'] }) },
  { name: 'bounced', show: showSent({ reports: ['Send', 'Bounce'] }) },
  { name: 'complained', show: showSent({ reports: ['Delivery', 'Complaint'] }) },
  { name: 'waiting', show: showSent({ answer: waits }) },
  { name: 'failed', show: showSent({ answer: refused }) },
  { name: 'unknown', show: showSent({ answer: lost }) },
  {
    name: 'unknown-copy-not-chosen',
    status: 422,
    show: async (stage) => {
      await showSent({ answer: lost })(stage);
      await stage.submit('/copy');
    },
  },
  {
    name: 'unknown-copy-arrived',
    show: async (stage) => {
      await showSent({ answer: lost })(stage);
      await stage.submit('/copy', { copy: 'arrived' });
    },
  },
  {
    name: 'cancelled',
    show: async (stage) => {
      await showDraft()(stage);
      await stage.submit('/cancel', { sure: 'yes' });
    },
  },
  {
    name: 'self-sent',
    show: async (stage) => {
      await showDraft()(stage);
      await stage.submit('/self-sent', { sure: 'yes' });
    },
  },
  {
    name: 'expired',
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, { linkExpiresAt: Date.now() - 1000 });
      await stage.open(stage.pathOf(letter));
    },
  },
  {
    name: 'expired-not-ticked',
    status: 422,
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, { linkExpiresAt: Date.now() - 1000 });
      await stage.open(stage.pathOf(letter));
      await stage.submit('/fresh-link');
    },
  },
  {
    name: 'expired-renewed',
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, { linkExpiresAt: Date.now() - 1000 });
      await stage.open(stage.pathOf(letter));
      await stage.submit('/fresh-link', { sure: 'yes' });
    },
  },
  {
    name: 'superseded',
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, {
        linkHash: hashSecret(newSecret(randomBytes)),
        priorLinkHashes: [letter.decline.linkHash],
      });
      await stage.open(stage.pathOf(letter));
    },
  },
];
