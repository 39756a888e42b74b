import type { Emulator, WireCall } from './emulators/wire.ts';
import { eventOf, siteHost } from './events.ts';
import type { Answer, Bundle, WarmFunction } from './functions.ts';
import { copyFor, idsIn, type RecordedRoute } from './recording.ts';

export type RouteName =
  | 'form'
  | 'preview'
  | 'preview-note'
  | 'preview-hints'
  | 'ask'
  | 'ask-plain'
  | 'review'
  | 'review-plain'
  | 'confirm'
  | 'contacts';

/** A route of a subject, as the benchmark measures it. */
export interface Route {
  readonly name: RouteName;
  /** The function that answers it. */
  readonly by: 'web' | 'send';
  /** The route that the same visitor must have used before. */
  readonly needs?: RouteName;
  readonly event: (visitor: number) => object;
  /** @throws {Error} if this is not the answer of a request that did its work */
  readonly check: (answer: Answer) => void;
  /** Remembers what the next route of these visitors needs. */
  readonly after?: (visitors: readonly number[], answers: readonly Answer[]) => Promise<void>;
}

/** What is measured: Open Door, the bare script, or a peer. */
export interface Subject {
  readonly name: string;
  readonly bundles: { readonly web: Bundle; readonly send?: Bundle };
  readonly routes: readonly Route[];
}

const expectStatus =
  (...expected: readonly number[]) =>
  ({ statusCode, body }: Answer): void => {
    if (!expected.includes(statusCode)) {
      throw new Error(
        `Answered ${statusCode}, not ${expected.join(' or ')}: ${body.slice(0, 2000)}`,
      );
    }
  };

/** The emails among the calls to SES: the first recipient, and the text. */
function mailsIn(calls: readonly WireCall[]): ReadonlyMap<string, string> {
  const mails = new Map<string, string>();
  for (const { body } of calls) {
    const fields = new URLSearchParams(body);
    const to = fields.get('Destination.ToAddresses.member.1') ?? '';
    mails.set(to.replace(/^.*<|>$/g, ''), fields.get('Message.Body.Text.Data') ?? '');
  }
  return mails;
}

/** Follows the links in the emails of these visitors. */
async function linksOf(
  ses: Emulator,
  visitors: readonly number[],
  addressOf: (visitor: number) => string,
  pattern: RegExp,
): Promise<ReadonlyMap<number, string>> {
  const mails = mailsIn(await ses.take());
  return new Map(
    visitors.map((visitor) => {
      const link = pattern.exec(mails.get(addressOf(visitor)) ?? '')?.[0];
      if (link === undefined) throw new Error(`No link for ${addressOf(visitor)} was emailed.`);
      return [visitor, link];
    }),
  );
}

const candidateOf = (visitor: number): string => `c${visitor}@candidates.example`;

const found = <Value>(map: ReadonlyMap<number, Value>, visitor: number): Value => {
  const value = map.get(visitor);
  if (value === undefined) throw new Error(`The visitor ${visitor} has not been here before.`);
  return value;
};

const cleanNote = 'I enjoyed hearing about the lighthouse project.';
const notes = {
  plain: undefined,
  clean: cleanNote,
  hints: `${cleanNote} Sadly the salary is to low for me, and I have accepted another offer.`,
} as const;

/** What a browser posts: a letter to another recruiter for each visitor. */
function formOf(visitor: number, note: keyof typeof notes, candidate = candidateOf(visitor)) {
  const personalNote = notes[note];
  return {
    candidateName: 'Alex Rivera',
    candidateEmail: candidate,
    recruiterName: 'Dana Lee',
    recruiterEmail: `dana@northwind${visitor}.example`,
    company: 'Northwind & Sons',
    role: 'Senior Data Engineer',
    stage: 'screen',
    tone: 'warm',
    letterLanguage: 'en',
    peopleToThank: 'Sam Ortiz\nLee Wong',
    personalNote: personalNote ?? '',
    reason: 'overqualified',
    reconnect: '6-months',
  };
}

