import { randomBytes } from 'node:crypto';
import { CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import {
  type AttributeValue,
  CreateBackupCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { contactKey, declineKey, dueShard } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { tableDefinition } from '../../lib/table-definition.ts';
import {
  type Clients,
  findStack,
  findTable,
  findTablesOf,
} from '../../scripts/deployment/account.ts';
import {
  type RestoreSource,
  restoredName,
  restoreTable,
} from '../../scripts/restore/restore-table.ts';
import { textOf } from '../journey/http-driver.ts';
import { contactsLinkIn } from '../journey/journey.ts';
import { type DraftedLetter, draftThroughForm } from '../support/letters.ts';
import { get, post, postForm } from '../support/requests.ts';
import { stackName } from './deploy.ts';
import { type FreshAccount, startFreshAccount } from './fresh-account.ts';
import version010 from './version-0.1.0.json' with { type: 'json' };

/**
 * The whole life of deployments, by the commands of an operator, in an account of their
 * own. Each test goes on where the one before has ended.
 */
type Item = Record<string, AttributeValue>;

let account: FreshAccount;
const silent = <T>(_: string, work: () => Promise<T>): Promise<T> => work();
const start = async () => {
  account = await startFreshAccount(silent);
};
const stop = () => account?.stop();

const itemsOf = async (TableName: string): Promise<Item[]> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await account.operator.clients.dynamoDb.send(
      new ScanCommand({ TableName, ...(from && { ExclusiveStartKey: from }) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
};
const tables = async () =>
  (await findTablesOf(account.operator.clients, stackName)).map(({ name }) => name);
const status = async () => (await findStack(account.operator.clients, stackName))?.status;

/** As an operator does who needs nothing any more. */
const deleteEverything = async () => {
  const { dynamoDb } = account.operator.clients;
  if ((await status()) !== undefined) await account.operator.destroy();
  for (const TableName of await tables()) {
    await dynamoDb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await dynamoDb.send(new DeleteTableCommand({ TableName }));
  }
  expect(await tables()).toEqual([]);
};

const storeOf = (tableName: string) =>
  new DynamoDeclineStore(new Table(account.operator.clients.dynamoDb, tableName, Date.now));
const stateOf = async ({ id }: Pick<DraftedLetter, 'id'>) =>
  (await storeOf(await account.usedTable()).find(id))?.state;

/** The letters that SES has accepted for a recruiter. */
const lettersTo = (recruiter: string, from = accepted) =>
  from.filter(({ to, tags }) => tags['kind'] === 'letter' && to.includes(recruiter)).length;
/** All emails of this life: `draftThroughForm` clears the inbox. */
const accepted: Awaited<ReturnType<FreshAccount['site']['mails']>> = [];
const collect = async () => {
  const mails = await account.site.mails();
  accepted.push(...mails);
  await account.site.clearMails();
  return mails;
};

const draftTo = async (name: string, candidate = 'alex') => {
  await collect();
  return await draftThroughForm(account.site, {
    candidateEmail: `${candidate}@candidates.example`,
    recruiterEmail: `${name}@northwind.example`,
    recruiterName: `Dana ${name}`,
  });
};
const confirm = async ({ path, confirmation }: DraftedLetter) => {
  const answer = await account.site.fetch(post(`${path}/send`, confirmation));
  expect(answer.status).toBe(200);
};
const sendTo = async (name: string, candidate?: string) => {
  const letter = await draftTo(name, candidate);
  await confirm(letter);
  expect(await stateOf(letter)).toBe('sent');
  return letter;
};

const pageOf = async (path: string) => {
  const answer = await account.site.fetch(get(path));
  return { status: answer.status, text: textOf(await answer.text()) };
};
/** What a candidate sees behind the link to their contacts. */
const contactsOf = async (candidate: string) => {
  await collect();
  const page = await (await account.site.fetch(get('/contacts'))).text();
  const candidateEmail = `${candidate}@candidates.example`;
  await account.site.fetch(postForm(page, '/contacts/link', { candidateEmail }));
  const { pathname, search } = new URL(contactsLinkIn(await account.site.mails()));
  return (await pageOf(`${pathname}${search}`)).text;
};

beforeAll(start);
afterAll(stop);

describe('a deployment from nothing to its end', () => {
  let table = '';
  let letter: DraftedLetter;

  test('when cdk deploy is not told which table, then nothing is made', async () => {
    await expect(account.operator.cdkDeploy({})).rejects.toThrow('npm run deploy');
    expect(await tables()).toEqual([]);
  });

  test('when the first deployment fails, then its table is left', async () => {
    const failing = account.operator.deploy(undefined, { isBroken: true });
    await expect(failing).rejects.toThrow();
    expect(await status()).toBe('ROLLBACK_COMPLETE');
    expect(await tables()).toHaveLength(1);
    table = (await tables())[0] ?? '';
  });

  test('when it is deployed again, then that table is used, and a letter leaves', async () => {
    await account.operator.deploy();
    expect(await tables()).toEqual([table]);
    expect(await account.usedTable()).toBe(table);
    letter = await sendTo('first');
    expect(await contactsOf('alex')).toContain('Dana first');
  });

  test('when a setting changes, then the update keeps the table', async () => {
    await account.operator.deploy(undefined, { context: { linkHours: '24' } });
    expect(await account.usedTable()).toBe(table);
    expect(await stateOf(letter)).toBe('sent');
  });

  test('when it is destroyed and deployed, then the link and the contact are there', async () => {
    await account.operator.destroy();
    expect(await status()).toBeUndefined();
    await account.operator.deploy();
    expect(await tables()).toEqual([table]);
    expect(await pageOf(letter.path)).toMatchObject({
      status: 200,
      text: expect.stringContaining('Dana first'),
    });
    expect(await contactsOf('alex')).toContain('Dana first');
  });

  test('when the command line asks for an empty table, then the one in use stays', async () => {
    await expect(account.operator.deploy('in-stack')).rejects.toThrow(table);
    expect(await account.usedTable()).toBe(table);
  });
});

describe('an upgrade from version 0.1.0, and a restore', () => {
  beforeAll(deleteEverything);
  let own = '';
  let restored = '';

  test('when 0.1.0 is deployed, then the next version keeps its table and data', async () => {
    const { cloudFormation, dynamoDb } = account.operator.clients;
    own = `${stackName}-Table-${randomBytes(4).toString('hex').toUpperCase()}`;
    const template = structuredClone(version010.template);
    Object.assign(template.Resources.Table.Properties, { TableName: own });
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: stackName,
        TemplateBody: JSON.stringify(template),
        Capabilities: ['CAPABILITY_IAM'],
      }),
    );
    await waitUntilStackCreateComplete(
      { client: cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
      { StackName: stackName },
    );
    const { Table: made } = await dynamoDb.send(new DescribeTableCommand({ TableName: own }));
    for (const item of itemsOf010(made?.TableId ?? '')) {
      await dynamoDb.send(new PutItemCommand({ TableName: own, Item: item }));
    }

    await account.operator.deploy();
    expect(account.operator.printed.join('\n')).toContain('Table: in-stack. The stack uses it.');
    expect(await account.usedTable()).toBe(own);
    expect(await tables()).toEqual([own]);
    for (const path of [version010.sent, version010.draft])
      expect((await pageOf(path)).text).toContain('Hi Dana,');
    expect(await contactsOf('alex')).toContain('Dana Lee');
  });

  test('when a table is restored, then no letter leaves twice, and none is lost', async () => {
    const { clients } = account.operator;
    const { dynamoDb } = clients;
    // Before the moment of the backup.
    const later = await draftTo('later');
    const waits = await draftTo('waits');
    await sendTo('damaged', 'damaged');
    await sendTo('erased', 'erased');
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
      await sendTo(name, 'many');
    const at = new Date(Math.floor(Date.now() / 1000) * 1000);
    const backup = await itemsOf(own);

    // After it: letters leave and wait, one person erases everything, and a script
    // damages a contact.
    await confirm(later);
    await confirm(waits);
    await letWait(waits);
    const fresh = await draftTo('fresh', 'fresh');
    await confirm(fresh);
    await letWait(fresh);
    await sendTo('new', 'new');
    for (const item of await itemsOf(own)) {
      if (!JSON.stringify(item).includes('erased@candidates.example')) continue;
      const { pk = { S: '' }, sk = { S: '' } } = item;
      await dynamoDb.send(new DeleteItemCommand({ TableName: own, Key: { pk, sk } }));
    }
    const { pk, sk } = contactKey('damaged@candidates.example', 'damaged@northwind.example');
    await dynamoDb.send(
      new UpdateItemCommand({
        TableName: own,
        Key: { pk: { S: pk }, sk: { S: sk } },
        UpdateExpression: 'SET person.#name = :broken',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':broken': { S: '?????' } },
      }),
    );
    expect(await contactsOf('damaged')).toContain('?????');

    const restore = (deploy?: (table: string) => Promise<void>) =>
      restoreTo({ kind: 'moment', at }, { clients: withBackup(at, backup), deploy });
    const interrupted = restore(() => Promise.reject(new Error('Ctrl-C')));
    await expect(interrupted).rejects.toThrow('Ctrl-C');
    expect(await account.usedTable()).toBe(own);
    const stopped = await draftTo('stopped').catch(String);
    expect(stopped).toContain('No link in 0 mails');
    const printed = await restore();
    restored = await account.usedTable();
    expect(restored).toMatch(/^OpenDoor-restored-\d{8}T\d{6}Z$/);
    expect(printed).toContain('Sending is on again.');
    expect(printed).toContain(`delete-table --table-name ${own}`);
    await expectKept(restored);

    // What has left, stays so. What waited is unknown, and its candidate is told.
    expect(await stateOf(later)).toBe('sent');
    await account.invoke('DeliverySend', 'sweep');
    await account.invoke('Feedback', 'send-notices');
    await collect();
    // A schedule of MiniStack may have been faster.
    const notices = accepted.filter(({ tags }) => tags['kind'] === 'notice');
    expect([await stateOf(waits), await stateOf(fresh)]).toEqual(['unknown', 'unknown']);
    expect(notices.flatMap(({ to }) => to).sort()).toEqual([
      'alex@candidates.example',
      'fresh@candidates.example',
    ]);
    const names = ['later', 'waits', 'damaged', 'erased', 'fresh', 'new'];
    expect(names.map((name) => [name, lettersTo(`${name}@northwind.example`)])).toEqual(
      names.map((name) => [name, 1]),
    );
    // The damage is healed, the erased person stays erased, and the new one is there.
    expect(await contactsOf('damaged')).toContain('Dana damaged');
    expect(await contactsOf('new')).toContain('Dana new');
    expect(JSON.stringify(await itemsOf(restored))).not.toContain('erased@candidates.example');
    await sendTo('after');

    expect(await restore()).toContain('is finished');
  });

  test('when the stack is destroyed and deployed, then it uses the restored table', async () => {
    await account.operator.destroy();
    expect(new Set(await tables())).toEqual(new Set([own, restored]));
    await account.operator.deploy();
    expect(await account.usedTable()).toBe(restored);
    expect(await contactsOf('alex')).toContain('Dana after');
  });

  test('when the replaced table is named, then it is refused', async () => {
    await expect(account.operator.deploy(own)).rejects.toThrow('would leave again');
  });

  test('when the table is deleted, then a backup must be restored first', async () => {
    const { dynamoDb } = account.operator.clients;
    const table = { TableName: restored };
    const { BackupDetails } = await dynamoDb.send(
      new CreateBackupCommand({ ...table, BackupName: 'DynamoDBTable' }),
    );
    const arn = BackupDetails?.BackupArn ?? '';
    await dynamoDb.send(new UpdateTableCommand({ ...table, DeletionProtectionEnabled: false }));
    await dynamoDb.send(new DeleteTableCommand(table));
    await expect(account.operator.deploy()).rejects.toThrow('npm run restore');
    await expect(restoreTo({ kind: 'moment', at: new Date() })).rejects.toThrow(arn);
    await restoreTo({ kind: 'backup', arn });
    expect(await account.usedTable()).toBe(restoredName(stackName, { kind: 'backup', arn }));
    expect(await contactsOf('alex')).toContain('Dana after');
    await sendTo('last');
  });

  /** `npm run restore`. Returns what it prints. */
  async function restoreTo(
    source: RestoreSource,
    more: {
      readonly clients?: Clients;
      readonly deploy?: ((table: string) => Promise<void>) | undefined;
    } = {},
  ): Promise<string> {
    const { operator } = account;
    operator.printed.splice(0);
    await restoreTable({
      clients: more.clients ?? operator.clients,
      stackName,
      source,
      keepDeleted: false,
      acceptErased: false,
      deploy: more.deploy ?? ((table) => operator.deploy(table).then(() => {})),
      print: operator.print,
      wait: async () => {},
    });
    return operator.printed.join('\n');
  }

  /** The items of version 0.1.0, as if they were written now, to this table. */
  function itemsOf010(epoch: string): Item[] {
    const laterBy = Date.now() - version010.recordedAt;
    const later = (value: number): number => {
      // Times are in ms, but `ttl` is in seconds.
      if (value > 1e12) return value + laterBy;
      return value > 1e9 ? value + Math.round(laterBy / 1000) : value;
    };
    return JSON.parse(JSON.stringify(version010.items), (key, value: unknown) => {
      if (key === 'epoch') return { S: epoch };
      return key === 'N' ? String(later(Number(value))) : value;
    });
  }

  /** Makes of a sent letter one that SES has refused for now. */
  async function letWait({ id }: DraftedLetter): Promise<void> {
    const { pk, sk } = declineKey(id);
    await account.operator.clients.dynamoDb.send(
      new UpdateItemCommand({
        TableName: await account.usedTable(),
        Key: { pk: { S: pk }, sk: { S: sk } },
        UpdateExpression: 'SET #state = :retry, due = :due, dueAt = :past REMOVE sentAt, messageId',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':retry': { S: 'retry' },
          ':past': { N: '1' },
          ':due': { S: dueShard('letters', id) },
        },
      }),
    );
  }

  /** MiniStack restores the present table: the clients put the backup in its place. */
  function withBackup(at: Date, backup: readonly Item[]) {
    const { clients } = account.operator;
    const { endpoint, region, credentials } = clients.dynamoDb.config;
    const dynamoDb = new DynamoDBClient({
      ...(endpoint && { endpoint }),
      region,
      credentials,
    });
    dynamoDb.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args);
        const command = String(context['commandName']);
        if (command === 'DescribeContinuousBackupsCommand') {
          const recovery = Object(result.output).ContinuousBackupsDescription;
          recovery.PointInTimeRecoveryDescription = {
            ...recovery.PointInTimeRecoveryDescription,
            PointInTimeRecoveryStatus: 'ENABLED',
            EarliestRestorableDateTime: new Date(at.getTime() - 60_000),
            LatestRestorableDateTime: new Date(),
          };
        }
        if (command === 'RestoreTableToPointInTimeCommand') {
          const { TargetTableName } = z.object({ TargetTableName: z.string() }).parse(args.input);
          await replaceItems(TargetTableName, backup);
        }
        return result;
      },
      { step: 'initialize', name: 'backup' },
    );
    return { ...clients, dynamoDb };
  }

  async function replaceItems(TableName: string, items: readonly Item[]): Promise<void> {
    const { dynamoDb } = account.operator.clients;
    for (const { pk = { S: '' }, sk = { S: '' } } of await itemsOf(TableName))
      await dynamoDb.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
    for (const Item of items) await dynamoDb.send(new PutItemCommand({ TableName, Item }));
  }

  /** Expects of a restored table what the stack gives its own. */
  async function expectKept(TableName: string): Promise<void> {
    const { clients } = account.operator;
    const ttl = await clients.dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(ttl.TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: tableDefinition.timeToLiveAttribute,
    });
    const backups = await clients.dynamoDb.send(
      new DescribeContinuousBackupsCommand({ TableName }),
    );
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      PointInTimeRecoveryStatus: 'ENABLED',
    });
    const { Table: table } = await clients.dynamoDb.send(new DescribeTableCommand({ TableName }));
    expect(table?.DeletionProtectionEnabled).toBe(true);
    expect(await findTable(clients, TableName)).toMatchObject({
      stack: stackName,
      restoredFrom: own,
      problem: undefined,
    });
  }
});
