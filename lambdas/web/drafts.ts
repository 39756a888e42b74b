import type { PageLanguage } from '../core/choices.ts';
import { type Decline, versionOf } from '../core/decline.ts';
import type { DeclineForm } from '../core/decline-form.ts';
import type { DeclineStore, MoveResult } from '../core/decline-store.ts';
import type { Log } from '../core/log.ts';
import { hashSecret, type MagicLink, newId, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { Mailer } from '../core/mail.ts';
import { composeLetter } from '../core/render-letter.ts';
import { reviewMail } from '../core/review-mail.ts';
import type { Templates } from '../core/templates.ts';
import type { OpenedLetter } from '../site/letter-access.ts';

export interface DraftDependencies {
  readonly store: DeclineStore;
  /** May mail candidates only. */
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

const linkLife = ({ now, settings }: DraftDependencies): number =>
  now().getTime() + settings.linkHours * HOUR_MS;

const compose = ({ templates, settings }: DraftDependencies, { request }: DeclineForm) =>
  composeLetter(templates, request, settings.lettersAddress);

/** Mails the link. False where SES did not surely take it: the candidate is asked to try again. */
async function mailLink(
  { mailer, templates, settings, log }: DraftDependencies,
  to: { readonly address: string; readonly link: MagicLink; readonly language: PageLanguage },
): Promise<boolean> {
  const { origin, reviewAddress, linkHours } = settings;
  const result = await mailer.send(
    reviewMail(templates, { origin, fromAddress: reviewAddress, linkHours }, to),
  );
  if (result.kind === 'accepted') return true;
  log({ event: 'review-mail-refused', letter: to.link.id, code: result.code });
  return false;
}

/** Stores a new draft and mails its link to the candidate. False where the mail was not taken. */
export async function startDraft(
  dependencies: DraftDependencies,
  form: DeclineForm,
  pageLanguage: PageLanguage,
): Promise<boolean> {
  const { store, random, now, log } = dependencies;
  const link = { id: newId(random), secret: newSecret(random) };
  const decline: Decline = {
    id: link.id,
    state: 'draft',
    createdAt: now().getTime(),
    pageLanguage,
    request: form.request,
    plan: form.plan,
    ...versionOf(compose(dependencies, form), 1),
    linkHash: hashSecret(link.secret),
    linkExpiresAt: linkLife(dependencies),
    attempts: 0,
  };
  await store.create(decline);
  log({ event: 'letter-drafted', letter: link.id });
  return mailLink(dependencies, { address: form.request.candidateEmail, link, language: pageLanguage });
}

/**
 * Makes a new version of a draft. Its hash is new, so whoever still looks at the old one cannot send it. The
 * candidate's address stays: the link was mailed to it, and that is all we know of them.
 */
export async function changeDraft(
  dependencies: DraftDependencies,
  { decline }: OpenedLetter,
  form: DeclineForm,
): Promise<MoveResult> {
  const request = { ...form.request, candidateEmail: decline.request.candidateEmail };
  const changed = { request, plan: form.plan };
  const result = await dependencies.store.move(decline.id, {
    transition: 'edit',
    given: {
      version: decline.version,
      linkHash: decline.linkHash,
      linkAliveAt: dependencies.now().getTime(),
    },
    set: { ...changed, ...versionOf(compose(dependencies, changed), decline.version + 1) },
  });
  if (result.moved) dependencies.log({ event: 'letter-changed', letter: decline.id });
  return result;
}

/** Gives an expired draft a new link, by mail to the address it had: the old link dies. */
export async function renewLink(
  dependencies: DraftDependencies,
  { decline }: OpenedLetter,
): Promise<'mailed' | 'mail-refused' | 'not-needed'> {
  const link = { id: decline.id, secret: newSecret(dependencies.random) };
  if (decline.linkExpiresAt > dependencies.now().getTime()) return 'not-needed';
  const { moved } = await dependencies.store.move(decline.id, {
    transition: 'fresh-link',
    // Two clicks at once: the second finds the first one's hash.
    given: { linkHash: decline.linkHash },
    set: { linkHash: hashSecret(link.secret), linkExpiresAt: linkLife(dependencies) },
  });
  if (!moved) return 'not-needed';
  dependencies.log({ event: 'link-renewed', letter: decline.id });
  const mailed = await mailLink(dependencies, {
    address: decline.request.candidateEmail,
    link,
    language: decline.pageLanguage,
  });
  return mailed ? 'mailed' : 'mail-refused';
}
