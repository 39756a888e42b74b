import { createMiddleware } from 'hono/factory';
import type { ContactAccess, LinkStore } from '../core/contact/link-store.ts';
import { hashSecret, parseToken } from '../core/magic-link.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { respond } from '../site/respond.ts';
import { requestLinkPage } from './pages/contacts-access-page.tsx';
import { contactWords } from './words/contacts.ts';

/** A candidate's contacts, opened by a link. */
export interface OpenedContacts {
  /** The key of the candidate's address, see `addressKey`. */
  readonly candidateId: string;
  /** What the link opens: all contacts, or one. */
  readonly access: ContactAccess;
  /** The path of the link, `/contacts/{token}`. */
  readonly path: string;
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Only behind the middleware `openContactsLink`. */
    openedContacts: OpenedContacts;
  }
}

/** Undefined alike for a malformed, an unknown and an expired link. */
async function openContacts(
  { links }: { readonly links: LinkStore },
  token: string,
): Promise<OpenedContacts | undefined> {
  const link = parseToken(token);
  if (link === undefined) return undefined;
  const access = await links.find(link.id, hashSecret(link.secret));
  return access && { candidateId: link.id, access, path: `/contacts/${token}` };
}

/** The link opens nothing any more: its page offers a new one. */
export const respondGone = (c: SiteContext): Promise<Response> =>
  respond(c, {
    status: 410,
    json: { errors: [] },
    page: () => {
      const words = c.get('words');
      return requestLinkPage({ words, banner: contactWords(words).requestLink.gone });
    },
  });

/** Opens the link of the path into `c.var.openedContacts`, or answers that it is gone. */
export const openContactsLink = (dependencies: { readonly links: LinkStore }) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const opened = await openContacts(dependencies, c.req.param('token') ?? '');
    if (opened === undefined) return respondGone(c);
    c.set('openedContacts', opened);
    return next();
  });

/** For what the link of a reminder may not do, because it lives long. */
export const requireAllContacts = createMiddleware<SiteEnv>(async (c, next) =>
  c.var.openedContacts.access.contactId === undefined ? next() : c.notFound(),
);
