import type { Hono } from 'hono';
import { exportFormatNames, isExportFormat } from '../core/export/export-formats.ts';
import { addDays, utcDay } from '../core/time/calendar-day.ts';
import { BACKUP_DAYS } from '../environment.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { errorBody, respond } from '../site/respond.ts';
import { openContactsLink, requireAllContacts } from './contact-access.ts';
import type { ContactsDependencies } from './contacts.ts';
import { eraseCandidate } from './erase.ts';
import { exportContacts } from './export.ts';
import { erasedPage, erasePage } from './pages/erase-page.tsx';
import { contactWords } from './words/contacts.ts';

/** Adds the routes with which a candidate exports or erases their data. */
export function addContactDataRoutes(app: Hono<SiteEnv>, dependencies: ContactsDependencies): void {
  const { now } = dependencies;
  const openLink = openContactsLink(dependencies);
  /** The last day on which backups still hold the data erased today, `YYYY-MM-DD`. */
  const backupsUntil = () => addDays(utcDay(now()), BACKUP_DAYS);

  const showErase = (c: SiteContext, banner?: 'tick' | 'leaving') =>
    erasePage({
      words: c.get('words'),
      path: c.var.openedContacts.path,
      backupsUntil: backupsUntil(),
      ...(banner && { banner }),
    });

  app.get('/contacts/:token/erase', openLink, requireAllContacts, (c) => c.html(showErase(c)));

  app.post('/contacts/:token/erase', openLink, requireAllContacts, parseBody, async (c) => {
    const words = c.get('words');
    const respondRefused = (banner: 'tick' | 'leaving', status: 409 | 422) =>
      respond(c, {
        status,
        json: errorBody({ field: 'sure', message: contactWords(words).erase[banner] }),
        page: () => showErase(c, banner),
      });
    if (textFields(c.var.body)['sure'] !== 'yes') return respondRefused('tick', 422);
    const result = await eraseCandidate(dependencies, c.var.openedContacts.candidateId);
    if (result === 'leaving') return respondRefused('leaving', 409);
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
