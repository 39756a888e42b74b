import { describe, expect, test } from 'vitest';
import type { WireCall } from '../../bench/emulators/wire.ts';
import {
  copyFor,
  idsIn,
  type RecordedRoute,
  recordedRoute,
  sesInput,
  stagesOf,
} from '../../bench/recording.ts';

const at = (startedAt: number, endedAt: number) => ({ startedAt, endedAt });

const call = (
  action: string,
  body: object,
  { startedAt, endedAt }: ReturnType<typeof at> = at(0, 1),
): WireCall => ({
  service: 'dynamodb',
  action,
  body: JSON.stringify(body),
  status: 200,
  startedAt,
  endedAt,
});

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

describe('the stages of calls', () => {
  test.each([
    ['one after the other', [at(0, 10), at(10, 20), at(21, 30)], [1, 1, 1]],
    ['side by side', [at(0, 10), at(1, 11), at(2, 12)], [3]],
    ['two pairs', [at(0, 10), at(1, 10), at(12, 20), at(13, 21)], [2, 2]],
    ['a call that waited for the faster one', [at(0, 10), at(1, 30), at(11, 20)], [2, 1]],
    ['a call that begins when another ends', [at(0, 10), at(10, 20)], [1, 1]],
    ['in another order', [at(12, 20), at(0, 10)], [1, 1]],
    ['none', [], []],
  ])('when the calls are %s, then the stages have %3$j calls', (_what, calls, sizes) => {
    expect(stagesOf(calls).map((stage) => stage.length)).toEqual(sizes);
  });
});

describe('the input of an email', () => {
  test('when the form has lists and objects, then the command gets them', () => {
    const body = new URLSearchParams({
      Action: 'SendEmail',
      Version: '2010-12-01',
      Source: 'Alex <letters@door.example>',
      'Destination.ToAddresses.member.1': 'dana@northwind.example',
      'Destination.BccAddresses.member.1': 'alex@candidates.example',
      'Message.Subject.Data': 'A & B = C',
      'Message.Body.Text.Data': 'one\ntwo',
      'Tags.member.2.Name': 'b',
      'Tags.member.1.Name': 'a',
      'Tags.member.1.Value': '1',
      'Tags.member.10.Name': 'j',
    });
    expect(sesInput(String(body))).toEqual({
      Source: 'Alex <letters@door.example>',
      Destination: {
        ToAddresses: ['dana@northwind.example'],
        BccAddresses: ['alex@candidates.example'],
      },
      Message: { Subject: { Data: 'A & B = C' }, Body: { Text: { Data: 'one\ntwo' } } },
      Tags: [{ Name: 'a', Value: '1' }, { Name: 'b' }, { Name: 'j' }],
    });
  });
});

describe('a recorded route', () => {
  const id = 'gPyIAn4_uQYECz2saR_BAQ';
  const candidate = 'Zm9vYmFyYmF6cXV4Zm9vYg';
  const calls = [
    call('GetItem', { Key: key('SWITCH', 'SENDING') }, at(0, 10)),
    call('UpdateItem', { Key: key('LIMIT#sending', 'LIMIT') }, at(11, 20)),
    call(
      'PutItem',
      { Item: { ...key(`LETTER#${id}`, 'LETTER'), url: { S: `/x/${id}.y` } } },
      at(21, 30),
    ),
    call('UpdateItem', { Key: key(`CANDIDATE#${candidate}`, `LETTER#${id}`) }, at(22, 31)),
    call(
      'Query',
      { ExpressionAttributeValues: { ':pk': { S: `CANDIDATE#${candidate}` } } },
      at(32, 40),
    ),
  ];
  const route = recordedRoute(calls);

  test('when calls are recorded, then each has a name without an id', () => {
    expect(route.names).toEqual([
      ['GetItem SWITCH/SENDING'],
      ['UpdateItem LIMIT/sending'],
      ['PutItem LETTER', 'UpdateItem CANDIDATE/LETTER'],
      ['Query CANDIDATE'],
    ]);
    expect(route.statuses).toEqual([[200], [200], [200, 200], [200]]);
  });

  test.each([
    [
      'BatchGetItem',
      {
        RequestItems: {
          table: { Keys: [key(`LETTER#${id}`, 'LETTER'), key('SWITCH', 'SENDING')] },
        },
      },
      'BatchGetItem LETTER + SWITCH/SENDING',
      [],
    ],
    [
      'BatchWriteItem',
      { RequestItems: { table: [{ PutRequest: { Item: key(`LETTER#${id}`, 'LETTER') } }] } },
      'BatchWriteItem LETTER',
      [id],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Update: { Key: key(`CANDIDATE#${candidate}`, 'DRAFTS') } },
          { Put: { Item: key('LIMIT#sending', 'LIMIT') } },
        ],
      },
      'TransactWriteItems CANDIDATE/DRAFTS + LIMIT/sending',
      [candidate, 'LIMIT#sending'],
    ],
  ])('when the call is %s, then all of its items count', (action, body, name, ids) => {
    const recorded = recordedRoute([call(action, body)]);
    expect(recorded.names).toEqual([[name]]);
    expect(idsIn([recorded])).toEqual(ids);
  });

  test('when it is copied for two letters, then their keys differ and the sizes are equal', () => {
    const ids = idsIn([route]);
    const [one, another] = [copyFor(route, ids, 1), copyFor(route, ids, 2)];
    for (const copy of [one, another]) {
      expect(copy).not.toContain(id);
      expect(copy).not.toContain(candidate);
      expect(copy).not.toContain('"LIMIT#sending"');
      // What is only read is read where it is.
      expect(copy).toContain('"SWITCH"');
    }
    expect(one).not.toBe(another);
    expect(one.length).toBe(another.length);
    expect(copyFor(route, ids, 1)).toBe(one);
  });

  test('when an id is also in a text, then the copy has the same id there', () => {
    const stages: RecordedRoute['stages'] = JSON.parse(copyFor(route, idsIn([route]), 7));
    const [, input] = stages[2]?.[0] ?? [];
    const text = JSON.stringify(input);
    const [, copied = 'none'] = /LETTER#([\w-]+)/.exec(text) ?? [];
    expect(copied).toHaveLength(id.length);
    expect(text).toContain(`/x/${copied}.y`);
  });
});
