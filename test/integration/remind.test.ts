import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reminders } from '../../lambdas/remind/main.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { contactsWith, draftLetter, post } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';

describe.each(availableEmulators())('reminders on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.stop());

  test('a contact whose day has come is mailed once, to the candidate, without the reason', async () => {
    const { path, confirmation } = await draftLetter(product);
    await product.fetch(post(`${path}/send`, confirmation));
    const remind = reminders(process.env);

    await product.clearMails();
    await remind();
    expect(await product.mails()).toEqual([]);

    const [contact] = await contactsWith(product.dynamoDb, 'dana@northwind.example');
    const { client, tableName } = product.dynamoDb;
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: marshall({ pk: contact?.['pk'], sk: contact?.['sk'] }),
        UpdateExpression: 'SET dueAt = :past',
        ExpressionAttributeValues: marshall({ ':past': Date.now() - 1 }),
      }),
    );
    await Promise.all([remind(), remind()]);
    await remind();
    const mails = await product.mails();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: ['alex@candidates.example'],
      subject: 'It may be time to write to Dana Lee',
      text: expect.stringContaining('Northwind & Sons'),
    });
    expect(mails[0]?.text).not.toContain('overqualified');
  });
});
