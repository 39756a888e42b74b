import type { Hono } from 'hono';
import { DynamoContactStore } from '../../aws/dynamo-contact-store.ts';
import { DynamoLinkStore } from '../../aws/dynamo-link-store.ts';
import { jsonLog } from '../../aws/json-log.ts';
import { publicAllowList } from '../../core/allow-list.ts';
import { listOf } from '../../files/list-file.ts';
import { templateFiles } from '../../files/template-files.ts';
import type { SiteEnv } from '../../site/context.ts';
import { createSite } from '../../site/site.ts';
import { addContactsPageRoutes } from '../contacts-page-route.ts';
import { contactWords } from '../words/contacts.ts';
import { formWords } from '../words/form.ts';
import { openTable, type SharedByParts, settingsOf, type Variables } from './table.ts';

/** The pages of the contacts, for Lambda: they need the table, but not SES. */
export function contactsSite(variables: Variables, shared: SharedByParts): Hono<SiteEnv> {
  const { environment, table } = openTable(variables, shared);
  const { deployment, settings } = settingsOf(environment);
  const { origin } = settings;
  const app = createSite({ origin, log: jsonLog, deployment, texts: [formWords, contactWords] });
  addContactsPageRoutes(app, {
    contacts: new DynamoContactStore(table),
    links: new DynamoLinkStore(table),
    templates: templateFiles,
    allowList: publicAllowList(listOf(environment.ALLOWED_CANDIDATES)),
    now: () => new Date(),
  });
  return app;
}
