import { describe, expect, test } from 'vitest';
import { Condition, ItemUpdate } from '../../lambdas/aws/item-expressions.ts';

describe('a condition', () => {
  test('when it has clauses of each kind, then all of them must hold', () => {
    const condition = new Condition()
      .whenExists('state')
      .whenAbsent('notice')
      .whenAbsentOr('ttl', '>', 5)
      .whenIn('state', ['draft', 'retry'])
      .whenWithout('declines', 'one')
      .when('owner', '=', undefined)
      .whenAny(new Condition().whenAbsent('pk'), new Condition().when('dueAt', '<=', 7));
    expect(condition.toInput()).toEqual({
      ConditionExpression:
        '(attribute_exists(#state)) AND (attribute_not_exists(#notice)) AND ' +
        '(attribute_not_exists(#ttl) OR #ttl > :v0) AND (#state IN (:v1, :v2)) AND ' +
        '(NOT contains(#declines, :v3)) AND ' +
        '((attribute_not_exists(#pk)) OR (#dueAt <= :v4))',
      ExpressionAttributeNames: {
        '#state': 'state',
        '#notice': 'notice',
        '#ttl': 'ttl',
        '#declines': 'declines',
        '#pk': 'pk',
        '#dueAt': 'dueAt',
      },
      ExpressionAttributeValues: {
        ':v0': { N: '5' },
        ':v1': { S: 'draft' },
        ':v2': { S: 'retry' },
        ':v3': { S: 'one' },
        ':v4': { N: '7' },
      },
    });
  });

  test('when it has no clauses, then the command has no condition', () => {
    expect(new Condition().toInput()).toEqual({});
  });
});

test('when an update sets, removes, appends, adds and counts, then each has its section', () => {
  const update = new ItemUpdate()
    .set({ state: 'sent', notice: null, owner: undefined })
    .append('history', 'one')
    .add('letters', 'id')
    .increment('attempts');
  expect(update.toInput()).toMatchObject({
    UpdateExpression:
      'SET #state = :v0, #history = list_append(if_not_exists(#history, :v1), :v2) ' +
      'REMOVE #notice ADD #letters :v3, #attempts :v4',
  });
});

test('when a table adds its own condition, then the update handed in stays as it was', () => {
  const update = new ItemUpdate().set({ state: 'sent' }).when('version', '=', 1);
  const before = update.toInput();
  const isAlive = new Condition().whenAbsentOr('ttl', '>', 5);
  expect(update.toInput(isAlive).ConditionExpression).toBe(
    '(#version = :v1) AND (attribute_not_exists(#ttl) OR #ttl > :v2)',
  );
  expect(update.toInput()).toEqual(before);
  expect(isAlive.toInput().ConditionExpression).toBe('(attribute_not_exists(#ttl) OR #ttl > :v0)');
});
