import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { parseConfig } from '../../lib/config.ts';
import { OpenDoorStack } from '../../lib/open-door-stack.ts';

/**
 * The stack as `cdk synth` makes it, under the flags of cdk.json, but without bundling:
 * that is tested apart.
 */
export function synthesise(settings: Record<string, unknown>): Template {
  const app = new App({
    context: {
      ...cdkJson.context,
      'aws:cdk:bundling-stacks': [],
      // Warnings are looked for where they matter, not printed.
      '@aws-cdk/core:annotationsInValidationReport': false,
    },
    analyticsReporting: false,
  });
  return Template.fromStack(new OpenDoorStack(app, 'OpenDoor', { config: parseConfig(settings) }));
}

/** Reads below a value by keys; `undefined` where there is nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}

/** A value that must be a list, taken as one. */
export function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
