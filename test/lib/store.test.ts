import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../lib/config.ts';
import { STACK_TAG } from '../../lib/table-definition.ts';
import { at, list, synthesise } from './synthesise.ts';

const settings = { mailIdentity: 'door.test', allowedCandidates: ['school.test'] };
const inStack = synthesise({ ...settings, table: 'in-stack' });
const external = synthesise({ ...settings, table: 'OpenDoor-restored-1' });
const undecided = synthesise(settings);

/** A value of a template as text, with its references in `<…>`. */
function textOf(value: unknown): string {
  const join = at(value, 'Fn::Join', 1);
  if (join !== undefined) return list(join).map(textOf).join('');
  return typeof value === 'string' ? value : `<${JSON.stringify(value)}>`;
}

const externalArn =
  'arn:<{"Ref":"AWS::Partition"}>:dynamodb:<{"Ref":"AWS::Region"}>:' +
  '<{"Ref":"AWS::AccountId"}>:table/OpenDoor-restored-1';
const ownArn = '<{"Fn::GetAtt":["Table","Arn"]}>';

/** Each statement about the table, with the policy that has it. */
const statementsOf = (template: typeof inStack, arn: string): unknown[] =>
  Object.entries(template.findResources('AWS::IAM::Policy')).flatMap(([id, policy]) =>
    list(at(policy, 'Properties', 'PolicyDocument', 'Statement'))
      .filter((statement) => list(at(statement, 'Action')).join().includes('dynamodb:'))
      .map((statement) => ({
        id,
        actions: at(statement, 'Action'),
        condition: at(statement, 'Condition'),
        resources: list(at(statement, 'Resource')).map((resource) =>
          textOf(resource).replace(arn, 'TABLE'),
        ),
      })),
  );
const tableNamesOf = (template: typeof inStack): unknown[] =>
  Object.values(template.findResources('AWS::Lambda::Function'))
    .map((fn) => at(fn, 'Properties', 'Environment', 'Variables', 'TABLE_NAME'))
    .filter((name) => name !== undefined);

describe('the table of the stack', () => {
  test('when it is made, then it has the tag by which it is found, on its replica', () => {
    const [table] = Object.values(inStack.findResources('AWS::DynamoDB::GlobalTable'));
    expect(at(table, 'Properties', 'Replicas', 0, 'Tags')).toEqual([
      { Key: STACK_TAG, Value: 'OpenDoor' },
    ]);
  });

  test('when it is made, then it stays also when the first deployment fails', () => {
    // `RetainExceptOnCreate` would delete it then, and its deletion protection forbids
    // that.
    inStack.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
  });
});

describe('a table that exists', () => {
  test('when the stack uses it, then it is no resource: nothing can change or delete it', () => {
    expect(external.findResources('AWS::DynamoDB::GlobalTable')).toEqual({});
    expect(external.findResources('AWS::DynamoDB::Table')).toEqual({});
  });

  test('when the stack uses it, then all functions use it, with the same rights', () => {
    expect(tableNamesOf(external)).toEqual(Array(4).fill('OpenDoor-restored-1'));
    expect(tableNamesOf(inStack)).toEqual(Array(4).fill({ Ref: 'Table' }));
    const rights = statementsOf(inStack, ownArn);
    expect(rights.length).toBeGreaterThan(20);
    expect(statementsOf(external, externalArn)).toEqual(rights);
    for (const template of [inStack, external]) {
      const resources = JSON.stringify(
        statementsOf(template, template === inStack ? ownArn : externalArn),
      );
      expect(resources).toContain('"TABLE"');
      expect(resources).toContain('"TABLE/index/due"');
      expect(resources).not.toContain('table/');
    }
  });

  test('when the form changes, then only the table and what names it differ', () => {
    const withoutTable = (template: typeof inStack) =>
      Object.keys(template.toJSON()['Resources']).filter((id) => id !== 'Table');
    expect(withoutTable(external)).toEqual(withoutTable(inStack));
  });
});

test.each([
  ['in-stack', inStack, { Ref: 'Table' }],
  ['named', external, 'OpenDoor-restored-1'],
  ['undecided', undecided, { Ref: 'Table' }],
])('when the table is %s, then its name is an output', (_, template, name) => {
  template.hasOutput('TableName', { Value: name });
});

test('when it is not decided which table, then only a deployment is refused', () => {
  const rule = at(undecided.toJSON(), 'Rules', 'UndecidedTable', 'Assertions', 0);
  expect(at(rule, 'Assert')).toEqual({ 'Fn::Equals': ['no table', 'a table'] });
  expect(at(rule, 'AssertDescription')).toContain('npm run deploy');
  for (const template of [inStack, external])
    expect(at(template.toJSON(), 'Rules', 'UndecidedTable')).toBeUndefined();
});

describe('the setting "table"', () => {
  const read = (table: unknown) => parseConfig({ ...settings, table }).table;

  test.each(['in-stack', 'OpenDoor-Table-1ABC', 'a.b', '_x-', 'a'.repeat(255)])(
    'when it is %j, then it is taken',
    (table) => expect(read(` ${table} `)).toBe(table),
  );
  test.each([
    '',
    'ab',
    'a'.repeat(256),
    'my table',
    'tabelle-ä',
    'table/other',
    '*',
    'arn:aws:dynamodb:eu-west-1:123456789012:table/x',
    '$(Table)',
    'a\nb',
    7,
    true,
    null,
    ['in-stack'],
    {},
  ])('when it is %j, then it is refused', (table) => {
    expect(() => read(table)).toThrow('write the name of a table');
  });
});
