import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

/**
 * As much of DynamoDB as the product's stores speak, in memory: the proofs run the stores
 * themselves on it, 10,000 calls a second. What it does not know it refuses loudly;
 * model.test.ts holds it against dynalite.
 */

type Item = Readonly<Record<string, AttributeValue>>;
type Names = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, AttributeValue>>;
type Condition = (item: Item, names: Names, values: Values) => boolean;

const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The table in memory does not know ${what}.`);
  return value;
};

const numberOf = (value: AttributeValue): number =>
  Number(found(value.N, 'a comparison of no numbers'));

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

/** A condition expression, by recursive descent over its words. */
function parseCondition(expression: string): Condition {
  const words = expression.match(/#\w+|:\w+|\w+|<=|<>|[<>=(),]/g) ?? [];
  let at = 0;
  const next = (): string => {
    at += 1;
    return found(words[at - 1], `the end of "${expression}"`);
  };
  const demand = (word: string): void => {
    if (next() !== word) throw new Error(`"${word}" is missing in "${expression}".`);
  };
  const attribute = (item: Item, names: Names, word: string): AttributeValue | undefined =>
    item[word.startsWith('#') ? found(names[word], word) : word];

  const operand = (): Condition => {
    const word = next();
    if (word === '(') {
      const inner = either();
      demand(')');
      return inner;
    }
    if (word === 'NOT') {
      const inner = operand();
      return (...given) => !inner(...given);
    }
    if (word === 'attribute_not_exists' || word === 'attribute_exists') {
      demand('(');
      const name = next();
      demand(')');
      return (item, names) =>
        (attribute(item, names, name) !== undefined) === (word === 'attribute_exists');
    }
    if (word === 'contains') {
      demand('(');
      const name = next();
      demand(',');
      const value = next();
      demand(')');
      return (item, names, values) => {
        const member = found(values[value]?.S, `what contains() looks for`);
        return attribute(item, names, name)?.SS?.includes(member) ?? false;
      };
    }
    const operator = next();
    if (operator === 'IN') {
      demand('(');
      const members: string[] = [];
      do members.push(next());
      while (next() === ',');
      return (item, names, values) => {
        const value = attribute(item, names, word);
        return (
          value !== undefined &&
          members.some((member) => isEqual(value, found(values[member], member)))
        );
      };
    }
    const compare = found(comparisons[operator], `"${operator}" in "${expression}"`);
    const other = next();
    return (item, names, values) => {
      const value = attribute(item, names, word);
      return value !== undefined && compare(value, found(values[other], other));
    };
  };
  const all = (): Condition => {
    const parts = [operand()];
    while (words[at] === 'AND') {
      at += 1;
      parts.push(operand());
    }
    return (...given) => parts.every((part) => part(...given));
  };
  const either = (): Condition => {
    const parts = [all()];
    while (words[at] === 'OR') {
      at += 1;
      parts.push(all());
    }
    return (...given) => parts.some((part) => part(...given));
  };

  const condition = either();
  if (at !== words.length) throw new Error(`What is after "${words[at]}" in "${expression}"?`);
  return condition;
}

type Change = (
  item: Record<string, AttributeValue>,
  before: Item,
  names: Names,
  values: Values,
) => void;

/** An update expression: the forms that `ItemUpdate` writes. */
function parseUpdate(expression: string): readonly Change[] {
  const changes: Change[] = [];
  const clauses = expression.split(/(?:^| )(SET|REMOVE|ADD) /).slice(1);
  for (let at = 0; at < clauses.length; at += 2) {
    const text = found(clauses[at + 1], expression);
    const take = (form: RegExp, change: (...parts: readonly string[]) => Change): string =>
      text.replace(form, (_all, ...parts) => {
        changes.push(change(...parts.map(String)));
        return '';
      });
    let rest = text;
    if (clauses[at] === 'SET') {
      rest = take(
        /(#\w+) = (?:list_append\(if_not_exists\(#\w+, (:\w+)\), (:\w+)\)|(:\w+))/g,
        (name = '', empty = '', appended = '', value = '') =>
          (item, before, names, values) => {
            const attribute = found(names[name], name);
            item[attribute] = value.startsWith(':')
              ? found(values[value], value)
              : {
                  L: [
                    ...((before[attribute] ?? found(values[empty], empty)).L ?? []),
                    ...(found(values[appended], appended).L ?? []),
                  ],
                };
          },
      );
    } else if (clauses[at] === 'REMOVE') {
      rest = take(/(#\w+)/g, (name = '') => (item, _before, names) => {
        delete item[found(names[name], name)];
      });
    } else {
      rest = take(/(#\w+) (:\w+)/g, (name = '', value = '') => (item, before, names, values) => {
        const attribute = found(names[name], name);
        const added = found(values[value], value);
        if (added.N !== undefined) {
          item[attribute] = { N: String(Number(before[attribute]?.N ?? 0) + Number(added.N)) };
          return;
        }
        const members = new Set([...(before[attribute]?.SS ?? []), ...(added.SS ?? [])]);
        item[attribute] = { SS: [...members].sort() };
      });
    }
    if (/[^, ]/.test(rest))
      throw new Error(`The table in memory does not know "${rest}" in "${expression}".`);
  }
  return changes;
}

function cached<T>(parse: (expression: string) => T): (expression: string) => T {
  const known = new Map<string, T>();
  return (expression) => {
    const parsed = known.get(expression) ?? parse(expression);
    known.set(expression, parsed);
    return parsed;
  };
}
const conditionOf = cached(parseCondition);
const updateOf = cached(parseUpdate);

const refused = () =>
  new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });

const keyOf = ({ pk, sk }: Item = {}): string => `${pk?.S} ${sk?.S}`;

/** An entry of the index as it once was: a reader of a replica may still see it. */
interface Entry {
  readonly key: string;
  readonly item: Item;
}

export class MemoryTable {
  readonly items = new Map<string, Item>();
  /**
   * Every entry that the index ever held, by the letter: the latest before the present
   * one.
   */
  readonly #stale = new Map<string, Entry>();

  /** What a command answers, as it is applied now. */
  answer(command: unknown, { stale = false } = {}): Readonly<Record<string, unknown>> {
    if (command instanceof GetItemCommand)
      return { Item: this.items.get(keyOf(command.input.Key)) };
    if (command instanceof PutItemCommand) {
      const item = found(command.input.Item, 'an empty item');
      const {
        ConditionExpression: condition,
        ExpressionAttributeNames: names = {},
        ExpressionAttributeValues: values = {},
      } = command.input;
      const before = this.items.get(keyOf(item)) ?? {};
      if (condition && !conditionOf(condition)(before, names, values)) throw refused();
      this.items.set(keyOf(item), item);
      return {};
    }
    if (command instanceof UpdateItemCommand) return { Attributes: this.#update(command.input) };
    if (command instanceof QueryCommand) return { Items: this.#due(command.input, stale) };
    throw new Error('The table in memory does not know this command.');
  }

  #update(input: UpdateItemCommandInput): Item {
    const key = keyOf(input.Key);
    const before = this.items.get(key) ?? {};
    const names = input.ExpressionAttributeNames ?? {};
    const values = input.ExpressionAttributeValues ?? {};
    const { ConditionExpression: condition } = input;
    if (condition && !conditionOf(condition)(before, names, values)) throw refused();
    const after: Record<string, AttributeValue> = { ...before, ...input.Key };
    for (const change of updateOf(input.UpdateExpression ?? ''))
      change(after, before, names, values);
    this.items.set(key, after);
    if (before['due'] && before['dueAt']) this.#stale.set(key, { key, item: before });
    return after;
  }

  #due(input: QueryCommandInput, stale: boolean): readonly Item[] {
    const { ':shard': shard, ':now': now } = input.ExpressionAttributeValues ?? {};
    const entries = [
      ...this.items.values(),
      ...(stale ? [...this.#stale.values()].map(({ item }) => item) : []),
    ];
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
 * A client whose calls go to a function: the command and the table's name, by which a
 * process is known.
 */
export function clientOf(
  handle: (command: unknown, tableName: string) => Promise<unknown>,
): DynamoDBClient {
  const send = (command: {
    readonly input: { readonly TableName?: string | undefined };
  }): Promise<unknown> => handle(command, command.input.TableName ?? '');
  return Object.assign(new DynamoDBClient({ region: 'us-east-1' }), { send });
}
