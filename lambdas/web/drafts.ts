import { createHash } from 'node:crypto';
import type { PageLanguage } from '../core/choices.ts';
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
import { reviewMail } from '../core/mail/review-mail.ts';
import type { Templates } from '../core/text/templates.ts';
import type { OpenedLetter } from './open-letter.ts';

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

const compose = ({ templates, settings }: DraftDependencies, { input }: DeclineForm) =>
  composeLetter(templates, input, settings.lettersAddress);

/**
 * Mails the link. False where SES did not surely take it: the candidate is asked to try
 * again.
 */
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

/**
 * The id of a draft that comes from a page's form: the same form posted again, by a
 * reload, is the same draft; with anything changed it is another.
 */
const repeatableId = (pageId: string, form: DeclineForm): string =>
  createHash('sha256')
    .update(JSON.stringify([pageId, form]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');

/**
 * Stores a new draft and mails its link to the candidate.
 *
 * @param pageId what the form's page was issued with, if it came from one
 * @returns false where the mail was not taken
 */
export async function startDraft(
  dependencies: DraftDependencies,
  form: DeclineForm,
  { language, pageId }: { readonly language: PageLanguage; readonly pageId?: string | undefined },
): Promise<boolean> {
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
    linkExpiresAt: linkLife(dependencies),
    attempts: 0,
  };
  // Its link is in the candidate's inbox already.
  if (!(await store.create(decline))) return true;
  log({ event: 'letter-drafted', letter: id });
  return mailLink(dependencies, { address: form.input.candidateEmail, link, language });
}

/**
 * Makes a new version of a draft. Its hash is new, so whoever still looks at the old one
 * cannot send it. The candidate's address stays: the link was mailed to it, and that is
 * all we know of them.
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

/** No second fresh link within this: two clicks at once are one wish. */
const FRESH_LINK_PAUSE_MS = 60_000;

/**
 * Gives a draft a new link, by mail to the address it had. The old one opens nothing any
 * more, but may ask again: the new one may not have come.
 */
export async function renewLink(
  dependencies: DraftDependencies,
  { decline, isSuperseded }: OpenedLetter,
): Promise<'mailed' | 'mail-refused' | 'not-needed'> {
  const { store, now, random, settings, log } = dependencies;
  const at = now().getTime();
  if (!isExpired(decline, at)) {
    if (!isSuperseded) return 'not-needed';
    const mailedAt = decline.linkExpiresAt - settings.linkHours * HOUR_MS;
    if (decline.state !== 'draft' || at - mailedAt < FRESH_LINK_PAUSE_MS) return 'mailed';
  }
  const link = { id: decline.id, secret: newSecret(random) };
  const linkHash = hashSecret(link.secret);
  const priorLinkHashes = [...(decline.priorLinkHashes ?? []), decline.linkHash];
  const linkExpiresAt = linkLife(dependencies);
  const { applied } = await store.apply(decline.id, {
    transition: 'fresh-link',
    // Of two clicks at once, the second finds the first one's hash.
    preconditions: { linkHash: decline.linkHash },
    patch: { linkHash, priorLinkHashes, linkExpiresAt },
    place: { input: decline.input, until: linkExpiresAt },
  });
  if (!applied) return 'mailed';
  log({ event: 'link-renewed', letter: decline.id });
  const { input, pageLanguage } = decline;
  if (await mailLink(dependencies, { address: input.candidateEmail, link, language: pageLanguage }))
    return 'mailed';
  // Nobody has the new link: let the old one ask again at once.
  await store.apply(decline.id, {
    transition: 'fresh-link',
    preconditions: { linkHash },
    patch: { linkExpiresAt: at },
  });
  return 'mail-refused';
}
