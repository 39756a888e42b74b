import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

/**
 * The part of DynamoDB that the product's stores use, in memory. The proofs run the real
 * stores on it, at 10,000 calls a second. It throws an error at an expression that it
 * does not know. memory-table.test.ts compares it with dynalite.
 */

export type Item = Readonly<Record<string, AttributeValue>>;
type Names = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, AttributeValue>>;
type Condition = (item: Item, names: Names, values: Values) => boolean;

/**
 * Returns a value that is not undefined.
 *
 * @param subject what the expression asked for
 * @throws {Error} if the value is undefined
 */
const known = <T>(value: T | undefined, subject: string): T => {
  if (value === undefined) throw new Error(`The table in memory does not know ${subject}.`);
  return value;
};

const numberOf = (value: AttributeValue): number =>
  Number(known(value.N, 'a comparison of values that are not numbers'));

/** The number of members of a set or a list: the function `size` of DynamoDB. */
const sizeOf = (value: AttributeValue): number =>
  known(value.SS ?? value.L, 'size() of anything but a set of strings or a list').length;

const isEqual = (one: AttributeValue, other: AttributeValue): boolean =>
  one.N === undefined
    ? JSON.stringify(one) === JSON.stringify(other)
    : Number(one.N) === Number(other.N);

const comparisons: Readonly<
  Record<string, (one: AttributeValue, other: AttributeValue) => boolean>
> = {
  '=': isEqual,
  '<>': (one, other) => !isEqual(one, other),
  '<': (one, other) => numberOf(one) < numberOf(other),
  '<=': (one, other) => numberOf(one) <= numberOf(other),
  '>': (one, other) => numberOf(one) > numberOf(other),
};

