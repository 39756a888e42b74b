import { type BuiltForm, formFiles, formVariables } from '../core/built-form.ts';
import { hasFile, readBytes, readTextFile } from './template-files.ts';

/**
 * The empty form that was made with the bundle. Undefined if there is none, or if the
 * environment variables have changed since: then it shows what was right before.
 */
export function builtFormFor(
  variables: Readonly<Record<string, string | undefined>>,
): BuiltForm | undefined {
  if (!hasFile(formFiles.variables)) return undefined;
  const madeFor: Readonly<Record<string, unknown>> = JSON.parse(readTextFile(formFiles.variables));
  return formVariables.every((name) => madeFor[name] === variables[name])
    ? (language, encoding) => readBytes(formFiles.of(language, encoding))
    : undefined;
}
