import type { Hono } from 'hono';
import type { SiteEnv } from '../site/context.ts';
import { addFormRoute } from './form-route.ts';
import { emptyFormPage } from './pages/empty-form-page.ts';
import type { PreviewDependencies } from './preview.ts';

/**
 * Adds the form and its preview. Neither needs the table or SES. What only a posted form
 * needs is loaded with the first one.
 */
export function addFormRoutes(app: Hono<SiteEnv>, dependencies: PreviewDependencies): void {
  addFormRoute(app, (c) => emptyFormPage(c.get('words'), dependencies.allowList));

  app.post('/preview', async (c) => {
    const { answerPreview } = await import('./preview.ts');
    return answerPreview(c, dependencies);
  });
}
