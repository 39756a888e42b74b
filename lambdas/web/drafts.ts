import type { PageLanguage } from '../core/choices.ts';
import {
  type Decline,
  isRestoredDraft,
  letterVersion,
  withPriorLink,
} from '../core/decline/decline.ts';
import type { DeclineForm } from '../core/decline/decline-form.ts';
import type { DeclineStore, TransitionResult } from '../core/decline/decline-store.ts';
import { hasMailProblem } from '../core/decline/mail-report.ts';
import { type DraftRefusal, MAX_EMAILED_DRAFTS } from '../core/decline/open-drafts.ts';
import { isExpired } from '../core/decline/retention.ts';
import { shortName } from '../core/letter/greeting.ts';
import { isOwnSender } from '../core/letter/own-sender.ts';
import { recruiterOf } from '../core/letter/recruiter.ts';
import { composeLetter } from '../core/letter/render-letter.ts';
import { errorCode, type Log } from '../core/log.ts';
import {
  hashSecret,
  type MagicLink,
  newId,
  newSecret,
  type RandomBytes,
} from '../core/magic-link.ts';
import { noLettersUrl } from '../core/mail/candidate-mail.ts';
import type { Mailer, SendResult } from '../core/mail/mail.ts';
import { reviewLinkMail } from '../core/mail/review-link-mail.ts';
import { once } from '../core/once.ts';
import { shortHash } from '../core/short-hash.ts';
import type { Templates } from '../core/text/templates.ts';
import { utcDay } from '../core/time/calendar-day.ts';
import {
  JOIN_DELAYS_MS,
  type Joined,
  type LinkDoor,
  type LinkMailer,
  type LinkMailing,
  neverSent,
} from './link-door.ts';
import type { OpenedLetter } from './open-letter.ts';
import { readAhead } from './read-ahead.ts';

export interface DraftDependencies {
  readonly store: DeclineStore;
  /** May only send emails to candidates. */
  readonly mailer: Mailer;
  /** Every email with a link leaves through it. */
  readonly door: LinkDoor;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly log: Log;
  readonly settings: {
    readonly origin: string;
    readonly reviewAddress: string;
    readonly lettersAddress: string;
    readonly linkHours: number;
    /** How many proxies in front of the site are trusted, see `sourceOf`; default: 0. */
    readonly trustedProxyHops?: number;
    /** Whether letters have a footer, see `letterFooter`. */
    readonly hasNoLettersLink: boolean;
    /** See `isOwnSender`; by default no candidate is the sender. */
    readonly ownSenderDomain?: string | undefined;
  };
}

const HOUR_MS = 60 * 60 * 1000;

const newLinkExpiry = ({ now, settings }: DraftDependencies): number =>
  now().getTime() + settings.linkHours * HOUR_MS;

/**
 * The attributes of a new version of a letter. If the letter has a footer, each version
 * has its own link for the recruiter, of which only the hash is stored beside it.
 */
function composeVersion(
  { templates, random, settings }: Pick<DraftDependencies, 'templates' | 'random' | 'settings'>,
  { input }: DeclineForm,
  id: string,
  version: number,
) {
  const { origin, lettersAddress, hasNoLettersLink, ownSenderDomain } = settings;
  const names = { recruiterShortName: shortName(recruiterOf(input)) };
  if (input.channel !== undefined) {
    const letter = composeLetter(templates, input, lettersAddress);
    return { ...letterVersion(letter, version), ...names, isByHand: true as const };
  }
  const sender = isOwnSender(input.candidateEmail, ownSenderDomain)
    ? { isFromCandidate: true as const }
    : {};
  const common = { ...names, ...sender };
  if (!hasNoLettersLink) {
    const letter = composeLetter(templates, input, lettersAddress, { ownSenderDomain });
    return { ...letterVersion(letter, version), ...common };
  }
  const link = { id, secret: newSecret(random) };
  const letter = composeLetter(templates, input, lettersAddress, {
    noLettersUrl: noLettersUrl(origin, link),
    ownSenderDomain,
  });
  return { ...letterVersion(letter, version), ...common, noLettersHash: hashSecret(link.secret) };
}

/**
 * How long a request may take to email a link, in ms: longer than the function may run
 * (10 s). If SES's answer is not recorded after this time, the request was interrupted.
 */
