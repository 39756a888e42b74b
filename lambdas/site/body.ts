import type { SiteContext } from './context.ts';

export type BodyRead =
  | {
      readonly ok: true;
      readonly body: Readonly<Record<string, unknown>>;
      readonly isForm: boolean;
    }
  | {
      readonly ok: false;
      readonly status: 400 | 415;
      readonly failure: 'unreadable' | 'unsupported';
    };

const failed = (status: 400 | 415, failure: 'unreadable' | 'unsupported'): BodyRead => ({
  ok: false,
  status,
  failure,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): BodyRead {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? { ok: true, body, isForm: false } : failed(400, 'unreadable');
  } catch {
    return failed(400, 'unreadable');
  }
}

/**
 * Reads a posted form or JSON object. Bytes that are no UTF-8 are refused, rather than
 * read as something else.
 */
export async function readBody(c: SiteContext): Promise<BodyRead> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    return failed(415, 'unsupported');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer());
  } catch {
    return failed(400, 'unreadable');
  }
  return type === 'application/json'
    ? parseJson(text)
    : { ok: true, body: Object.fromEntries(new URLSearchParams(text)), isForm: true };
}

/** The text fields among what was posted, to show them again. */
export const textFields = (body: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
