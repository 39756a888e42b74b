import type { Hono } from 'hono';
import { contactFromDecline } from '../core/contact/contact.ts';
import {
  type Decline,
  type DeclineState,
  shouldKeepContact,
  transitions,
} from '../core/decline/decline.ts';
import { type DeclineForm, submittedFields } from '../core/decline/decline-form.ts';
import { fieldNames } from '../core/decline/form-fields.ts';
import { isExpired } from '../core/decline/retention.ts';
import { calendarOf, reminderEntry } from '../core/export/calendar.ts';
import { letterEml } from '../core/letter/eml.ts';
import { shownGreeting } from '../core/letter/greeting.ts';
import { isOwnSender } from '../core/letter/own-sender.ts';
import { personKey } from '../core/letter/person-key.ts';
import type { KillSwitch } from '../core/limits/kill-switch.ts';
import { parseToken } from '../core/magic-link.ts';
import { lookUpTimeZone } from '../core/time/find-time-zone.ts';
import type { LoadHints } from '../core/vague/note-hints.ts';
import { parseBody, textFields } from '../site/body.ts';
import { type SiteContext, type SiteEnv, wantsJson } from '../site/context.ts';
import type { ConfirmationProblem } from '../site/pages/confirmation.tsx';
import type { LetterAction } from '../site/pages/letter-parts.tsx';
import { errorBody, respond, respondBusy, respondFailure } from '../site/respond.ts';
import { sourceOf } from '../site/source-address.ts';
import { letterWords } from '../site/words/letter.ts';
import { confirmationErrors, confirmationProblems, statusOfProblem } from './confirmation.ts';
import { addCopyRoute } from './copy-route.ts';
import { changeDraft, type DraftDependencies, renewLink } from './drafts.ts';
import {
  addressHints,
  formOf,
  formState,
  orForm,
  type RenderForm,
  readForm,
  respondInvalid,
  respondQuestion,
} from './form-responses.ts';
import {
  letterPath,
  liveLinkOnly,
  openLetterLink,
  redirectToLetter,
  respondState,
  type StartAgain,
} from './letter-access.ts';
import { cancelLetter, type LetterActionDependencies, markSentByHand } from './letter-actions.ts';
import { addLetterPageRoute, createLetterRenderer } from './letter-page-route.ts';
import { addNextLetterRoutes } from './next-letter-routes.ts';
import { linkMailedPage } from './pages/link-mailed-page.tsx';
import { formAnswerWords } from './words/form.ts';

/** Whether a posted form has what the draft has already. Then there is no new version. */
function isUnchanged(decline: Decline, form: DeclineForm, hasTypedZone: boolean): boolean {
  const [before, after] = [submittedFields(decline), submittedFields(form)];
  return fieldNames.every(
    (name) => before[name] === after[name] || (name === 'timeZone' && !hasTypedZone),
  );
}

/** Whether a new version of the letter would have the sender that it has. */
const hasSameSender = (
  { input, isByHand, isFromCandidate }: Decline,
  domain: string | undefined,
): boolean =>
  isByHand === true || isOwnSender(input.candidateEmail, domain) === (isFromCandidate === true);

