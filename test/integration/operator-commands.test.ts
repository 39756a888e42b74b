import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailboxKey } from '../../lambdas/core/mailbox-key.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { letterItem } from '../support/table.ts';

const run = promisify(execFile);

describe.each(availableEmulators())('the commands of an operator on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  /** Runs a command in its own process, as `npm run` does. */
  const command = async (script: string, ...args: readonly string[]) => {
    try {
      const file = `scripts/${script}.ts`;
      const { stdout } = await run(process.execPath, ['--import', 'tsx', file, ...args]);
      return { code: 0, output: stdout };
    } catch (error) {
      const { code = 1, stderr = '' } = Object(error);
      return { code: Number(code), output: String(stderr) };
    }
  };
  const table = () => ['--table', product.dynamoDb.tableName];

  test('when sending is stopped, then confirming waits until it is resumed', async () => {
    const { path, id, confirmation } = await draftThroughForm(product);
    expect((await command('sending', 'stop', ...table())).output).toMatch(/is stopped/);
    const answer = await product.fetch(post(`${path}/send`, confirmation));
    expect(answer.status).toBe(503);
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('draft');
    expect((await command('sending', 'status', ...table())).output).toMatch(/is stopped/);
    expect((await command('sending', 'resume', ...table())).output).toMatch(/is on/);
    expect((await product.fetch(post(`${path}/send`, confirmation))).status).toBe(200);
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('sent');
  });

  test('when a block is made, then it is listed without address, and lifted', async () => {
    const address = 'Kim+hr@eastwind.example';
    expect((await command('blocks', 'list', ...table())).output).toContain('no blocks');
    await command('blocks', 'block', 'recruiter', address, ...table());
    const { output } = await command('blocks', 'list', ...table());
    expect(output).toMatch(/^recruiter [\w-]{22} operator {2}\d{4}-/m);
    expect(output.toLowerCase()).not.toContain('eastwind');
    const { path, id, confirmation } = await draftThroughForm(product, {
      recruiterEmail: 'kim@eastwind.example',
    });
    await product.fetch(post(`${path}/send`, confirmation));
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('failed');
    await command('blocks', 'lift', 'recruiter', mailboxKey(address), ...table());
    expect((await command('blocks', 'list', ...table())).output).toContain('no blocks');
  });

  test.each([
    ['sending', ['--help'], 0, 'Stops or resumes'],
    ['blocks', ['--help'], 0, 'Lists, lifts and makes'],
    ['sending', [], 1, 'Say stop, resume or status'],
    ['sending', ['stop', 'now', '--table', 'x'], 1, 'Say stop, resume or status'],
    ['blocks', ['block', 'nobody', 'a@b.example', '--table', 'x'], 1, 'Say candidate or recruiter'],
    ['blocks', ['block', 'candidate', 'a@b', '--table', 'x'], 1, 'is not an email address'],
    ['blocks', ['list', '--tabel', 'x'], 1, 'npm run blocks'],
  ])('when %s is called with %j, then it says how', async (script, args, code, output) => {
    const result = await command(script, ...args);
    expect(result.code).toBe(code);
    expect(result.output).toContain(output);
  });
});
