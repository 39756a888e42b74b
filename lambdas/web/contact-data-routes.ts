import type { Hono } from 'hono';
import { exportFormatNames, isExportFormat } from '../core/export/export-formats.ts';
import { readPart } from '../core/export/parts.ts';
import { actionNonce, hashSecret } from '../core/magic-link.ts';
import { addDays, utcDay } from '../core/time/calendar-day.ts';
import { BACKUP_DAYS } from '../environment.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { errorBody, respond } from '../site/respond.ts';
import { confirmationErrors, confirmationProblems, statusOfProblem } from './confirmation.ts';
import { openContactsLink, requireAllContacts } from './contact-access.ts';
import type { ContactsDependencies } from './contacts.ts';
import { eraseCandidate, timeToErase } from './erase.ts';
import { exportContacts, exportParts } from './export.ts';
import { type ErasePageOptions, erasedPage, erasePage, erasingPage } from './pages/erase-page.tsx';
import { exportPage, fileNameOf, partPath } from './pages/export-page.tsx';
import { contactWords } from './words/contacts.ts';

/** Adds the routes with which a candidate exports or erases their data. */
export function addContactDataRoutes(app: Hono<SiteEnv>, dependencies: ContactsDependencies): void {
  const { contacts, now, settings } = dependencies;
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

  const showErasing = (c: SiteContext) =>
    erasingPage({
      words: c.get('words'),
      path: c.var.openedContacts.path,
      nonce: actionNonce(c.var.openedContacts.secret, 'all'),
    });

  app.get('/contacts/:token/erase', openLink, requireAllContacts, async (c) => {
    const isErasing = await contacts.isErasing(c.var.openedContacts.candidateId);
    return c.html(isErasing ? showErasing(c) : showErase(c));
  });

  app.post('/contacts/:token/erase', openLink, requireAllContacts, parseBody, async (c) => {
    const words = c.get('words');
    const { tick, leaving, unfinished } = contactWords(words).erase;
    const { candidateId, secret } = c.var.openedContacts;
    // Going on with what was confirmed needs no second confirmation.
    const hasBox = !(await contacts.isErasing(candidateId));
    const form = { secret, subject: 'all', hasBox };
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
    const result = await eraseCandidate(dependencies, candidateId, {
      hasTime: timeToErase(now),
      linkHash: hashSecret(secret),
    });
    if (result === 'unfinished') {
      return respond(c, {
        status: 202,
        json: { erased: false, message: unfinished.text },
        page: () => showErasing(c),
      });
    }
    if (result === 'leaving') {
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
    const { candidateId, path } = c.var.openedContacts;
    const { language } = c.get('words');
    const wanted = readPart(c.req.query());
    const request = { candidateId, format, language };
    const file = await exportContacts(dependencies, request, wanted);
    const { part, next } = file;
    if (next !== undefined) {
      const url = `${settings.origin}${partPath(path, format, next, c.get('words'))}`;
      c.header('Link', `<${url}>; rel="next"`);
    }
    return c.body(file.body, 200, {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename="${fileNameOf(format, part)}"`,
    });
  });

  app.get('/contacts/:token/export', openLink, requireAllContacts, async (c) => {
    const { candidateId, path } = c.var.openedContacts;
    const words = c.get('words');
    const who = { candidateId, language: words.language };
    const parts = await exportParts(dependencies, who, readPart(c.req.query()));
    return c.html(exportPage({ words, path, ...parts }));
  });
}