/** Adds the routes below `/letters/{token}`, except sending. */
export function addLetterRoutes(
  app: Hono<SiteEnv>,
  dependencies: DraftDependencies &
    LetterActionDependencies & {
      readonly killSwitch: KillSwitch;
      readonly loadHints: LoadHints;
      readonly renderForm: RenderForm;
      readonly isOwn: (address: string) => boolean;
    },
): void {
  const { settings, now, log, renderForm, isOwn } = dependencies;

  /**
   * Answers a link to a draft from a backup. The letter may have left after the backup,
   * so this draft can do nothing any more. The form makes a new draft of it.
   */
  const startAgain: StartAgain = async (c, decline) => {
    const banner = formAnswerWords(c.get('words')).again.restored;
    if (c.req.method === 'GET' && c.req.path === letterPath(c)) {
      return c.html(await renderForm(c, { ...formOf(decline), banner }));
    }
    return respond(c, {
      status: 409,
      json: errorBody({ field: '', message: banner }),
      page: () => redirectToLetter(c),
    });
  };

  const openLink = openLetterLink({ ...dependencies, startAgain });
  const requireLiveLink = liveLinkOnly(now);
  const renderLetterPage = createLetterRenderer(dependencies);

  addLetterPageRoute(app, { ...dependencies, startAgain });

  app.get('/letters/:token/letter.eml', openLink, requireLiveLink, (c) => {
    const { letter, isByHand } = c.var.openedLetter.decline;
    // A short text is no email.
    if (isByHand) return redirectToLetter(c);
    return c.body(letterEml(letter), 200, {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': 'attachment; filename="letter.eml"',
    });
  });

  app.get('/letters/:token/reminder.ics', openLink, (c) => {
    const { decline } = c.var.openedLetter;
    const contact = contactFromDecline(decline, now().getTime());
    const { person, company, role, referenceNumber, reconnectOn, timeZone } = contact;
    if (reconnectOn === undefined || !shouldKeepContact(decline)) return redirectToLetter(c);
    const id = personKey(decline.input);
    const reminder = { id, person, company, role, referenceNumber, reconnectOn, timeZone };
    const entry = reminderEntry(reminder, c.get('words').language);
    return c.body(calendarOf([entry], now(), settings.origin), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="open-door.ics"',
    });
  });

  /** The letter that the form changes. */
  const editingOf = (c: SiteContext) => ({
    path: letterPath(c),
    version: c.var.openedLetter.decline.version,
  });

  app.get('/letters/:token/edit', openLink, requireLiveLink, async (c) => {
    const { decline } = c.var.openedLetter;
    if (decline.state !== 'draft') return redirectToLetter(c);
    return c.html(await renderForm(c, { ...formOf(decline), editing: editingOf(c) }));
  });

  addNextLetterRoutes(app, { ...dependencies, openLink });

  app.post('/letters/:token/edit', openLink, parseBody, async (c) => {
    const letter = c.var.openedLetter;
    const { input } = letter.decline;
    const posted = readForm(c.var.body, now(), {
      fixed: { candidateEmail: input.candidateEmail },
      shown: shownGreeting(input),
      storedZone: input.timeZone,
      stored: submittedFields(letter.decline),
      isOwn,
      zoneLookUp: lookUpTimeZone,
    });
    const { result, isOnlyShown, questions, mustAsk } = posted;
    const form = { ...formState(posted), editing: editingOf(c) };
    if (isOnlyShown) return c.html(await renderForm(c, form));
    if (!result.ok) return respondInvalid(c, renderForm, result.errors, form);
    const respondSaved = (changed: boolean) =>
      respond(c, {
        json: { changed, ...addressHints(c, questions) },
        page: () => redirectToLetter(c),
      });
    // The time zone that a browser reports is no change that the candidate made. The page
    // shows the stored zone in the field: to empty it is a change.
    const { timeZone: typedZone = '' } = textFields(c.var.body);
    const hasTypedZone = !c.var.body.isForm || typedZone !== '' || input.timeZone !== undefined;
    const isSame =
      isUnchanged(letter.decline, result.form, hasTypedZone) &&
      hasSameSender(letter.decline, settings.ownSenderDomain);
    if (isSame) return respondSaved(false);
    if (mustAsk) return respondQuestion(c, renderForm, form);
    return orForm(c, { log, renderForm }, form, async () => {
      const { applied, decline = letter.decline } = letter.isSuperseded
        ? { applied: false }
        : await changeDraft(dependencies, letter, result.form);
      if (applied) return respondSaved(true);
      const words = c.get('words');
      return respond(c, {
        status: 409,
        json: errorBody({ field: '', message: letterWords(words).review.notSaved }),
        page: async () => {
          const isDeadLink =
            isExpired(decline, now().getTime()) ||
            (letter.isSuperseded && decline.state === 'draft');
          if (!isDeadLink)
            return renderLetterPage(c, { ...letter, decline }, { banner: 'notSaved' });
          // This link changes nothing any more. The form makes a new letter of the
          // fields.
          const banner = formAnswerWords(words).again.notSaved;
          return c.html(await renderForm(c, { ...formState(posted), banner }), 409);
        },
      });
    });
  });

  /** Answers a form that is not confirmed, see `confirmationProblems`. */
  const respondUnconfirmed = (
    c: SiteContext,
    action: LetterAction,
    [problem, ...others]: readonly [ConfirmationProblem, ...ConfirmationProblem[]],
  ) =>
    respond(c, {
      status: statusOfProblem(problem),
      json: errorBody(...confirmationErrors(c.get('words'), [problem, ...others])),
      page: () => renderLetterPage(c, c.var.openedLetter, { unconfirmed: { action, problem } }),
    });

  /** Closes a letter if its state allows it and the form is confirmed. */
  const close =
    (
      action: 'cancel' | 'self-sent',
      transition: 'cancel' | 'self-send',
      apply: typeof cancelLetter | typeof markSentByHand,
    ) =>
    async (c: SiteContext) => {
      const letter = c.var.openedLetter;
      const from: readonly DeclineState[] = transitions[transition].from;
      if (!from.includes(letter.decline.state)) return respondState(c, dependencies.store);
      const { id: subject, secret } = letter.link;
      const page = { secret, subject, hasBox: true };
      const [problem, ...others] = confirmationProblems(textFields(c.var.body), page);
      if (problem !== undefined) return respondUnconfirmed(c, action, [problem, ...others]);
      const outcome = await apply(dependencies, letter);
      if (outcome === 'erasing') return respondFailure(c, 409, 'erasing');
      return respondState(c, dependencies.store);
    };

  app.post(
    '/letters/:token/cancel',
    openLink,
    requireLiveLink,
    parseBody,
    close('cancel', 'cancel', cancelLetter),
  );

  app.post(
    '/letters/:token/self-sent',
    openLink,
    requireLiveLink,
    parseBody,
    close('self-sent', 'self-send', markSentByHand),
  );

  addCopyRoute(app, { ...dependencies, openLink, renderLetterPage });

  // A fresh link changes nothing about the letter, and goes to the candidate only. So a
  // script needs neither nonce nor box. The form of the page has both, and is refused
  // without the tick: a scanner that submits it must not cause an email.
  app.post('/letters/:token/fresh-link', openLink, parseBody, async (c) => {
    const letter = c.var.openedLetter;
    const posted = textFields(c.var.body);
    if (posted['nonce'] !== undefined && posted['sure'] !== 'yes') {
      return respondUnconfirmed(c, 'fresh-link', ['not-ticked']);
    }
    const source = sourceOf(c, settings.trustedProxyHops ?? 0);
    const result = await renewLink(dependencies, letter, source);
    if (result === 'not-needed') return redirectToLetter(c);
    if (result === 'mail-refused') return respondFailure(c, 503, 'mailRefused');
    if (result !== 'mailed') return respondBusy(c, result, now());
    // The page of this link, which is closed now, says where the new one is.
    if (!wantsJson(c)) return redirectToLetter(c);
    const { candidateEmail } = letter.decline.input;
    return c.html(linkMailedPage(c.get('words'), candidateEmail, settings.linkHours));
  });

  // The HTTP API gives this to the function `send`. The route is here so that the other
  // methods of the path get a complete `Allow`.
  app.post('/letters/:token/send', (c) => c.notFound());

  // GET on a POST-only URL (reload, bookmark): redirect to the letter's page.
  app.get('/letters/:token/:action{(?:send|cancel|self-sent|copy|fresh-link)}', (c) =>
    parseToken(c.req.param('token')) === undefined ? c.notFound() : redirectToLetter(c),
  );
}