const MAILING_MS = 15_000;

/** When the current link was made, epoch ms. Its email is sent right after. */
const linkMadeAt = ({ settings }: DraftDependencies, { linkExpiresAt }: Decline): number =>
  linkExpiresAt - settings.linkHours * HOUR_MS;

/** Emails the link to the candidate, and records SES's answer on the draft. */
async function mailLink(
  { store, mailer, templates, settings, log }: DraftDependencies,
  {
    input,
    pageLanguage: language,
    linkExpiresAt,
    isByHand,
  }: Pick<Decline, 'input' | 'pageLanguage' | 'linkExpiresAt' | 'isByHand'>,
  link: MagicLink,
  notYou: MagicLink,
): Promise<SendResult['kind']> {
  const { origin, reviewAddress, linkHours } = settings;
  const to = { address: input.candidateEmail, link, language, notYou };
  const result = await mailer.send(
    reviewLinkMail(templates, { origin, fromAddress: reviewAddress, linkHours }, to, isByHand),
  );
  const isAccepted = result.kind === 'accepted';
  if (!isAccepted) log({ event: 'review-mail-refused', letter: link.id, code: result.code });
  try {
    // Nobody has its link, so nobody could send or cancel it: it must not count.
    if (result.kind === 'not-sent') await store.close({ id: link.id, input });
    await store.apply(link.id, {
      transition: 'link-mail',
      preconditions: { linkHash: hashSecret(link.secret) },
      // The draft is now kept for longer than its link, see `DeclineStore.create`.
      patch: { linkMail: isAccepted ? 'accepted' : 'refused', linkExpiresAt },
    });
  } catch (error) {
    // The answer is true all the same. If the same form is posted again, after
    // `MAILING_MS`, the link is emailed once more.
    log({ event: 'review-mail-not-recorded', letter: link.id, code: errorCode(error) });
  }
  return result.kind;
}

/**
 * The id of the draft that a form makes. It depends on what was typed and on the UTC day,
 * so the same form that is posted twice makes one draft. Around midnight UTC it may make
 * two. Each has its own email and review, so nothing is sent twice.
 *
 * @param copy 0 for the first draft; counts the letters that the same form made before
 */
export const draftId = (form: DeclineForm, day: string, copy: number): string =>
  shortHash(JSON.stringify([day, copy, form]));

/**
 * How many letters one form can make on one day with a repeatable id. After that, each
 * post makes another draft. So a post costs at most this many reads.
 */
export const MAX_COPIES = 10;

/** Whether a decline is still the draft that its form made. */
export const isUntouchedDraft = ({ state, version }: Decline): boolean =>
  state === 'draft' && version === 1;

/**
 * When the candidate confirmed a letter that may have arrived. Undefined if the letter
 * was not confirmed, or certainly did not arrive.
 */
export const mayHaveArrivedSince = ({
  state,
  confirmedAt,
  closedAt,
}: Decline): number | undefined => {
  if (state === 'cancelled' || state === 'failed' || state === 'bounced') return undefined;
  return state === 'self-sent' ? closedAt : confirmedAt;
};

/** What a request brings with it: the language of its page, and where it comes from. */
export interface DraftRequest {
  readonly language: PageLanguage;
  /** The IP address of the client, see `sourceOf`. */
  readonly source: string | undefined;
}

/**
 * Makes a draft from a form and emails its link to the candidate. If the same form was
 * posted before, on the same day, then what it made decides. A draft whose link was
 * emailed stays as it is: the candidate has its link. A draft whose email SES did not
 * accept, or whose link has expired, is emailed a new link. If that letter has left, was
 * closed or was changed, the form makes another draft.
 *
 * @returns `mailed`: also if the same form was posted before. `mail-refused`: SES did not
 *   confirm that it accepted the email. `Busy` or a `DraftRefusal`: nothing was stored or
 *   emailed. `not-delivered`: the same form was posted before, and an email to the
 *   candidate did not arrive since; nothing is emailed
 */
