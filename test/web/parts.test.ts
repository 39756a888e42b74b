import { expect, test } from 'vitest';
import { web } from '../../lambdas/web/main.ts';
import { sitePartsOf } from '../../lambdas/web/parts.ts';
import { productEnvironment } from '../support/product.ts';

const variables = { ...productEnvironment('table'), AWS_REGION: 'us-east-1' };
const byCompleteSite = async () => new Response();

interface Routed {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}
/** The routes of an app, without its middleware. */
const routesOf = ({ routes }: Routed): readonly string[] => [
  ...new Set(
    routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  ),
];

const { parts } = sitePartsOf(variables);

test.each(parts)('when a part has $routes, then its app has these and no others', async (part) => {
  const app = await part.load(byCompleteSite);
  expect(routesOf(app).toSorted()).toEqual(part.routes.map((route) => route.join(' ')).toSorted());
});

test('when a part has a route, then the complete site has it, too', () => {
  const complete = routesOf(web(variables));
  for (const route of parts.flatMap(({ routes }) => routes)) {
    expect(complete).toContain(route.join(' '));
  }
});
