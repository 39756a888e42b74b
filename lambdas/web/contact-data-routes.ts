import type { Hono } from 'hono';
import { exportFormatNames, isExportFormat } from '../core/export/export-formats.ts';
import { actionNonce } from '../core/magic-link.ts';
import { addDays, utcDay } from '../core/time/calendar-day.ts';
import { BACKUP_DAYS } from '../environment.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { errorBody, respond } from '../site/respond.ts';
import { confirmationErrors, confirmationProblems, statusOfProblem } from './confirmation.ts';
import { openContactsLink, requireAllContacts } from './contact-access.ts';
import type { ContactsDependencies } from './contacts.ts';
import { eraseCandidate } from './erase.ts';
import { exportContacts } from './export.ts';
import { type ErasePageOptions, erasedPage, erasePage } from './pages/erase-page.tsx';
import { contactWords } from './words/contacts.ts';

/** Adds the routes with which a candidate exports or erases their data. */
export function addContactDataRoutes(app: Hono<SiteEnv>, dependencies: ContactsDependencies): void {
  const { now } = dependencies;
  const openLink = openContactsLink(dependencies);
  /** The last day on which backups still hold the data erased today, `YYYY-MM-DD`. */
  const backupsUntil = () => addDays(utcDay(now()), BACKUP_DAYS);

  const showErase = (c: SiteContext, why: Pick<ErasePageOptions, 'banner' | 'problem'> = {}) =>
    erasePage({
      words: c.get('words'),
      path: c.var.openedContacts.path,
      backupsUntil: backupsUntil(),
      nonce: actionNonce(c.var.openedContacts.secret, 'all'),
      ...why,
    });

  app.get('/contacts/:token/erase', openLink, requireAllContacts, (c) => c.html(showErase(c)));

  app.post('/contacts/:token/erase', openLink, requireAllContacts, parseBody, async (c) => {
    const words = c.get('words');
    const { tick, leaving } = contactWords(words).erase;
    const { candidateId, secret } = c.var.openedContacts;
    const form = { secret, subject: 'all', hasBox: true };
    const problems = confirmationProblems(textFields(c.var.body), form);
    const [problem] = problems;
    if (problem !== undefined) {
      const errors = confirmationErrors(words, problems).map((error) =>
        error.field === 'sure' ? { ...error, message: tick } : error,
      );
      return respond(c, {
        status: statusOfProblem(problem),
        json: errorBody(...errors),
        page: () => showErase(c, { problem }),
      });
    }
    if ((await eraseCandidate(dependencies, candidateId)) === 'leaving') {
      return respond(c, {
        status: 409,
        json: errorBody({ field: 'sure', message: leaving }),
        page: () => showErase(c, { banner: 'leaving' }),
      });
    }
    return respond(c, {
      json: { erased: true, backupsUntil: backupsUntil() },
      page: () => erasedPage(words, backupsUntil()),
    });
  });

  const files = `export\\.(?:${exportFormatNames.join('|')})`;
  app.get(`/contacts/:token/:file{${files}}`, openLink, requireAllContacts, async (c) => {
    const format = (c.req.param('file') ?? '').slice('export.'.length);
    if (!isExportFormat(format)) return c.notFound();
    const { candidateId } = c.var.openedContacts;
    const { language } = c.get('words');
    const { contentType, body } = await exportContacts(dependencies, candidateId, format, language);
    return c.body(body, 200, {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="open-door-contacts.${format}"`,
    });
  });
}
