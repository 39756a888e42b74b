import { createMiddleware } from 'hono/factory';
import type { ContactAccess, LinkStore } from '../core/contact/link-store.ts';
import { hashSecret, parseToken, tokenOf } from '../core/magic-link.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { postedNote } from '../site/posted-note.ts';
import { errorBody, respond } from '../site/respond.ts';
import { requestLinkPage } from './pages/contacts-link-page.tsx';

/** What a link to a candidate's contacts opens. */
export interface OpenedContacts {
  /** The key of the candidate's address, see `addressKey`. */
  readonly candidateId: string;
  /** What the link opens: all contacts, or those of an email. */
  readonly access: ContactAccess;
  /** The path of the link, `/contacts/{token}`. */
  readonly path: string;
  /** The link's secret. The nonces of the page's forms depend on it. */
  readonly secret: string;
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Only set in routes that use the middleware `openContactsLink`. */
    openedContacts: OpenedContacts;
  }
}

/**
 * Finds what the token of a link opens. Undefined if the token is malformed or unknown,
 * or the link has expired: the three cases look the same to the client.
 */
async function openContacts(
  { links }: { readonly links: LinkStore },
  token: string,
): Promise<OpenedContacts | undefined> {
  const link = parseToken(token);
  if (link === undefined) return undefined;
  const access = await links.find(link.id, hashSecret(link.secret));
  const { id: candidateId, secret } = link;
  return access && { candidateId, access, path: `/contacts/${tokenOf(link)}`, secret };
}

/**
 * Answers 410: the link opens nothing any more. The page offers to email a new one, and
 * has the note that was typed, because a browser does not restore it on the page before.
 */
export const respondGone = (c: SiteContext): Promise<Response> =>
  respond(c, {
    status: 410,
    json: errorBody(),
    page: async () =>
      requestLinkPage({
        words: c.get('words'),
        gone: { path: c.req.path.split('/').slice(0, 3).join('/'), note: await postedNote(c) },
        isAnswer: c.req.method === 'POST',
      }),
  });

/** Middleware: sets `c.var.openedContacts` by the token in the path, or answers 410. */
export const openContactsLink = (dependencies: { readonly links: LinkStore }) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const opened = await openContacts(dependencies, c.req.param('token') ?? '');
    if (opened === undefined) return respondGone(c);
    c.set('openedContacts', opened);
    return next();
  });

/**
 * Middleware: answers 404 to the link of a reminder. Such a link lives long (90 days), so
 * it only opens the contacts that it is about.
 */
export const requireAllContacts = createMiddleware<SiteEnv>(async (c, next) =>
  c.var.openedContacts.access.contactIds === undefined ? next() : c.notFound(),
);
