import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

type Item = Record<string, AttributeValue>;

/** Plain data to attributes; an undefined field is no attribute. */
export const toItem = (data: Readonly<Record<string, unknown>>): Item =>
  marshall(data, { removeUndefinedValues: true });

/**
 * The names and values of one command. An expression has placeholders for all of them, because
 * many names are reserved words.
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

  /** DynamoDB refuses these fields when they are empty. */
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

/** What must hold of an item for a write to happen: all of its clauses. */
export class Condition {
  readonly #clauses: Clause[] = [];

  #add(clause: Clause): this {
    this.#clauses.push(clause);
    return this;
  }

  /** Demands a comparison; of `undefined` it demands nothing. */
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

  /** Demands that a set of strings does not have this member. */
  whenWithout(attribute: string, member: string): this {
    return this.#add((to) => `NOT contains(${to.name(attribute)}, ${to.value(member)})`);
  }

  /** Demands that one of these conditions holds. */
  whenAny(...conditions: readonly Condition[]): this {
    return this.#add((to) => conditions.map((condition) => condition.#joined(to)).join(' OR '));
  }

  #joined(placeholders: Placeholders): string {
    return this.#clauses.map((clause) => `(${clause(placeholders)})`).join(' AND ');
  }

  /** The field `ConditionExpression` of a command, also with the clauses of another condition. */
  protected expression(placeholders: Placeholders, and = new Condition()) {
    const parts = [this.#joined(placeholders), and.#joined(placeholders)].filter(Boolean);
    return parts.length > 0 ? { ConditionExpression: parts.join(' AND ') } : {};
  }

  /** The fields of a command that has only a condition, such as `DeleteItem`. */
  toInput() {
    const placeholders = new Placeholders();
    const expression = this.expression(placeholders);
    return { ...expression, ...placeholders.toInput() };
  }
}

/** One update of an item, with its condition. */
export class ItemUpdate extends Condition {
  readonly #sets: Clause[] = [];
  readonly #removals: Clause[] = [];
  readonly #additions: Clause[] = [];

  /** Sets attributes; `null` removes one, `undefined` leaves it. */
  set(attributes: Readonly<Record<string, unknown>>): this {
    for (const [attribute, data] of Object.entries(attributes)) {
      if (data === undefined) continue;
      if (data === null) this.#removals.push((to) => to.name(attribute));
      else this.#sets.push((to) => `${to.name(attribute)} = ${to.value(data)}`);
    }
    return this;
  }

  /** Appends to a list; makes the list if there is none. */
  append(attribute: string, entry: unknown): this {
    this.#sets.push((to) => {
      const name = to.name(attribute);
      return `${name} = list_append(if_not_exists(${name}, ${to.value([])}), ${to.value([entry])})`;
    });
    return this;
  }

  /** Adds to a set of strings; makes the set if there is none. */
  add(attribute: string, member: string): this {
    this.#additions.push((to) => `${to.name(attribute)} ${to.value(new Set([member]))}`);
    return this;
  }

  /** Counts up, from 0 if there is no number yet, or down. */
  increment(attribute: string, by: 1 | -1 = 1): this {
    this.#additions.push((to) => `${to.name(attribute)} ${to.value(by)}`);
    return this;
  }

  /** The fields of an `UpdateItem` command, also with the clauses of another condition. */
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
    ];
    const condition = this.expression(placeholders, and);
    return { ...condition, UpdateExpression: sections.join(' '), ...placeholders.toInput() };
  }
}
