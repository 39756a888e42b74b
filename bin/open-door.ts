#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { configKeys, contextFaults, parseConfig } from '../lib/config.ts';
import { OpenDoorStack } from '../lib/open-door-stack.ts';
import { ConfigError, readSettings, SETTINGS_FILE } from '../lib/settings-file.ts';

const app = new App();

try {
  const faults = contextFaults(app.node.getAllContext());
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  // `-c settings=path`: another file.
  const path: unknown = app.node.tryGetContext('settings');
  const file = path === undefined ? undefined : String(path);
  const config = parseConfig(
    readSettings(file),
    Object.fromEntries(configKeys.map((key) => [key, app.node.tryGetContext(key)])),
    file ?? SETTINGS_FILE,
  );
  new OpenDoorStack(app, config.stackName, { config });
} catch (error) {
  if (!(error instanceof ConfigError)) {
    throw error;
  }
  // The operator must correct the configuration: show the message without a stack trace.
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