/** Parses a condition expression by recursive descent. */
function parseCondition(expression: string): Condition {
  const tokens = expression.match(/#\w+|:\w+|\w+|<=|<>|[<>=(),]/g) ?? [];
  let position = 0;
  const next = (): string => {
    position += 1;
    return known(tokens[position - 1], `the end of "${expression}"`);
  };
  const expectToken = (token: string): void => {
    if (next() !== token) throw new Error(`"${token}" is missing in "${expression}".`);
  };
  const attribute = (item: Item, names: Names, token: string): AttributeValue | undefined =>
    item[token.startsWith('#') ? known(names[token], token) : token];

  const operand = (): Condition => {
    const token = next();
    if (token === '(') {
      const inner = disjunction();
      expectToken(')');
      return inner;
    }
    if (token === 'NOT') {
      const inner = operand();
      return (...context) => !inner(...context);
    }
    if (token === 'attribute_not_exists' || token === 'attribute_exists') {
      expectToken('(');
      const name = next();
      expectToken(')');
      return (item, names) =>
        (attribute(item, names, name) !== undefined) === (token === 'attribute_exists');
    }
    if (token === 'contains') {
      expectToken('(');
      const name = next();
      expectToken(',');
      const value = next();
      expectToken(')');
      return (item, names, values) => {
        const member = known(values[value]?.S, 'the operand of contains()');
        return attribute(item, names, name)?.SS?.includes(member) ?? false;
      };
    }
    if (token === 'size') {
      expectToken('(');
      const name = next();
      expectToken(')');
      expectToken('<');
      const limit = next();
      return (item, names, values) => {
        const value = attribute(item, names, name);
        if (value === undefined) return false;
        return sizeOf(value) < numberOf(known(values[limit], limit));
      };
    }
    const operator = next();
    if (operator === 'IN') {
      expectToken('(');
      const members: string[] = [];
      do members.push(next());
      while (next() === ',');
      return (item, names, values) => {
        const value = attribute(item, names, token);
        return (
          value !== undefined &&
          members.some((member) => isEqual(value, known(values[member], member)))
        );
      };
    }
    const compare = known(comparisons[operator], `"${operator}" in "${expression}"`);
    const other = next();
    return (item, names, values) => {
      const value = attribute(item, names, token);
      return value !== undefined && compare(value, known(values[other], other));
    };
  };
  const conjunction = (): Condition => {
    const parts = [operand()];
    while (tokens[position] === 'AND') {
      position += 1;
      parts.push(operand());
    }
    return (...context) => parts.every((part) => part(...context));
  };
  const disjunction = (): Condition => {
    const parts = [conjunction()];
    while (tokens[position] === 'OR') {
      position += 1;
      parts.push(conjunction());
    }
    return (...context) => parts.some((part) => part(...context));
  };

  const condition = disjunction();
  if (position !== tokens.length)
    throw new Error(`"${tokens[position]}" is not expected in "${expression}".`);
  return condition;
}

type Change = (
  item: Record<string, AttributeValue>,
  before: Item,
  names: Names,
  values: Values,
) => void;

/** Parses an update expression, in the forms that `ItemUpdate` writes. */
function parseUpdate(expression: string): readonly Change[] {
  const changes: Change[] = [];
  const clauses = expression.split(/(?:^| )(SET|REMOVE|ADD) /).slice(1);
  for (let at = 0; at < clauses.length; at += 2) {
    const text = known(clauses[at + 1], expression);
    const parseAll = (form: RegExp, change: (...parts: readonly string[]) => Change): string =>
      text.replace(form, (_all, ...parts) => {
        changes.push(change(...parts.map(String)));
        return '';
      });
    let rest = text;
    if (clauses[at] === 'SET') {
      rest = parseAll(
        /(#\w+) = (?:list_append\(if_not_exists\(#\w+, (:\w+)\), (:\w+)\)|(:\w+))/g,
        (name = '', empty = '', appended = '', value = '') =>
          (item, before, names, values) => {
            const attribute = known(names[name], name);
            item[attribute] = value.startsWith(':')
              ? known(values[value], value)
              : {
                  L: [
                    ...((before[attribute] ?? known(values[empty], empty)).L ?? []),
                    ...(known(values[appended], appended).L ?? []),
                  ],
                };
          },
      );
    } else if (clauses[at] === 'REMOVE') {
      rest = parseAll(/(#\w+)/g, (name = '') => (item, _before, names) => {
        delete item[known(names[name], name)];
      });
    } else {
      rest = parseAll(
        /(#\w+) (:\w+)/g,
        (name = '', value = '') =>
          (item, before, names, values) => {
            const attribute = known(names[name], name);
            const added = known(values[value], value);
            if (added.N !== undefined) {
              item[attribute] = { N: String(Number(before[attribute]?.N ?? 0) + Number(added.N)) };
              return;
            }
            const members = new Set([...(before[attribute]?.SS ?? []), ...(added.SS ?? [])]);
            item[attribute] = { SS: [...members].sort() };
          },
      );
    }
    if (/[^, ]/.test(rest))
      throw new Error(`The table in memory does not know "${rest}" in "${expression}".`);
  }
  return changes;
}

function memoize<T>(parse: (expression: string) => T): (expression: string) => T {
  const results = new Map<string, T>();
  return (expression) => {
    const parsed = results.get(expression) ?? parse(expression);
    results.set(expression, parsed);
    return parsed;
  };
}
const conditionOf = memoize(parseCondition);
const updateOf = memoize(parseUpdate);

const conditionFailed = () =>
  new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });

const keyOf = ({ pk, sk }: Item = {}): string => `${pk?.S} ${sk?.S}`;

export class MemoryTable {
  readonly items = new Map<string, Item>();
  /**
   * The previous entry of each item in the due index, by the item's key. A query of the
   * index is eventually consistent, so it may still see this entry.
   */
  readonly #previousEntries = new Map<string, Item>();

  /** As if the table had been restored from a backup with these items. */
  replaceItems(items: ReadonlyMap<string, Item>): void {
    this.items.clear();
    this.#previousEntries.clear();
    for (const [key, item] of items) this.items.set(key, item);
  }

  /**
   * Applies a command.
   *
   * @param options `stale`: a query also sees the previous entries of the due index
   * @returns the answer of DynamoDB
   * @throws {ConditionalCheckFailedException} if the condition does not hold
   */
  answer(command: unknown, { stale = false } = {}): Readonly<Record<string, unknown>> {
    if (command instanceof DescribeTableCommand) return { Table: { TableId: 'memory' } };
    if (command instanceof GetItemCommand)
      return { Item: this.items.get(keyOf(command.input.Key)) };
    if (command instanceof BatchGetItemCommand) {
      const found = Object.entries(command.input.RequestItems ?? {}).map(
        ([table, { Keys = [] }]) => [
          table,
          Keys.map((key) => this.items.get(keyOf(key))).filter((item) => item !== undefined),
        ],
      );
      return { Responses: Object.fromEntries(found) };
    }
    if (command instanceof PutItemCommand) {
      const item = known(command.input.Item, 'an empty item');
      const {
        ConditionExpression: condition,
        ExpressionAttributeNames: names = {},
        ExpressionAttributeValues: values = {},
      } = command.input;
      const before = this.items.get(keyOf(item)) ?? {};
      if (condition && !conditionOf(condition)(before, names, values)) throw conditionFailed();
      this.items.set(keyOf(item), item);
      return {};
    }
    if (command instanceof DeleteItemCommand) {
      const {
        ConditionExpression: condition,
        ExpressionAttributeNames: names = {},
        ExpressionAttributeValues: values = {},
      } = command.input;
      const before = this.items.get(keyOf(command.input.Key)) ?? {};
      if (condition && !conditionOf(condition)(before, names, values)) throw conditionFailed();
      this.items.delete(keyOf(command.input.Key));
      return {};
    }
    if (command instanceof UpdateItemCommand) return { Attributes: this.#update(command.input) };
    if (command instanceof QueryCommand) {
      const isOfIndex = command.input.IndexName !== undefined;
      return {
        Items: isOfIndex ? this.#due(command.input, stale) : this.#dueIn(command.input),
      };
    }
    throw new Error('The table in memory does not know this command.');
  }

  #update(input: UpdateItemCommandInput): Item {
    const key = keyOf(input.Key);
    const before = this.items.get(key) ?? {};
    const names = input.ExpressionAttributeNames ?? {};
    const values = input.ExpressionAttributeValues ?? {};
    const { ConditionExpression: condition } = input;
    if (condition && !conditionOf(condition)(before, names, values)) throw conditionFailed();
    const after: Record<string, AttributeValue> = { ...before, ...input.Key };
    for (const change of updateOf(input.UpdateExpression ?? ''))
      change(after, before, names, values);
    this.items.set(key, after);
    if (before['due'] && before['dueAt']) this.#previousEntries.set(key, before);
    return after;
  }

  /** The items of a partition that are due, as `Table.dueIn` queries them. */
  #dueIn(input: QueryCommandInput): readonly Item[] {
    known(
      input.FilterExpression === '#dueAt <= :by' ? '' : undefined,
      `the filter ${input.FilterExpression}`,
    );
    const { ':pk': pk, ':prefix': prefix, ':by': by } = input.ExpressionAttributeValues ?? {};
    const names = Object.values(input.ExpressionAttributeNames ?? {});
    return [...this.items.values()]
      .filter(
        (item) =>
          item['pk']?.S === pk?.S &&
          item['sk']?.S?.startsWith(prefix?.S ?? '') &&
          item['dueAt'] !== undefined &&
          by !== undefined &&
          numberOf(item['dueAt']) <= numberOf(by),
      )
      .sort((one, other) => (one['sk']?.S ?? '').localeCompare(other['sk']?.S ?? ''))
      .map((item) =>
        Object.fromEntries(
          names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
        ),
      );
  }

  #due(input: QueryCommandInput, stale: boolean): readonly Item[] {
    const { ':shard': shard, ':now': now } = input.ExpressionAttributeValues ?? {};
    const entries = [...this.items.values(), ...(stale ? this.#previousEntries.values() : [])];
    const due = new Map(
      entries
        .filter(
          ({ due, dueAt }) =>
            due?.S === shard?.S &&
            dueAt !== undefined &&
            now !== undefined &&
            numberOf(dueAt) <= numberOf(now),
        )
        .map((item) => [keyOf(item), item]),
    );
    return [...due.values()]
      .sort((one, other) => Number(one['dueAt']?.N) - Number(other['dueAt']?.N))
      .slice(0, input.Limit);
  }
}

/**
 * A DynamoDB client that passes each command to a function, with the table's name. The
 * world gives each of its processes another table name, so that it knows who calls.
 */
export function clientOf(
  handle: (command: unknown, tableName: string) => Promise<unknown>,
): DynamoDBClient {
  const send = (command: {
    readonly input: {
      readonly TableName?: string | undefined;
      readonly RequestItems?: Readonly<Record<string, unknown>> | undefined;
    };
  }): Promise<unknown> => {
    const { TableName, RequestItems = {} } = command.input;
    const name = TableName ?? Object.keys(RequestItems)[0];
    if (name === undefined) throw new Error('The command names no table.');
    return handle(command, name);
  };
  return Object.assign(new DynamoDBClient({ region: 'us-east-1' }), { send });
}
