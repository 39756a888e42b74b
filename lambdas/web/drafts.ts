import { createHash } from 'node:crypto';
import type { PageLanguage } from '../core/choices.ts';
import { hasMailProblem } from '../core/decline/candidate-mail.ts';
import { type Decline, letterVersion } from '../core/decline/decline.ts';
import type { DeclineForm } from '../core/decline/decline-form.ts';
import type { DeclineStore, TransitionResult } from '../core/decline/decline-store.ts';
import { isExpired } from '../core/decline/retention.ts';
import { composeLetter } from '../core/letter/render-letter.ts';
import type { Log } from '../core/log.ts';
import {
  hashSecret,
  type MagicLink,
  newId,
  newSecret,
  type RandomBytes,
} from '../core/magic-link.ts';
import type { Mailer } from '../core/mail/mail.ts';
import { reviewLinkMail } from '../core/mail/review-link-mail.ts';
import type { Templates } from '../core/text/templates.ts';
import type { OpenedLetter } from './open-letter.ts';

export interface DraftDependencies {
  readonly store: DeclineStore;
  /** May only send emails to candidates. */
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: {
    readonly origin: string;
    readonly reviewAddress: string;
    readonly lettersAddress: string;
    readonly linkHours: number;
  };
}

const HOUR_MS = 60 * 60 * 1000;

const newLinkExpiry = ({ now, settings }: DraftDependencies): number =>
  now().getTime() + settings.linkHours * HOUR_MS;

const compose = ({ templates, settings }: DraftDependencies, { input }: DeclineForm) =>
  composeLetter(templates, input, settings.lettersAddress);

/**
 * Emails the link to the candidate. False if SES did not confirm that it accepted the
 * email: the page then asks the candidate to try again.
 */
async function mailLink(
  { mailer, templates, settings, log }: DraftDependencies,
  to: { readonly address: string; readonly link: MagicLink; readonly language: PageLanguage },
): Promise<boolean> {
  const { origin, reviewAddress, linkHours } = settings;
  const result = await mailer.send(
    reviewLinkMail(templates, { origin, fromAddress: reviewAddress, linkHours }, to),
  );
  if (result.kind === 'accepted') return true;
  log({ event: 'review-mail-refused', letter: to.link.id, code: result.code });
  return false;
}

/**
 * The id of a draft that a page's form creates. It makes the POST idempotent: if a reload
 * posts the same form again, the id is the same. A form with any change has another id.
 */
const repeatableId = (pageId: string, form: DeclineForm): string =>
  createHash('sha256')
    .update(JSON.stringify([pageId, form]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');

/**
 * Stores a new draft and emails its link to the candidate.
 *
 * @param options `language`: of the page; `pageId`: the random id of the page that posted
 *   the form, undefined for JSON
 * @returns `mailed`: also if the same form was posted before. `mail-refused`: SES did not
 *   confirm that it accepted the email. `not-delivered`: the same form was posted before,
 *   and an email to the candidate did not arrive since; nothing is emailed
 */
export async function startDraft(
  dependencies: DraftDependencies,
  form: DeclineForm,
  { language, pageId }: { readonly language: PageLanguage; readonly pageId?: string | undefined },
): Promise<'mailed' | 'mail-refused' | 'not-delivered'> {
  const { store, random, now, log } = dependencies;
  const id = pageId === undefined ? newId(random) : repeatableId(pageId, form);
  const link = { id, secret: newSecret(random) };
  const decline: Decline = {
    id,
    state: 'draft',
    createdAt: now().getTime(),
    pageLanguage: language,
    input: form.input,
    privatePlan: form.privatePlan,
    ...letterVersion(compose(dependencies, form), 1),
    linkHash: hashSecret(link.secret),
    linkExpiresAt: newLinkExpiry(dependencies),
    attempts: 0,
  };
  // The draft exists: the same form was posted before, and that request emails the link.
  if (!(await store.create(decline))) {
    const existing = await store.find(id);
    return existing !== undefined && hasMailProblem(existing) ? 'not-delivered' : 'mailed';
  }
  log({ event: 'letter-drafted', letter: id });
  const address = form.input.candidateEmail;
  return (await mailLink(dependencies, { address, link, language })) ? 'mailed' : 'mail-refused';
}

/**
 * Stores a new version of a draft. The version has a new letter hash, so a page that
 * still shows the old version cannot send it. The candidate's address does not change: we
 * emailed the link to it, and that is all we know about the candidate.
 */
export async function changeDraft(
  dependencies: DraftDependencies,
  { decline }: OpenedLetter,
  form: DeclineForm,
): Promise<TransitionResult> {
  const input = { ...form.input, candidateEmail: decline.input.candidateEmail };
  const changed = { input, privatePlan: form.privatePlan };
  const result = await dependencies.store.apply(decline.id, {
    transition: 'edit',
    preconditions: {
      version: decline.version,
      linkHash: decline.linkHash,
      linkAliveAt: dependencies.now().getTime(),
    },
    patch: { ...changed, ...letterVersion(compose(dependencies, changed), decline.version + 1) },
    place: { input, until: decline.linkExpiresAt },
  });
  if (result.applied) dependencies.log({ event: 'letter-changed', letter: decline.id });
  return result;
}

/**
 * The shortest time between two fresh links, 1 minute: two clicks in quick succession are
 * one request.
 */
const FRESH_LINK_INTERVAL_MS = 60_000;

/**
 * Gives a draft a new link, and emails it to the same address. The old link does not open
 * the draft any more, but it may ask for another fresh link, because the email with the
 * new one may not have arrived.
 *
 * @returns `not-needed`: the link still works. `mailed`: also if a fresh link was emailed
 *   less than 1 minute ago
 */
export async function renewLink(
  dependencies: DraftDependencies,
  { decline, isSuperseded }: OpenedLetter,
): Promise<'mailed' | 'mail-refused' | 'not-needed'> {
  const { store, now, random, settings, log } = dependencies;
  const nowMs = now().getTime();
  if (!isExpired(decline, nowMs)) {
    if (!isSuperseded) return 'not-needed';
    const mailedAt = decline.linkExpiresAt - settings.linkHours * HOUR_MS;
    if (decline.state !== 'draft' || nowMs - mailedAt < FRESH_LINK_INTERVAL_MS) return 'mailed';
  }
  const link = { id: decline.id, secret: newSecret(random) };
  const linkHash = hashSecret(link.secret);
  const priorLinkHashes = [...(decline.priorLinkHashes ?? []), decline.linkHash];
  const linkExpiresAt = newLinkExpiry(dependencies);
  const { applied } = await store.apply(decline.id, {
    transition: 'fresh-link',
    // Of two concurrent requests, the first one changes the hash. The second one then
    // fails on this condition.
    preconditions: { linkHash: decline.linkHash },
    patch: { linkHash, priorLinkHashes, linkExpiresAt },
    place: { input: decline.input, until: linkExpiresAt },
  });
  if (!applied) return 'mailed';
  log({ event: 'link-renewed', letter: decline.id });
  const { input, pageLanguage } = decline;
  if (await mailLink(dependencies, { address: input.candidateEmail, link, language: pageLanguage }))
    return 'mailed';
  // SES did not confirm the email with the new link. Let that link expire now: then the
  // old one may ask for another at once, not only after 1 minute.
  await store.apply(decline.id, {
    transition: 'fresh-link',
    preconditions: { linkHash },
    patch: { linkExpiresAt: nowMs },
  });
  return 'mail-refused';
}
