import { createHmac } from 'node:crypto';
import type { PageLanguage } from '../core/choices.ts';
import { type Decline, isRestoredDraft } from '../core/decline/decline.ts';
import type { DeclineForm } from '../core/decline/decline-form.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import {
  type DraftOpening,
  type DraftRefusal,
  MAX_OPEN_DRAFTS,
} from '../core/decline/open-drafts.ts';
import { isExpired } from '../core/decline/retention.ts';
import { type MagicLink, newId, secretMatches } from '../core/magic-link.ts';
import { utcDay } from '../core/time/calendar-day.ts';
import {
  type DraftDependencies,
  draftId,
  isUntouchedDraft,
  MAX_COPIES,
  mayHaveArrivedSince,
  newDecline,
} from './drafts.ts';
import type { OpenedLetter } from './open-letter.ts';

/**
 * The secret of a letter that was made with another letter's link. It follows from that
 * link, so the same form that is posted twice opens the same draft twice, although only
 * the hash is stored. Nobody can compute it who does not have that link already.
 */
const secretBelow = (secret: string, id: string): string =>
  createHmac('sha256', secret).update(`draft:${id}`).digest('base64url');

async function isOpenedBy(store: DeclineStore, { id, secret }: MagicLink): Promise<boolean> {
  const decline = await store.find(id);
  return decline !== undefined && secretMatches(secret, decline.linkHash);
}

/** Keeps the place of a stored draft, and counts it. */
async function register(store: DeclineStore, draft: Decline): Promise<DraftOpening> {
  const [opening] = await Promise.all([store.open(draft, MAX_OPEN_DRAFTS), store.keepPlace(draft)]);
  return opening;
}

/**
 * Makes a draft with the link of another letter by the same candidate. No email is
 * needed: that link has proven the mailbox. So a stranger who uses up the limits of a
 * mailbox does not lock its owner out. The new link works as long as the other one, so
 * that one email does not give access without end.
 *
 * The same form is the same draft, as in `startDraft`. But a draft whose link was emailed
 * keeps that link, and this form then makes another one.
 *
 * @returns the link of the draft; or why nothing was stored: the draft counts among the
 *   open drafts of its candidate
 */
export async function startOwnDraft(
  dependencies: Pick<
    DraftDependencies,
    'store' | 'random' | 'now' | 'templates' | 'settings' | 'log'
  >,
  { decline: { linkExpiresAt, input }, link: { secret } }: OpenedLetter,
  form: DeclineForm,
  language: PageLanguage,
): Promise<{ readonly kind: 'made'; readonly link: MagicLink } | DraftRefusal> {
  const { store, random, now, log } = dependencies;
  const day = utcDay(now());
  const own = { ...form, input: { ...form.input, candidateEmail: input.candidateEmail } };
  let confirmedBeforeAt: number | undefined;
  for (let copy = 0; ; copy += 1) {
    const id = copy < MAX_COPIES ? draftId(own, day, copy) : newId(random);
    const link = { id, secret: secretBelow(secret, id) };
    const [existing, refusal] = await Promise.all([
      store.find(id),
      store.refusalOf(input.candidateEmail, MAX_OPEN_DRAFTS),
    ]);
    if (existing === undefined || isRestoredDraft(existing)) {
      if (refusal !== undefined) return refusal;
      const made = { link, language, confirmedBeforeAt, linkExpiresAt };
      const decline = { ...newDecline(dependencies, own, made), linkMail: 'shown' as const };
      if (await store.create(decline)) {
        const opening = await register(store, decline);
        if (opening.kind !== 'opened') {
          await store.discard(decline);
          return opening;
        }
        log({ event: 'letter-drafted', letter: id });
      }
      // Otherwise another request has just made it. If that had the same form and the
      // same link, our link opens it; if not, the next copy is free.
      else if (!(await isOpenedBy(store, link))) continue;
      return { kind: 'made', link };
    }
    const isOurs = isUntouchedDraft(existing) && secretMatches(link.secret, existing.linkHash);
    if (isOurs && !isExpired(existing, now().getTime())) {
      // The request that made it may have been interrupted before it was counted.
      await register(store, existing);
      return { kind: 'made', link };
    }
    confirmedBeforeAt = mayHaveArrivedSince(existing) ?? confirmedBeforeAt;
  }
}