export function startDraft(
  dependencies: DraftDependencies,
  form: DeclineForm,
  { language, source }: DraftRequest,
): Promise<LinkMailing | 'not-delivered' | DraftRefusal> {
  const { store, door, random, now, sleep } = dependencies;
  const day = utcDay(now());
  const address = form.input.candidateEmail;
  // These reads and those of the door are one call to the table.
  const read = (copy: number) => {
    const id = copy < MAX_COPIES ? draftId(form, day, copy) : newId(random);
    const found = readAhead(store.find(id));
    return { id, found, refusal: readAhead(store.refusalOf(address, MAX_EMAILED_DRAFTS)) };
  };
  const first = read(0);
  return door.open({ kind: 'review', address, source }, async (mail) => {
    let confirmedBeforeAt: number | undefined;
    let copy = 0;
    let joined = 0;
    for (let seen = first; ; ) {
      const { id } = seen;
      const existing = await seen.found;
      // A draft from a backup can do nothing any more: this one replaces it.
      const isNew = existing === undefined || isRestoredDraft(existing);
      if (!isNew && hasMailProblem(existing)) return 'not-delivered';
      if (!isNew && !isUntouchedDraft(existing)) {
        confirmedBeforeAt = mayHaveArrivedSince(existing) ?? confirmedBeforeAt;
        copy += 1;
      } else {
        const made = { id, language, confirmedBeforeAt, refusal: seen.refusal };
        const result = isNew
          ? await createDraft(dependencies, mail, form, made)
          : await mailLinkAgain(dependencies, mail, existing);
        if (result !== 'joined') return result;
        // The other request has emailed the link, unless it does not answer.
        const delay = JOIN_DELAYS_MS[joined];
        if (delay === undefined) return 'mailed';
        joined += 1;
        await sleep(delay);
      }
      seen = read(copy);
    }
  });
}

/**
 * Instead of `startDraft`, for an address that is not on the allow-list: emails nothing
 * and stores no draft. It takes its places in the limits, as `startDraft` does. So the
 * answers of the limits, and of a table that fails, do not tell who is on the list.
 */
export function refuseDraft(
  { door, now, sleep, log }: Pick<DraftDependencies, 'door' | 'now' | 'sleep' | 'log'>,
  form: DeclineForm,
  { source }: Pick<DraftRequest, 'source'>,
): Promise<LinkMailing> {
  log({ event: 'link-not-allowed' });
  const address = form.input.candidateEmail;
  const email = { draftId: draftId(form, utcDay(now()), 0), send: neverSent };
  return door.open({ kind: 'review', address, source, isHeldBack: true }, async (mail) => {
    for (const delay of JOIN_DELAYS_MS) {
      const result = await mail<never>(email);
      if (result !== 'joined') return result;
      await sleep(delay);
    }
    return 'mailed';
  });
}

/** A new draft, as it is stored. */
export function newDecline(
  dependencies: Pick<DraftDependencies, 'random' | 'now' | 'templates' | 'settings'>,
  form: DeclineForm,
  {
    link: { id, secret },
    language,
    confirmedBeforeAt,
    linkExpiresAt,
  }: {
    readonly link: MagicLink;
    readonly language: PageLanguage;
    readonly confirmedBeforeAt: number | undefined;
    readonly linkExpiresAt: number;
  },
): Decline {
  return {
    id,
    state: 'draft',
    createdAt: dependencies.now().getTime(),
    pageLanguage: language,
    input: form.input,
    privatePlan: form.privatePlan,
    ...composeVersion(dependencies, form, id, 1),
    linkHash: hashSecret(secret),
    linkExpiresAt,
    ...(confirmedBeforeAt !== undefined && { confirmedBeforeAt }),
    attempts: 0,
  };
}

function createDraft(
  dependencies: DraftDependencies,
  mail: LinkMailer,
  form: DeclineForm,
  {
    id,
    language,
    confirmedBeforeAt,
    refusal,
  }: {
    readonly id: string;
    readonly language: PageLanguage;
    readonly confirmedBeforeAt: number | undefined;
    readonly refusal: Promise<DraftRefusal | undefined>;
  },
): Promise<LinkMailing | DraftRefusal | Joined> {
  const { store, random, log } = dependencies;
  const link = { id, secret: newSecret(random) };
  const linkExpiresAt = newLinkExpiry(dependencies);
  // Rendered only if the limits allow the email.
  const made = { link, language, confirmedBeforeAt, linkExpiresAt };
  const draft = once(() => newDecline(dependencies, form, made));
  return mail<DraftRefusal>({
    draftId: id,
    admit: () => refusal,
    // Of two equal forms that are posted at once, one makes the draft.
    claim: () => store.create(draft()),
    store: async () => {
      const [opening] = await Promise.all([
        store.open(draft(), MAX_EMAILED_DRAFTS),
        store.keepPlace(draft()),
      ]);
      return opening.kind === 'opened' ? undefined : opening;
    },
    undo: () => store.discard(draft()),
    send: (notYou) => {
      log({ event: 'letter-drafted', letter: id });
      return mailLink(dependencies, draft(), link, notYou);
    },
  });
}

