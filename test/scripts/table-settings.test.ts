import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepTableSettings } from '../../scripts/deployment/table-settings.ts';
import { AwsFault, startAwsAnswers } from '../support/aws-answers.ts';

describe('the settings of a table that is no resource', () => {
  let aws: Awaited<ReturnType<typeof startAwsAnswers>>;
  beforeAll(async () => {
    aws = await startAwsAnswers();
  });
  afterAll(() => aws.stop());

  const printed: string[] = [];
  const waits: number[] = [];
  beforeEach(() => {
    printed.length = 0;
    waits.length = 0;
  });
  const keep = (mayExpire?: boolean) => {
    const options = {
      endpoint: aws.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    };
    const clients = {
      cloudFormation: new CloudFormationClient(options),
      dynamoDb: new DynamoDBClient(options),
      ses: new SESv2Client(options),
    };
    return keepTableSettings(
      clients,
      'OpenDoor-restored',
      'OpenDoor',
      (line) => printed.push(line),
      {
        wait: async (milliseconds) => waits.push(milliseconds),
        ...(mayExpire !== undefined && { mayExpire }),
      },
    );
  };
  /** A new table with these tags, whose backups are refused so many times. */
  const answerNew = (refusals: number, tags: Readonly<Record<string, string>> = {}) => {
    let refused = 0;
    aws.answerWith({
      'dynamodb.DescribeTable': {
        Table: { TableName: 'OpenDoor-restored', TableStatus: 'ACTIVE', TableArn: 'arn' },
      },
      'dynamodb.DescribeTimeToLive': { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
      'dynamodb.UpdateTimeToLive': {},
      'dynamodb.DescribeContinuousBackups': {},
      'dynamodb.UpdateContinuousBackups': () => {
        refused += 1;
        return refused > refusals ? {} : new AwsFault('ContinuousBackupsUnavailableException');
      },
      'dynamodb.UpdateTable': {},
      'dynamodb.ListTagsOfResource': {
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      },
      'dynamodb.TagResource': {},
    });
  };
  const actions = () => aws.requests.map(({ key }) => key.replace('dynamodb.', ''));

  test('when its backups are not enabled yet, then it waits, and says so once', async () => {
    answerNew(3);
    await keep();
    expect(waits).toEqual([10_000, 10_000, 10_000]);
    expect(printed.filter((line) => line.includes('Waiting up to 5 minutes'))).toHaveLength(1);
    expect(printed.join('\n')).toContain('can be restored to any second');
    expect(actions().filter((action) => action.startsWith('Update'))).toContain('UpdateTable');
    expect([...aws.unknown]).toEqual([]);
  });

  test('when they are not enabled after 5 minutes, then it fails', async () => {
    answerNew(1000);
    await expect(keep()).rejects.toThrow(
      expect.objectContaining({ name: 'ContinuousBackupsUnavailableException' }),
    );
    expect(waits.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(5 * 60_000);
  });

  const expires = () => actions().includes('UpdateTimeToLive');
  const from = { 'open-door:restored-from': 'OpenDoor-Table-A' };
  test.each([
    ['is no restored one', {}, true],
    ['is being restored', from, false],
    [
      'is being restored, and the earlier one was deleted',
      { 'open-door:restored-from': '' },
      false,
    ],
    ['is restored', { ...from, 'open-door:adopted': 'yes' }, true],
  ])('when the table %s, then items expire only if it may', async (_name, tags, isExpected) => {
    answerNew(0, tags);
    await keep();
    expect(expires()).toBe(isExpected);
    if (isExpected) expect(actions().at(-1)).toBe('UpdateTimeToLive');
    expect(actions()).toEqual(
      expect.arrayContaining(['UpdateContinuousBackups', 'UpdateTable', 'TagResource']),
    );
  });

  test('when DynamoDB lists tags of a moment ago, then the restore knows better', async () => {
    answerNew(0);
    await keep(false);
    expect(expires()).toBe(false);
    answerNew(0, from);
    await keep(true);
    expect(expires()).toBe(true);
  });
});
