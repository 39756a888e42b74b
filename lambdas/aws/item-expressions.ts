import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

type Item = Record<string, AttributeValue>;

/** Converts plain data to DynamoDB attributes. Leaves out undefined fields. */
export const toItem = (data: Readonly<Record<string, unknown>>): Item =>
  marshall(data, { removeUndefinedValues: true });

/**
 * The names and values in the expressions of one command. Each one gets a placeholder,
 * because many names are reserved words and values cannot be inline.
 */
class Placeholders {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};

  name(attribute: string): string {
    this.#names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  }

  value(data: unknown): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = data;
    return placeholder;
  }

  /** The fields of the command. An empty one is left out, because DynamoDB refuses it. */
  toInput() {
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && {
        ExpressionAttributeValues: toItem(this.#values),
      }),
    };
  }
}

type Clause = (placeholders: Placeholders) => string;

type Comparison = '=' | '<>' | '<' | '<=' | '>';

/** The condition of a write: all of its clauses must hold for the item. */
export class Condition {
  readonly #clauses: Clause[] = [];

  #add(clause: Clause): this {
    this.#clauses.push(clause);
    return this;
  }

  /** Requires a comparison to hold. Requires nothing if `data` is undefined. */
  when(attribute: string, comparison: Comparison, data: unknown): this {
    if (data === undefined) return this;
    return this.#add((to) => `${to.name(attribute)} ${comparison} ${to.value(data)}`);
  }

  whenExists(attribute: string): this {
    return this.#add((to) => `attribute_exists(${to.name(attribute)})`);
  }

  whenAbsent(attribute: string): this {
    return this.#add((to) => `attribute_not_exists(${to.name(attribute)})`);
  }

  whenAbsentOr(attribute: string, comparison: Comparison, data: unknown): this {
    return this.#add((to) => {
      const name = to.name(attribute);
      return `attribute_not_exists(${name}) OR ${name} ${comparison} ${to.value(data)}`;
    });
  }

  whenIn(attribute: string, list: readonly unknown[]): this {
    return this.#add((to) => {
      const values = list.map((data) => to.value(data));
      return `${to.name(attribute)} IN (${values.join(', ')})`;
    });
  }

  /** Requires that a set of strings does not contain this member. */
  whenWithout(attribute: string, member: string): this {
    return this.#add((to) => `NOT contains(${to.name(attribute)}, ${to.value(member)})`);
  }

  /** Requires that a set or a list has less than so many members, or is missing. */
  whenSmaller(attribute: string, members: number): this {
    return this.#add((to) => {
      const name = to.name(attribute);
      return `attribute_not_exists(${name}) OR size(${name}) < ${to.value(members)}`;
    });
  }

  /** Requires that at least one of these conditions holds. */
  whenAny(...conditions: readonly Condition[]): this {
    return this.#add((to) => conditions.map((condition) => condition.#joined(to)).join(' OR '));
  }

  #joined(placeholders: Placeholders): string {
    return this.#clauses.map((clause) => `(${clause(placeholders)})`).join(' AND ');
  }

  /** The field `ConditionExpression` of a command, with the clauses of `and` added. */
  protected expression(placeholders: Placeholders, and = new Condition()) {
    const parts = [this.#joined(placeholders), and.#joined(placeholders)].filter(Boolean);
    return parts.length > 0 ? { ConditionExpression: parts.join(' AND ') } : {};
  }

  /** The fields of a command that has a condition and no update, such as `DeleteItem`. */
  toInput() {
    const placeholders = new Placeholders();
    const expression = this.expression(placeholders);
    return { ...expression, ...placeholders.toInput() };
  }
}

/** The update of one item, with its condition. */
export class ItemUpdate extends Condition {
  readonly #sets: Clause[] = [];
  readonly #removals: Clause[] = [];
  readonly #additions: Clause[] = [];
  readonly #deletions: Clause[] = [];

  /** Sets attributes. `null` removes an attribute, `undefined` leaves it unchanged. */
  set(attributes: Readonly<Record<string, unknown>>): this {
    for (const [attribute, data] of Object.entries(attributes)) {
      if (data === undefined) continue;
      if (data === null) this.#removals.push((to) => to.name(attribute));
      else this.#sets.push((to) => `${to.name(attribute)} = ${to.value(data)}`);
    }
    return this;
  }

  /** Appends an entry to a list. Creates the list if it is missing. */
  append(attribute: string, entry: unknown): this {
    this.#sets.push((to) => {
      const name = to.name(attribute);
      return `${name} = list_append(if_not_exists(${name}, ${to.value([])}), ${to.value([entry])})`;
    });
    return this;
  }

  /** Adds a member to a set of strings. Creates the set if it is missing. */
  add(attribute: string, member: string): this {
    this.#additions.push((to) => `${to.name(attribute)} ${to.value(new Set([member]))}`);
    return this;
  }

  /** Removes members from a set of strings. Not together with `add` to the same set. */
  drop(attribute: string, members: readonly string[]): this {
    this.#deletions.push((to) => `${to.name(attribute)} ${to.value(new Set(members))}`);
    return this;
  }

  /** Adds to a number. A missing number counts as 0. */
  increment(attribute: string, by = 1): this {
    this.#additions.push((to) => `${to.name(attribute)} ${to.value(by)}`);
    return this;
  }

  /** The fields of an `UpdateItem` command, with the clauses of `and` added. */
  override toInput(and = new Condition()) {
    const placeholders = new Placeholders();
    const section = (keyword: string, clauses: readonly Clause[]) =>
      clauses.length > 0
        ? [`${keyword} ${clauses.map((clause) => clause(placeholders)).join(', ')}`]
        : [];
    const sections = [
      ...section('SET', this.#sets),
      ...section('REMOVE', this.#removals),
      ...section('ADD', this.#additions),
      ...section('DELETE', this.#deletions),
    ];
    const condition = this.expression(placeholders, and);
    return { ...condition, UpdateExpression: sections.join(' '), ...placeholders.toInput() };
  }
}
