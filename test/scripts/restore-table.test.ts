import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { restoredName, restoreTable } from '../../scripts/restore/restore-table.ts';
import { type AwsAnswers, AwsFault, startAwsAnswers } from '../support/aws-answers.ts';

const owner = { 'open-door:stack': 'OpenDoor' };
const first = 'OpenDoor-restored-20261120T100000Z';
/** The first restore was to a wrong moment. It has replaced `OpenDoor-Table-A`. */
const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [first]: {
    ...owner,
    'open-door:restored-from': 'OpenDoor-Table-A',
    'open-door:adopted': 'yes',
  },
  'OpenDoor-Table-A': { ...owner, 'open-door:replaced-by': first },
  'Careers-Table-B': { 'open-door:stack': 'Careers' },
};
const at = new Date('2026-11-20T09:00:00Z');

describe('a restore of a moment of another table', () => {
  let aws: Awaited<ReturnType<typeof startAwsAnswers>>;
  beforeAll(async () => {
    aws = await startAwsAnswers();
  });
  afterAll(() => aws.stop());

  /** AWS with these tables and their tags, until a restore compares contacts. */
  function answersOf(tables: typeof usual): AwsAnswers {
    const made = new Map(Object.entries(tables));
    const nameSchema = z.object({ TableName: z.string() });
    const text = (parameters: unknown) => nameSchema.parse(parameters).TableName;
    const due = [
      { AttributeName: 'due', KeyType: 'HASH' },
      { AttributeName: 'dueAt', KeyType: 'RANGE' },
    ];
    return {
      'cloudformation.DescribeStacks': {
        Stacks: [
          {
            StackName: 'OpenDoor',
            StackStatus: 'UPDATE_COMPLETE',
            CreationTime: '2026-11-01T00:00:00Z',
            Outputs: [{ OutputKey: 'TableName', OutputValue: first }],
          },
        ],
      },
      'cloudformation.ListStackResources': { StackResourceSummaries: [] },
      'dynamodb.DescribeTable': ({ parameters }) => {
        const TableName = text(parameters);
        if (!made.has(TableName)) return new AwsFault('ResourceNotFoundException');
        return {
          Table: {
            TableName,
            TableStatus: 'ACTIVE',
            TableArn: TableName,
            DeletionProtectionEnabled: true,
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'sk', KeyType: 'RANGE' },
            ],
            GlobalSecondaryIndexes: [{ IndexName: 'due', KeySchema: due }],
          },
        };
      },
      'dynamodb.ListTagsOfResource': ({ parameters }) => ({
        Tags: Object.entries(made.get(String(parameters['ResourceArn'])) ?? {}).map(
          ([Key, Value]) => ({ Key, Value }),
        ),
      }),
      'dynamodb.TagResource': {},
      'dynamodb.DescribeContinuousBackups': {
        ContinuousBackupsDescription: {
          PointInTimeRecoveryDescription: {
            PointInTimeRecoveryStatus: 'ENABLED',
            EarliestRestorableDateTime: Date.parse('2026-11-10T00:00:00Z') / 1000,
            LatestRestorableDateTime: Date.parse('2026-11-26T00:00:00Z') / 1000,
          },
        },
      },
      'dynamodb.RestoreTableToPointInTime': ({ parameters }) => {
        made.set(String(parameters['TargetTableName']), {});
        return {};
      },
      'dynamodb.GetItem': {},
      'dynamodb.Scan': {
        Items: [{ pk: { S: 'CANDIDATE#a' }, sk: { S: 'CONTACT#b' } }],
        Count: 1,
      },
      'dynamodb.BatchGetItem': {},
    };
  }

  const restore = (from: string) => {
    const options = {
      endpoint: aws.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    };
    return restoreTable({
      clients: {
        cloudFormation: new CloudFormationClient(options),
        dynamoDb: new DynamoDBClient(options),
        ses: new SESv2Client(options),
      },
      stackName: 'OpenDoor',
      source: { kind: 'moment', at, from },
      keepDeleted: false,
      acceptErased: false,
      deploy: () => Promise.reject(new Error('It is deployed.')),
      print: () => {},
      wait: async () => {},
    });
  };
  const parametersOf = (action: string) =>
    aws.requests
      .filter(({ key }) => key === `dynamodb.${action}`)
      .map(({ request }) => request.parameters);

  test('when it is a replaced one, then it is the source, compared with that in use', async () => {
    aws.answerWith(answersOf(usual));
    const from = 'OpenDoor-Table-A';
    const restored = restoredName('OpenDoor', { kind: 'moment', at, from });
    // The contact of the backup is missing in the table in use.
    await expect(restore(from)).rejects.toThrow('1 of the 1 contacts');
    expect(parametersOf('RestoreTableToPointInTime')).toEqual([
      { SourceTableName: from, TargetTableName: restored, RestoreDateTime: at.getTime() / 1000 },
    ]);
    expect(parametersOf('Scan').map(({ TableName }) => TableName)).toEqual([restored]);
    expect(parametersOf('BatchGetItem')).toEqual([
      { RequestItems: { [first]: expect.anything() } },
    ]);
    expect(parametersOf('TagResource')[0]).toEqual({
      ResourceArn: restored,
      Tags: [{ Key: 'open-door:restored-from', Value: first }],
    });
    // Nothing in it may expire before its restore is finished.
    expect(parametersOf('UpdateTimeToLive')).toEqual([]);
    expect([...aws.unknown]).toEqual([]);
  });

  const unfinished = {
    ...usual,
    [first]: { ...owner, 'open-door:restored-from': 'OpenDoor-Table-A' },
  };
  test.each([
    ['does not exist', 'OpenDoor-Table-X', usual, 'There is no table OpenDoor-Table-X'],
    ['is of another stack', 'Careers-Table-B', usual, 'is not one of the stack OpenDoor'],
    ['replaced by an unfinished restore', 'OpenDoor-Table-A', unfinished, 'Finish it first'],
  ])('when it %s, then nothing is made', async (_name, from, tables, message) => {
    aws.answerWith(answersOf(tables));
    await expect(restore(from)).rejects.toThrow(message);
    expect(parametersOf('RestoreTableToPointInTime')).toEqual([]);
    expect(parametersOf('TagResource')).toEqual([]);
  });
});
