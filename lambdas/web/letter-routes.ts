import type { Hono } from 'hono';
import { contactFromDecline } from '../core/contact/contact.ts';
import { shouldKeepContact } from '../core/decline/decline.ts';
import { submittedFields } from '../core/decline/decline-form.ts';
import { isExpired } from '../core/decline/retention.ts';
import { addressKey } from '../core/email-address.ts';
import { calendarOf, reminderEntry } from '../core/export/calendar.ts';
import { letterEml } from '../core/letter/eml.ts';
import { newId, parseToken } from '../core/magic-link.ts';
import type { HintsOf } from '../core/vague/note-hints.ts';
import { type SiteContext, type SiteEnv, wordsFor } from '../site/context.ts';
import { letterPage } from '../site/pages/letter-page.tsx';
import { failure } from '../site/site.ts';
import { changeDraft, type DraftDependencies, renewLink } from './drafts.ts';
import { type RenderForm, readForm, respondInvalid } from './form-answers.ts';
import { cancelLetter, type LetterActionDependencies, markSentByHand } from './letter-actions.ts';
import { type OpenedLetter, openLetter } from './open-letter.ts';
import { mailedPage } from './pages/mailed-page.tsx';
import { formWords } from './words/form.ts';

type LetterHandler = (c: SiteContext, letter: OpenedLetter) => Response | Promise<Response>;

const pathOf = (c: SiteContext): string => `/letters/${c.req.param('token') ?? ''}`;

/** Back to the letter's own address: a reload there repeats nothing. */
function toLetter(c: SiteContext): Response {
  const query = c.req.query('lang') === undefined ? '' : `?lang=${c.get('words').language}`;
  return c.redirect(`${pathOf(c)}${query}`, 303);
}

/** The routes below `/letters/{token}`, but sending. */
export function addLetterRoutes(
  app: Hono<SiteEnv>,
  dependencies: DraftDependencies &
    LetterActionDependencies & { readonly hintsOf: HintsOf; readonly renderForm: RenderForm },
): void {
  const { store, settings, random, now, hintsOf, renderForm } = dependencies;

  const letterPageOf = (c: SiteContext, letter: OpenedLetter, banner?: 'notSaved') => {
    const words = c.get('words');
    const { state, input } = letter.decline;
    // Of a letter that is no draft any more nothing can be changed.
    const hints = state === 'draft' ? hintsOf(input.personalNote ?? '', words.language) : [];
    return letterPage({ words, hints, ...letter, now: now().getTime(), ...(banner && { banner }) });
  };

  /** Opens the letter of the link, in its own language, or answers that there is none. */
  const withLetter = (handle: LetterHandler) => async (c: SiteContext) => {
    const letter = await openLetter(store, c.req.param('token') ?? '');
    if (letter === undefined) return c.notFound();
    c.set('words', wordsFor(c, letter.decline.pageLanguage));
    return handle(c, letter);
  };

  /**
   * The same, for what an expired or superseded link may not do: its page says what it
   * may.
   */
  const withLiveLetter = (handle: LetterHandler) =>
    withLetter((c, letter) =>
      letter.isSuperseded || isExpired(letter.decline, now().getTime())
        ? toLetter(c)
        : handle(c, letter),
    );

  app.get(
    '/letters/:token',
    withLetter((c, letter) => c.html(letterPageOf(c, letter))),
  );

  app.get(
    '/letters/:token/letter.eml',
    withLiveLetter((c, { decline }) =>
      c.body(letterEml(decline.letter), 200, {
        'Content-Type': 'message/rfc822',
        'Content-Disposition': 'attachment; filename="letter.eml"',
      }),
    ),
  );

  app.get(
    '/letters/:token/reminder.ics',
    withLetter((c, { decline }) => {
      const { person, company, role, reconnectOn } = contactFromDecline(decline, now().getTime());
      if (reconnectOn === undefined || !shouldKeepContact(decline)) return toLetter(c);
      const id = addressKey(person.address);
      const entry = reminderEntry(
        { id, person, company, role, reconnectOn },
        c.get('words').language,
      );
      return c.body(calendarOf([entry], now(), settings.origin), 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'attachment; filename="open-door.ics"',
      });
    }),
  );

  app.get(
    '/letters/:token/edit',
    withLiveLetter((c, { decline }) => {
      if (decline.state !== 'draft') return toLetter(c);
      return c.html(renderForm(c, { submitted: submittedFields(decline), editing: pathOf(c) }));
    }),
  );

  // A new letter made of an old one, with a review of its own. Nothing is sent, or sent
  // again, by this.
  app.get(
    '/letters/:token/again',
    withLetter((c, { decline }) => {
      const { state } = decline;
      if (state !== 'bounced' && state !== 'unknown') return toLetter(c);
      const words = c.get('words');
      const page = {
        submitted: submittedFields(decline),
        pageId: newId(random),
        banner: formWords(words).again[state],
      };
      return c.html(renderForm(c, page));
    }),
  );

  app.post(
    '/letters/:token/edit',
    withLetter(async (c, letter) => {
      const { candidateEmail } = letter.decline.input;
      const form = await readForm(c, now(), { fixed: { candidateEmail } });
      if (form instanceof Response) return form;
      const { submitted, result, acceptSuggestion } = form;
      if (acceptSuggestion) return c.html(renderForm(c, { submitted, editing: pathOf(c) }));
      if (!result.ok)
        return respondInvalid(c, renderForm, result.errors, { submitted, editing: pathOf(c) });
      const { applied, decline = letter.decline } = letter.isSuperseded
        ? { applied: false }
        : await changeDraft(dependencies, letter, result.form);
      if (applied) return toLetter(c);
      return c.html(letterPageOf(c, { ...letter, decline }, 'notSaved'), 409);
    }),
  );

  app.post(
    '/letters/:token/cancel',
    withLiveLetter(async (c, letter) => {
      await cancelLetter(dependencies, letter);
      return toLetter(c);
    }),
  );

  app.post(
    '/letters/:token/self-sent',
    withLiveLetter(async (c, letter) => {
      await markSentByHand(dependencies, letter);
      return toLetter(c);
    }),
  );

  app.post(
    '/letters/:token/fresh-link',
    withLetter(async (c, letter) => {
      const result = await renewLink(dependencies, letter);
      if (result === 'not-needed') return toLetter(c);
      if (result === 'mail-refused') return failure(c, 503, 'mailRefused');
      return c.html(
        mailedPage(c.get('words'), letter.decline.input.candidateEmail, settings.linkHours),
      );
    }),
  );

  // Somebody opens the address that a form was posted to: show what they mean.
  app.get('/letters/:token/:action{send|cancel|self-sent|fresh-link}', (c) =>
    parseToken(c.req.param('token')) === undefined ? c.notFound() : toLetter(c),
  );
}
