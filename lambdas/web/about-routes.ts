import type { Hono } from 'hono';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { type KeptSettings, keptOf } from './kept.ts';
import { accessibilityPage, privacyPage } from './pages/about-page.tsx';
import { aboutWords } from './words/about.ts';

/** Adds the pages about the site. They need neither the table nor SES. */
export function addAboutRoutes(
  app: Hono<SiteEnv>,
  { settings }: { readonly settings: KeptSettings },
): void {
  const partsOf = async (c: SiteContext) => {
    const words = c.get('words');
    await aboutWords.load(words.language);
    return [words, keptOf(settings, words.deployment ?? {})] as const;
  };
  app.get('/privacy', async (c) => c.html(privacyPage(...(await partsOf(c)))));
  app.get('/accessibility', async (c) => c.html(accessibilityPage(...(await partsOf(c)))));
}
