import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { configurations } from './configurations.ts';
import { appOf } from './synthesise.ts';

/**
 * The rules of cdk-nag that we do not follow, and why. `resources`: what a path of a
 * resource must match.
 */
const acknowledged: Readonly<Record<string, { readonly why: string; readonly resources: RegExp }>> =
  {
    'AwsSolutions-APIG4': {
      why:
        'No authorizer: candidates have no account. A magic link gives access to a letter, ' +
        'see docs/adr/0006-one-link-per-letter.md.',
      resources: /\/Site\/Route /,
    },
    'AwsSolutions-IAM5': {
      why:
        'Wildcards: `identity/*` is pinned by ses:FromAddress, since SES also checks the ' +
        "identity of a recipient. `<function>:*` is CDK's role of a schedule.",
      resources: /Role\/DefaultPolicy|\/SchedulerRoleForTarget-/,
    },
    'Serverless-SQSRedrivePolicy': {
      why: 'The only queue is the dead-letter queue itself.',
      resources: /\/DeadLetters\//,
    },
    'Serverless-LambdaDLQ': {
      why:
        'Nothing invokes web asynchronously. A dead letter of feedback would have the whole ' +
        'event, with addresses: docs/adr/0010-dead-letters-without-addresses.md.',
      resources: /\/(Site\/Web|Feedback\/Feedback)\//,
    },
    'Serverless-LambdaTracing': {
      why: 'Nothing reads the traces, and they cost money: the setting `tracing` is for that.',
      resources: /\/(Site\/Web|Delivery\/Send|Feedback\/Feedback|Reconnect\/Remind)\//,
    },
    'Serverless-EventBusDLQ': {
      why:
        'A dead letter of a rule has the whole event, with addresses. If the topic cannot be ' +
        'reached, no other alarm arrives either.',
      resources: /\/(Feedback|Alarms)\//,
    },
  };

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(
        z.object({
          ruleName: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
});

interface Finding {
  /** Without the part in brackets, such as `[Resource::*]`. */
  readonly rule: string;
  readonly resource: string;
}

/** What cdk-nag finds, in the report that CDK writes when it synthesises. */
function findingsOf(settings: Record<string, unknown>): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-nag-'));
  try {
    const { app } = appOf(settings, folder);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    // CDK throws because of the findings. It has written the report before.
    expect(() => app.synth()).toThrow('validation-report.json');
    const report: unknown = JSON.parse(
      readFileSync(join(folder, 'validation-report.json'), 'utf8'),
    );
    return reportSchema
      .parse(report)
      .pluginReports.flatMap(({ violations }) => violations)
      .flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => ({
          rule: ruleName.replace(/\[.*\]$/s, ''),
          resource: constructPath,
        })),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the rules of cdk-nag (AwsSolutions, Serverless)', () => {
  const findings = new Map(
    Object.entries(configurations).map(([name, settings]) => [name, findingsOf(settings)]),
  );

  test.each([...findings])('when there is %s, then it finds nothing but these', (_name, found) => {
    const unexpected = found.filter(
      ({ rule, resource }) => acknowledged[rule]?.resources.test(resource) !== true,
    );
    expect(unexpected).toEqual([]);
  });

  test('when a rule is acknowledged, then it still finds something, and they are six', () => {
    const rules = [...findings.values()].flat().map(({ rule }) => rule);
    expect(Object.keys(acknowledged).filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(Object.keys(acknowledged).length).toBeLessThanOrEqual(6);
  });
});
