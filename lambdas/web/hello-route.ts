import type { Hono } from 'hono';
import { draftHello } from '../core/contact/hello-draft.ts';
import { helloEml } from '../core/contact/hello-eml.ts';
import { dayInZone } from '../core/time/time-zone.ts';
import type { SiteEnv } from '../site/context.ts';
import { openContactsLink } from './contact-access.ts';
import { contactIdOf, redirectToContacts } from './contact-action-routes.ts';
import { CONTACT_ID, type ContactsPageDependencies } from './contacts-page-route.ts';

/**
 * Adds the file of a hello that answers in the thread of the letter. A contact that has
 * no thread has no such file, nor one who must not be written to: the answer is then the
 * page.
 */
export function addHelloRoute(app: Hono<SiteEnv>, dependencies: ContactsPageDependencies): void {
  const { contacts, templates, now } = dependencies;
  app.get('/contacts/:token/hello.eml', openContactsLink(dependencies), async (c) => {
    const { access, candidateId } = c.var.openedContacts;
    const id = contactIdOf(access, c.req.query());
    const contact = CONTACT_ID.test(id) ? await contacts.find(candidateId, id) : undefined;
    if (contact?.thread === undefined || contact.deliveryProblem === 'complained')
      return redirectToContacts(c);
    const today = dayInZone(now().getTime(), contact.timeZone);
    const { thread } = contact;
    return c.body(helloEml(draftHello(templates, contact, today), { ...contact, thread }), 200, {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': 'attachment; filename="hello.eml"',
    });
  });
}
