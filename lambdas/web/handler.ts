import { handle } from 'hono/aws-lambda';
import { withCompleteSite } from './complete-site.ts';
import { formSite } from './form-main.ts';

const site = withCompleteSite(formSite(process.env), async () => {
  const { web } = await import('./main.ts');
  return web(process.env);
});

export const handler = handle(site);
