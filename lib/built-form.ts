import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { formFiles, formVariables } from '../lambdas/core/built-form.ts';
import { pageLanguages } from '../lambdas/core/choices.ts';
import { encodedContents, writeIfChanged } from './assets.ts';

const printForm = fileURLToPath(new URL('print-form.mjs', import.meta.url));

const pagesSchema = z.record(z.enum(pageLanguages), z.string());

/** The values that the empty form shows. */
export const formVariablesOf = (
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    formVariables.flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * Makes the empty form for an environment, by the bundle itself, and writes it into the
 * folder of the bundle, as it is and compressed. So nothing is rendered or compressed for
 * the first visitor of a process.
 *
 * @param folder of the bundle of `web`
 * @throws {Error} if the bundle does not answer, for example without a variable
 */
export function writeForm(folder: string, variables: Readonly<Record<string, string>>): void {
  const handler = join(folder, 'handler.js');
  // A process of its own, because the handler is asynchronous and CDK is not.
  const printed = execFileSync(process.execPath, [printForm, handler, ...pageLanguages], {
    env: variables,
    encoding: 'utf8',
    // Its message is in the error.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pages = pagesSchema.parse(JSON.parse(printed));
  for (const language of pageLanguages) {
    for (const [encoding, content] of encodedContents(Buffer.from(pages[language])))
      writeIfChanged(join(folder, formFiles.of(language, encoding)), content);
  }
  const madeFor = JSON.stringify(formVariablesOf(variables));
  writeIfChanged(join(folder, formFiles.variables), Buffer.from(madeFor));
}