const attributeOf = (tag: string, name: string): string =>
  (new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** The fields of the form that sends the letter, with its box ticked. */
function sendFormOf(page: string): Record<string, string> {
  const form = page
    .split('<form')
    .find((part) => /^[^>]*action="[^"]*\/send(?:\?[^"]*)?"/.test(part))
    ?.split('</form>')[0];
  if (form === undefined) throw new Error('The page has no form that sends the letter.');
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  return Object.fromEntries(
    inputs.map((tag) => [attributeOf(tag, 'name'), attributeOf(tag, 'value')]),
  );
}

const CONTACTS = 12;

/** Open Door. */
export function productSubject(
  name: string,
  bundles: { readonly web: Bundle; readonly send: Bundle },
  ses: Emulator,
): Subject {
  const letters = new Map<number, string>();
  const confirmations = new Map<number, Record<string, string>>();
  const asks =
    (note: keyof typeof notes) =>
    (visitor: number): object =>
      eventOf({ method: 'POST', path: '/declines', form: formOf(visitor, note), visitor });
  // What the script of the form asks for while one types.
  const previews =
    (note: keyof typeof notes) =>
    (visitor: number): object => {
      const form = { ...formOf(visitor, note), live: 'yes' };
      return eventOf({ method: 'POST', path: '/preview', form, visitor });
    };
  const rememberLinks = async (visitors: readonly number[]): Promise<void> => {
    const links = await linksOf(ses, visitors, candidateOf, /\/letters\/[\w.-]+/);
    for (const [visitor, link] of links) letters.set(visitor, link);
  };
  const rememberForms = async (
    visitors: readonly number[],
    answers: readonly Answer[],
  ): Promise<void> => {
    for (const [index, visitor] of visitors.entries()) {
      confirmations.set(visitor, sendFormOf(answers[index]?.body ?? ''));
    }
  };
  const review = (visitor: number): object =>
    eventOf({ method: 'GET', path: found(letters, visitor), visitor });
  const ok = expectStatus(200);
  const hasHints = (answer: Answer): void => {
    ok(answer);
    if (!/accepted another offer/.test(answer.body)) throw new Error('The note is not there.');
  };
  return {
    name,
    bundles,
    routes: [
      {
        name: 'form',
        by: 'web',
        event: (visitor) => eventOf({ method: 'GET', path: '/', visitor }),
        check: ok,
      },
      { name: 'preview', by: 'web', event: previews('plain'), check: ok },
      { name: 'preview-note', by: 'web', event: previews('clean'), check: ok },
      { name: 'preview-hints', by: 'web', event: previews('hints'), check: hasHints },
      { name: 'ask', by: 'web', event: asks('clean'), check: ok, after: rememberLinks },
      { name: 'ask-plain', by: 'web', event: asks('plain'), check: ok, after: rememberLinks },
      {
        name: 'review',
        by: 'web',
        needs: 'ask',
        event: review,
        check: ok,
        after: rememberForms,
      },
      {
        name: 'review-plain',
        by: 'web',
        needs: 'ask-plain',
        event: review,
        check: ok,
        after: rememberForms,
      },
      {
        name: 'confirm',
        by: 'send',
        needs: 'review',
        event: (visitor) =>
          eventOf({
            method: 'POST',
            path: `${found(letters, visitor)}/send`,
            form: found(confirmations, visitor),
            visitor,
          }),
        check: ok,
      },
    ],
  };
}

/**
 * A candidate with 12 contacts, and the route of their list.
 *
 * @param run answers the requests of `visitor` at a route, and then follows the emails
 */
export async function contactsRoute(
  { web, send }: { readonly web: WarmFunction; readonly send: WarmFunction },
  ses: Emulator,
  firstVisitor: number,
): Promise<Route> {
  const candidate = `contacts${firstVisitor}@candidates.example`;
  const answerOf = async (by: WarmFunction, event: object): Promise<Answer> => {
    const { answers } = await by.run([event]);
    const [answer] = answers;
    if (answer === undefined) throw new Error('No answer.');
    expectStatus(200)(answer);
    return answer;
  };
  const linkIn = async (pattern: RegExp): Promise<string> => {
    const link = pattern.exec(mailsIn(await ses.take()).get(candidate) ?? '')?.[0];
    if (link === undefined) throw new Error(`No link for ${candidate} was emailed.`);
    return link;
  };
  await ses.take();
  for (let visitor = firstVisitor; visitor < firstVisitor + CONTACTS; visitor += 1) {
    const form = formOf(visitor, 'clean', candidate);
    await answerOf(web, eventOf({ method: 'POST', path: '/declines', form, visitor }));
    const path = await linkIn(/\/letters\/[\w.-]+/);
    const page = await answerOf(web, eventOf({ method: 'GET', path, visitor }));
    const confirmation = { path: `${path}/send`, form: sendFormOf(page.body), visitor };
    await answerOf(send, eventOf({ method: 'POST', ...confirmation }));
    await ses.take();
  }
  const asking = { path: '/contacts/link', form: { candidateEmail: candidate } };
  await answerOf(web, eventOf({ method: 'POST', ...asking, visitor: firstVisitor }));
  const path = await linkIn(/\/contacts\/[\w.-]+/);
  return {
    name: 'contacts',
    by: 'web',
    event: (visitor) => eventOf({ method: 'GET', path, visitor }),
    check: (answer) => {
      expectStatus(200)(answer);
      const shown = answer.body.match(/id="contact-/g)?.length ?? 0;
      if (shown < CONTACTS) throw new Error(`The list has ${shown} contacts, not ${CONTACTS}.`);
    },
  };
}

/** The routes of which the calls are recorded. */
export const recordedRoutes = ['ask', 'review', 'confirm', 'contacts'] as const;
export type Recording = Readonly<Record<(typeof recordedRoutes)[number], RecordedRoute>>;

/** A bare script that makes the recorded calls of Open Door. */
export function sameSubject(name: string, web: Bundle, recording: Recording): Subject {
  const ids = idsIn([recording.ask, recording.review, recording.confirm]);
  const needs = { ask: undefined, review: 'ask', confirm: 'review', contacts: undefined } as const;
  return {
    name,
    bundles: { web },
    routes: recordedRoutes.map((route): Route => {
      const recorded = recording[route];
      const needed = needs[route];
      const expected = JSON.stringify(recorded.statuses);
      return {
        name: route,
        by: 'web',
        ...(needed && { needs: needed }),
        event: (visitor) => ({
          ...eventOf({ method: 'POST', path: '/', visitor }),
          // The calls of the list of contacts read what Open Door stored.
          body: copyFor(recorded, route === 'contacts' ? [] : ids, visitor),
        }),
        check: (answer) => {
          expectStatus(200)(answer);
          if (answer.body !== expected) {
            throw new Error(`The calls of ${route} answered ${answer.body}, not ${expected}.`);
          }
        },
      };
    }),
  };
}

const withoutOrigin = (url: string): string => url.replace(`https://${siteHost}`, '');

/** The 302 of a peer: it signs in, or it redirects to its error page. */
const expectSignedIn = (answer: Answer): void => {
  expectStatus(302)(answer);
  const cookies = [...(answer.cookies ?? []), answer.headers?.['set-cookie'] ?? ''].join(' ');
  if (!/session/.test(cookies)) {
    throw new Error(`Not signed in: ${JSON.stringify(answer.headers)}`);
  }
};

/** Auth.js: the email provider and the DynamoDB adapter. */
export function authJsSubject(web: Bundle, ses: Emulator, csrf: Csrf): Subject {
  const links = new Map<number, string>();
  return {
    name: 'Auth.js',
    bundles: { web },
    routes: [
      {
        name: 'ask',
        by: 'web',
        event: (visitor) =>
          eventOf({
            method: 'POST',
            path: '/auth/signin/email',
            form: { email: candidateOf(visitor), csrfToken: csrf.token, callbackUrl: '/' },
            cookies: [csrf.cookie],
            visitor,
          }),
        check: (answer) => {
          expectStatus(302)(answer);
          if (/error/i.test(answer.headers?.['location'] ?? '')) {
            throw new Error(`Auth.js redirects to ${answer.headers?.['location']}.`);
          }
        },
        after: async (visitors) => {
          const found = await linksOf(ses, visitors, candidateOf, /https:\S+\/callback\/email\S+/);
          for (const [visitor, link] of found) links.set(visitor, withoutOrigin(link));
        },
      },
      {
        name: 'confirm',
        by: 'web',
        needs: 'ask',
        event: (visitor) => eventOf({ method: 'GET', path: found(links, visitor), visitor }),
        check: expectSignedIn,
      },
    ],
  };
}

/** What the page of Auth.js gives to its form. A visitor loads that page before. */
export interface Csrf {
  readonly token: string;
  readonly cookie: string;
}

/** Reads the token from the answer to `GET /auth/csrf`. */
export function csrfIn({ body, cookies = [] }: Answer): Csrf {
  const token = /"csrfToken":"(\w+)"/.exec(body)?.[1];
  const cookie = cookies.find((value) => value.includes('csrf-token'))?.split(';')[0];
  if (token === undefined || cookie === undefined) throw new Error(`No CSRF token: ${body}`);
  return { token, cookie };
}
export const csrfEvent = eventOf({ method: 'GET', path: '/auth/csrf', visitor: 1 });

/** better-auth: the magic link plugin. */
export function betterAuthSubject(web: Bundle, ses: Emulator): Subject {
  const links = new Map<number, string>();
  return {
    name: 'better-auth',
    bundles: { web },
    routes: [
      {
        name: 'ask',
        by: 'web',
        event: (visitor) =>
          eventOf({
            method: 'POST',
            path: '/api/auth/sign-in/magic-link',
            json: { email: candidateOf(visitor), callbackURL: '/' },
            visitor,
          }),
        check: expectStatus(200),
        after: async (visitors) => {
          const found = await linksOf(ses, visitors, candidateOf, /https:\S+\/magic-link\/\S+/);
          for (const [visitor, link] of found) links.set(visitor, withoutOrigin(link));
        },
      },
      {
        name: 'confirm',
        by: 'web',
        needs: 'ask',
        event: (visitor) => eventOf({ method: 'GET', path: found(links, visitor), visitor }),
        check: expectSignedIn,
      },
    ],
  };
}
