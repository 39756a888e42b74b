import { createMiddleware } from 'hono/factory';
import type { PostedBody, SiteContext, SiteEnv } from './context.ts';
import { respondFailure } from './respond.ts';

type ParseResult =
  | { readonly ok: true; readonly body: PostedBody }
  | {
      readonly ok: false;
      readonly status: 400 | 415;
      readonly failure: 'unreadable' | 'unsupported';
    };

const unreadable = { ok: false, status: 400, failure: 'unreadable' } as const;
const unsupported = { ok: false, status: 415, failure: 'unsupported' } as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body with more fields is not read: no form of the site has a quarter of them. */
export const MAX_FIELDS = 100;

function parseJson(text: string): ParseResult {
  try {
    const fields: unknown = JSON.parse(text);
    if (!isRecord(fields) || Object.keys(fields).length > MAX_FIELDS) return unreadable;
    return { ok: true, body: { fields, isForm: false } };
  } catch {
    return unreadable;
  }
}

/** Of several fields with one name, the last one counts. */
function parseForm(text: string): ParseResult {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    fields.set(name, value);
    if (fields.size > MAX_FIELDS) return unreadable;
  }
  return { ok: true, body: { fields: Object.fromEntries(fields), isForm: true } };
}

/**
 * Parses the body by its content type. No body at all is a form without fields. It
 * refuses bytes that are not valid UTF-8, because in another encoding they may stand for
 * other characters.
 */
async function parse(c: SiteContext): Promise<ParseResult> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined && (await c.req.arrayBuffer()).byteLength === 0) {
    return { ok: true, body: { fields: {}, isForm: true } };
  }
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    return unsupported;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer());
  } catch {
    return unreadable;
  }
  return type === 'application/json' ? parseJson(text) : parseForm(text);
}

/**
 * Sets `c.var.body` to the posted form or JSON object, or answers: 415 to another content
 * type, and 400 to a body that it cannot parse or that has more than {@link MAX_FIELDS}
 * fields.
 */
export async function readBody(c: SiteContext): Promise<Response | undefined> {
  const parsed = await parse(c);
  if (!parsed.ok) return respondFailure(c, parsed.status, parsed.failure);
  c.set('body', parsed.body);
  return undefined;
}

/** {@link readBody} as middleware. */
export const parseBody = createMiddleware<SiteEnv>(
  async (c, next) => (await readBody(c)) ?? next(),
);

/** The fields of a posted body whose values are strings. */
export const textFields = ({ fields }: PostedBody): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