/**
 * Emails a new link of a draft, if the candidate has no link that works.
 *
 * @returns `joined`: another request may be emailing a link at this moment
 */
async function mailLinkAgain(
  dependencies: DraftDependencies,
  mail: LinkMailer,
  draft: Decline,
): Promise<LinkMailing | Joined> {
  const nowMs = dependencies.now().getTime();
  const { linkMail } = draft;
  if (isExpired(draft, nowMs)) return replaceLink(dependencies, mail, draft);
  if (linkMail === undefined) {
    const wasInterrupted = nowMs - linkMadeAt(dependencies, draft) >= MAILING_MS;
    return wasInterrupted ? replaceLink(dependencies, mail, draft) : 'joined';
  }
  return linkMail === 'accepted' ? 'mailed' : replaceLink(dependencies, mail, draft);
}

/** Replaces the link of a draft, and emails the new one. */
function replaceLink(
  dependencies: DraftDependencies,
  mail: LinkMailer,
  draft: Decline,
): Promise<LinkMailing | Joined> {
  const { store, random, log } = dependencies;
  const send = async (notYou: MagicLink): Promise<SendResult['kind'] | Joined> => {
    const link = { id: draft.id, secret: newSecret(random) };
    const linkExpiresAt = newLinkExpiry(dependencies);
    const { applied } = await store.renew(draft, {
      // Of two concurrent requests, the first one changes the hash. The second one then
      // fails on this condition, and the first one emails the link.
      preconditions: { linkHash: draft.linkHash },
      patch: {
        linkHash: hashSecret(link.secret),
        priorLinkHashes: withPriorLink(draft.priorLinkHashes ?? [], draft.linkHash),
        linkExpiresAt,
        linkMail: null,
      },
    });
    if (!applied) return 'joined';
    log({ event: 'link-renewed', letter: draft.id });
    return mailLink(dependencies, { ...draft, linkExpiresAt }, link, notYou);
  };
  return mail<never>({ draftId: draft.id, send });
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
  const result = await dependencies.store.edit(decline, {
    preconditions: {
      version: decline.version,
      linkHash: decline.linkHash,
      linkAliveAt: dependencies.now().getTime(),
    },
    patch: {
      ...changed,
      noLettersHash: null,
      isByHand: null,
      isFromCandidate: null,
      ...composeVersion(dependencies, changed, decline.id, decline.version + 1),
      confirmedBeforeAt: null,
    },
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
  source: string | undefined,
): Promise<LinkMailing | 'not-needed'> {
  const nowMs = dependencies.now().getTime();
  if (!isExpired(decline, nowMs)) {
    if (!isSuperseded) return 'not-needed';
    const isRecent = nowMs - linkMadeAt(dependencies, decline) < FRESH_LINK_INTERVAL_MS;
    if (isRecent && decline.linkMail !== 'refused') return 'mailed';
  }
  const { store, door, sleep } = dependencies;
  const address = decline.input.candidateEmail;
  return door.open({ kind: 'review', address, source }, async (mail) => {
    let current = decline;
    for (const delay of JOIN_DELAYS_MS) {
      const result =
        current.linkHash === decline.linkHash
          ? await replaceLink(dependencies, mail, current)
          : outcomeOf(current);
      if (result !== 'joined') return result;
      await sleep(delay);
      current = (await store.find(decline.id)) ?? current;
    }
    return 'mailed';
  });
}

/** What came of the email with the link of a draft that another request has renewed. */
function outcomeOf({ linkMail }: Decline): 'mailed' | 'mail-refused' | Joined {
  if (linkMail === undefined) return 'joined';
  return linkMail === 'refused' ? 'mail-refused' : 'mailed';
}
