#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { ConfigError, configKeys, parseConfig } from '../lib/config.ts';
import { OpenDoorStack } from '../lib/open-door-stack.ts';

const app = new App();

try {
  const config = parseConfig(
    app.node.tryGetContext('open-door'),
    Object.fromEntries(configKeys.map((key) => [key, app.node.tryGetContext(key)])),
  );
  new OpenDoorStack(app, 'OpenDoor', { config });
} catch (error) {
  if (!(error instanceof ConfigError)) {
    throw error;
  }
  // The operator must correct the configuration: show the message without a stack trace.
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
