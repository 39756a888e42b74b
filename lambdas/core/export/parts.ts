import * as z from 'zod/mini';

/**
 * A place in the export of a candidate: all contacts in the order of their ids, then all
 * letters in the order of theirs. `c.` and `l.` are the first contact and the first
 * letter. Ids do not change, so a part begins and ends at the same item whatever is added
 * or deleted meanwhile: an item that stays is in exactly one part.
 */
export interface Cursor {
  readonly kind: 'contact' | 'letter';
  /** An id, or empty for the first one. */
  readonly id: string;
}

/** A part of an export: from inclusive, to exclusive; without `to` up to the end. */
export interface Part {
  readonly from: Cursor;
  readonly to?: Cursor | undefined;
  /** From 1. */
  readonly number: number;
  /** The number of parts. Undefined if no request reads enough to know it. */
  readonly of?: number | undefined;
}

const CURSOR = /^(?<kind>[cl])\.(?<id>[A-Za-z0-9_-]{0,22})$/;
const kinds = { c: 'contact', l: 'letter' } as const;

export const firstCursor: Cursor = { kind: 'contact', id: '' };

/** The cursor as a query parameter. */
const cursorText = ({ kind, id }: Cursor): string => `${kind[0]}.${id}`;

const cursorSchema = z.pipe(
  z.string().check(z.regex(CURSOR)),
  z.transform((text): Cursor => ({ kind: kinds[text[0] === 'c' ? 'c' : 'l'], id: text.slice(2) })),
);
const countSchema = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,5}$/)),
  z.transform((text) => Number(text)),
);
const partSchema = z.object({
  from: cursorSchema,
  to: z.optional(cursorSchema),
  part: countSchema,
  of: z.optional(countSchema),
});

/** Reads a part from the query parameters of its link. Undefined if they are none. */
export function readPart(query: Readonly<Record<string, string>>): Part | undefined {
  const { data } = partSchema.safeParse(query);
  return data && { from: data.from, to: data.to, number: data.part, of: data.of };
}

/** The query parameters of a part, for {@link readPart}. */
export const partQuery = ({ from, to, number, of }: Part): Readonly<Record<string, string>> => ({
  part: String(number),
  ...(of !== undefined && { of: String(of) }),
  from: cursorText(from),
  ...(to && { to: cursorText(to) }),
});

/** Whether an item is in a part. */
export function isInPart({ from, to }: Pick<Part, 'from' | 'to'>, item: Cursor): boolean {
  const isBefore = (one: Cursor, other: Cursor): boolean =>
    one.kind === other.kind ? one.id < other.id : one.kind === 'contact';
  return !isBefore(item, from) && (to === undefined || isBefore(item, to));
}

/**
 * Divides items, in their order, into parts of a limited size.
 *
 * @param items with their size in bytes
 * @param limit in bytes; an item that is larger has a part of its own
 */
export function divide(
  items: Iterable<Cursor & { readonly size: number }>,
  limit: number,
): readonly Part[] {
  const starts: Cursor[] = [firstCursor];
  let size = 0;
  for (const { kind, id, size: added } of items) {
    if (size > 0 && size + added > limit) {
      starts.push({ kind, id });
      size = 0;
    }
    size += added;
  }
  return starts.map((from, index) => ({
    from,
    to: starts[index + 1],
    number: index + 1,
    of: starts.length,
  }));
}
