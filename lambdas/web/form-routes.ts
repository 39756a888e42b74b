import type { Hono } from 'hono';
import type { BuiltForm } from '../core/built-form.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import type { Page } from '../site/pages/layout.tsx';
import { READ_PATH } from '../site/site.ts';
import { addFormRoute } from './form-route.ts';
import type { PreviewDependencies } from './preview.ts';
import { formWords } from './words/form.ts';

/**
 * Adds the form, its preview, and the reading of a message into it. None of them needs
 * the table or SES. What only a posted form needs is loaded with the first one.
 */
export function addFormRoutes(
  app: Hono<SiteEnv>,
  dependencies: PreviewDependencies & { readonly builtForm?: BuiltForm | undefined },
): void {
  const { allowList, builtForm } = dependencies;
  const render = async (c: SiteContext): Promise<Page> => {
    const words = c.get('words');
    const [{ emptyFormPage }] = await Promise.all([
      import('./pages/empty-form-page.ts'),
      formWords.load(words.language),
    ]);
    return emptyFormPage(words, allowList);
  };
  addFormRoute(app, render, dependencies.settings.origin, builtForm);

  app.post('/preview', async (c) => {
    const { answerPreview } = await import('./preview.ts');
    return answerPreview(c, dependencies);
  });

  app.post(READ_PATH, async (c) => {
    const { answerRead } = await import('./read/read.ts');
    return answerRead(c, dependencies);
  });
}
