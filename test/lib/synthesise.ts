import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { parseConfig } from '../../lib/config.ts';
import { OpenDoorStack } from '../../lib/open-door-stack.ts';

/**
 * The app as `cdk synth` makes it, with the feature flags of cdk.json. It does not bundle
 * the functions: bundle.test.ts does.
 *
 * @param outdir where its files go; undefined for a temporary folder
 */
export function appOf(
  settings: Record<string, unknown>,
  outdir?: string,
): { readonly app: App; readonly stack: OpenDoorStack } {
  const app = new App({
    context: {
      ...cdkJson.context,
      'aws:cdk:bundling-stacks': [],
      // Otherwise CDK prints the warning about example values into the test output.
      '@aws-cdk/core:annotationsInValidationReport': false,
    },
    analyticsReporting: false,
    ...(outdir && { outdir }),
  });
  const config = parseConfig(settings);
  return { app, stack: new OpenDoorStack(app, config.stackName, { config }) };
}

export const synthesise = (settings: Record<string, unknown>): Template =>
  Template.fromStack(appOf(settings).stack);

/** The value at a path of keys and indexes, or undefined if there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}

/** A value as a list: a template may have a single item in place of a list of one. */
export function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
