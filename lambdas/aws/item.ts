import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

type Item = Record<string, AttributeValue>;

/** Plain data to attributes; an undefined field is no attribute. */
export const toItem = (data: Readonly<Record<string, unknown>>): Item =>
  marshall(data, { removeUndefinedValues: true });

/** The parts of an update or condition: placeholders for every name, so that no reserved word can trip it. */
export class Expression {
  readonly names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};
  #count = 0;

  name(attribute: string): string {
    this.names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  }

  value(data: unknown): string {
    this.#count += 1;
    const placeholder = `:v${this.#count}`;
    this.#values[placeholder] = data;
    return placeholder;
  }

  get values(): Item {
    return toItem(this.#values);
  }
}
