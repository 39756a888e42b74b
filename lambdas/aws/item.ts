import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

type Item = Record<string, AttributeValue>;

/** Plain data to attributes; an undefined field is no attribute. */
export const toItem = (data: Readonly<Record<string, unknown>>): Item =>
  marshall(data, { removeUndefinedValues: true });

/**
 * Collects the parts of one update and its condition, with placeholders for all names, as
 * many are reserved words.
 */
export class ItemUpdate {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};
  readonly #sets: string[] = [];
  readonly #removals: string[] = [];
  readonly #additions: string[] = [];
  readonly #conditions: string[] = [];

  name(attribute: string): string {
    this.#names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  }

  value(data: unknown): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = data;
    return placeholder;
  }

  /** Sets attributes; `null` takes one away, `undefined` leaves it. */
  set(changes: Readonly<Record<string, unknown>>): this {
    for (const [attribute, data] of Object.entries(changes)) {
      if (data === undefined) continue;
      if (data === null) this.#removals.push(this.name(attribute));
      else this.#sets.push(`${this.name(attribute)} = ${this.value(data)}`);
    }
    return this;
  }

  /** Appends to a list, which is made where there is none. */
  append(attribute: string, entry: unknown): this {
    const name = this.name(attribute);
    this.#sets.push(
      `${name} = list_append(if_not_exists(${name}, ${this.value([])}), ${this.value([entry])})`,
    );
    return this;
  }

  /** Adds to a set of strings, which is made where there is none. */
  add(attribute: string, member: string): this {
    this.#additions.push(`${this.name(attribute)} ${this.value(new Set([member]))}`);
    return this;
  }

  /** Counts up from nothing, or back. */
  increment(attribute: string, by: 1 | -1 = 1): this {
    this.#additions.push(`${this.name(attribute)} ${this.value(by)}`);
    return this;
  }

  /** Demands a comparison; of `undefined` it demands nothing. */
  when(attribute: string, operator: '=' | '<' | '<=' | '>', data: unknown): this {
    return data === undefined
      ? this
      : this.whenTrue(`${this.name(attribute)} ${operator} ${this.value(data)}`);
  }

  whenTrue(condition: string): this {
    this.#conditions.push(condition);
    return this;
  }

  /** The fields of a command that have only the condition, as `DeleteItem` wants them. */
  toCondition() {
    if (this.#conditions.length === 0) return {};
    return {
      ConditionExpression: this.#conditions.map((condition) => `(${condition})`).join(' AND '),
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && {
        ExpressionAttributeValues: toItem(this.#values),
      }),
    };
  }

  /** The fields of an `UpdateItem` command. */
  toInput() {
    const clause = (keyword: string, parts: readonly string[]) =>
      parts.length > 0 ? [`${keyword} ${parts.join(', ')}`] : [];
    return {
      ...this.toCondition(),
      UpdateExpression: [
        ...clause('SET', this.#sets),
        ...clause('REMOVE', this.#removals),
        ...clause('ADD', this.#additions),
      ].join(' '),
      ExpressionAttributeNames: this.#names,
      ...(Object.keys(this.#values).length > 0 && {
        ExpressionAttributeValues: toItem(this.#values),
      }),
    };
  }
}
