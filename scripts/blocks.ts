import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { blockSchema, DynamoBlocks } from '../lambdas/aws/dynamo-blocks.ts';
import { blockKey, blockPrefix } from '../lambdas/aws/keys.ts';
import { parseEmailAddress } from '../lambdas/core/email-address.ts';
import { type BlockedRole, blockedRoles } from '../lambdas/core/limits/blocks.ts';
import { mailboxKey } from '../lambdas/core/mailbox-key.ts';
import { operatorTable, runCommand, tableUsage } from './operator-table.ts';
import { UsageError } from './operator-words.ts';

const usage = `Lists, lifts and makes blocks. A blocked recruiter gets no letters. A blocked
candidate gets no emails, and no letter of theirs leaves. No page says so.

  npm run blocks -- list                         all blocks: role, mailbox, who made it, when
  npm run blocks -- block candidate a@b.example  blocks a mailbox; also: block recruiter …
  npm run blocks -- lift recruiter a@b.example   lifts a block; also by the mailbox of the list
  npm run blocks -- --help                       this text

${tableUsage}

It needs AWS credentials and a region in the shell. A block holds the hash of a mailbox, and
no address. "list" reads the whole table.
`;

const readRole = (role: string | undefined): BlockedRole => {
  const known = blockedRoles.find((other) => other === role);
  if (known === undefined) throw new UsageError('Say candidate or recruiter.');
  return known;
};

function readAddress(given: string | undefined): string {
  const address = parseEmailAddress(given ?? '');
  if (address === undefined) throw new UsageError(`"${given ?? ''}" is not an email address.`);
  return address;
}

async function list({
  client,
  tableName,
}: Awaited<ReturnType<typeof operatorTable>>): Promise<void> {
  let from: Record<string, AttributeValue> | undefined;
  let found = 0;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':prefix': { S: blockPrefix } },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) {
      const { role, mailbox, by, since } = blockSchema.parse(unmarshall(item));
      const day = new Date(since).toISOString();
      process.stdout.write(`${role.padEnd(9)} ${mailbox} ${by.padEnd(9)} ${day}\n`);
      found += 1;
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  process.stdout.write(
    found === 0 ? 'There are no blocks.\n' : `${found} ${found === 1 ? 'block' : 'blocks'}.\n`,
  );
}

await runCommand('blocks', usage, async (words, named) => {
  const [action, role, who, ...others] = words;
  if (others.length > 0) throw new UsageError('There are too many words.');
  switch (action) {
    case 'list':
      if (role !== undefined) throw new UsageError('There are too many words.');
      return list(await operatorTable(named));
    case 'block': {
      const blocked = [readRole(role), readAddress(who)] as const;
      const block = { by: 'operator', since: Date.now() } as const;
      const { table } = await operatorTable(named);
      await new DynamoBlocks(table).add(...blocked, block);
      process.stdout.write('Blocked.\n');
      return;
    }
    case 'lift': {
      const key = /^[\w-]{22}$/.test(who ?? '') ? (who ?? '') : mailboxKey(readAddress(who));
      const lifted = blockKey(readRole(role), key);
      await (await operatorTable(named)).table.remove(lifted);
      process.stdout.write('Not blocked.\n');
      return;
    }
    default:
      throw new UsageError('Say list, block or lift.');
  }
});
