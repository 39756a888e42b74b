import type { Template } from 'aws-cdk-lib/assertions';
import { dueIndex } from '../../lambdas/aws/keys.ts';
import type { TableCall } from '../support/recording-wire.ts';
import { at, list } from './synthesise.ts';

/** The logical ids of the functions begin with the paths of their constructs. */
const paths = {
  web: 'SiteWeb',
  send: 'DeliverySend',
  feedback: 'Feedback',
  remind: 'ReconnectRemind',
} as const;
export type FunctionName = keyof typeof paths;
export const functionNames = ['web', 'send', 'feedback', 'remind'] as const;

const tableArn = JSON.stringify({ 'Fn::GetAtt': ['Table', 'Arn'] });
const indexArn = JSON.stringify({
  'Fn::Join': ['', [{ 'Fn::GetAtt': ['Table', 'Arn'] }, `/index/${dueIndex}`]],
});

interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
}

/** One action on one partition that a function may do. */
export interface Grant {
  readonly by: FunctionName;
  readonly action: string;
  readonly index?: string;
  /** The pattern of the partition key. Undefined: there is no condition on the key. */
  readonly pattern?: string;
}

/** Whether IAM's `StringLike` matches. `*` and `?` are its wildcards. */
function isLike(pattern: string, key: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(key);
}

/**
 * The condition of a statement: the patterns of the partition key, and whether a request
 * without a key is refused. Undefined if there is no condition.
 *
 * @throws {Error} for a condition that is not one of `Store.grant`
 */
function conditionOf({ condition }: Statement) {
  if (condition === undefined) return undefined;
  const given = at(condition, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys');
  const needsKey = at(condition, 'Null') !== undefined;
  const expected = {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': given },
    ...(needsKey && { Null: { 'dynamodb:LeadingKeys': 'false' } }),
  };
  if (JSON.stringify(condition) !== JSON.stringify(expected))
    throw new Error(`Unknown to test/lib/table-rights.ts: ${JSON.stringify(condition)}`);
  return { patterns: list(given).map(String), needsKey };
}

/** What each function may do with the table, by the policies of a template. */
export function tableRights(template: Template) {
  const properties = (type: string): [id: string, properties: unknown][] =>
    Object.entries(template.findResources(type)).map(([id, found]) => [
      id,
      at(found, 'Properties'),
    ]);
  const roleOf = (by: FunctionName): unknown => {
    const found = properties('AWS::Lambda::Function').filter(([id]) => id.startsWith(paths[by]));
    if (found.length !== 1) throw new Error(`There is not one function ${by}.`);
    return at(found[0]?.[1], 'Role', 'Fn::GetAtt', 0);
  };
  const documentsOf = (by: FunctionName): unknown[] =>
    properties('AWS::IAM::Policy')
      .filter(([, policy]) => list(at(policy, 'Roles')).some((r) => at(r, 'Ref') === roleOf(by)))
      .map(([, policy]) => at(policy, 'PolicyDocument'));
  const statementsOf = (by: FunctionName): Statement[] =>
    documentsOf(by)
      .flatMap((document) => list(at(document, 'Statement')))
      .map((statement) => {
        if (at(statement, 'Effect') !== 'Allow') throw new Error('A statement is no Allow.');
        return {
          actions: list(at(statement, 'Action')).map(String),
          resources: list(at(statement, 'Resource')).map((arn) => JSON.stringify(arn)),
          condition: at(statement, 'Condition'),
        };
      })
      .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')));

  /** As IAM decides about a call. */
  const isAllowed = ({
    by,
    action,
    index,
    key,
    keys = key === undefined ? undefined : [key],
  }: TableCall & { readonly by: FunctionName }) =>
    statementsOf(by).some((statement) => {
      if (!statement.actions.includes(`dynamodb:${action}`)) return false;
      if (!statement.resources.includes(index === undefined ? tableArn : indexArn)) return false;
      if (index !== undefined && index !== dueIndex) return false;
      const allowed = conditionOf(statement);
      if (allowed === undefined) return true;
      // `ForAllValues` holds for no values.
      if (keys === undefined) return !allowed.needsKey;
      return keys.every((one) => allowed.patterns.some((pattern) => isLike(pattern, one)));
    });

  const grants: readonly Grant[] = functionNames.flatMap((by) =>
    statementsOf(by).flatMap((statement) =>
      statement.actions.flatMap((name) =>
        statement.resources.flatMap((arn): Grant[] => {
          if (arn !== tableArn && arn !== indexArn) throw new Error(`An unknown resource: ${arn}`);
          const action = name.slice('dynamodb:'.length);
          const grant = { by, action, ...(arn === indexArn && { index: dueIndex }) };
          return (
            conditionOf(statement)?.patterns.map((pattern) => ({ ...grant, pattern })) ?? [grant]
          );
        }),
      ),
    ),
  );

  /** Whether a call needs a grant. */
  const needs = (call: TableCall, { by, action, index, pattern }: Grant): boolean => {
    const { key, keys = key === undefined ? [] : [key] } = call;
    return (
      call.by === by &&
      call.action === action &&
      call.index === index &&
      (pattern === undefined || keys.some((one) => isLike(pattern, one)))
    );
  };

  return { isAllowed, grants, needs, documentsOf };
}
