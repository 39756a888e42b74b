/**
 * The parts of the fetch classes that Hono and its Lambda adapter use. Lambda bundles get
 * them in place of Node's own `Headers`, `Request` and `Response` (`inject` in
 * `bundle.ts`). The first use of one of those loads the whole fetch client of Node,
 * undici: 40 ms of CPU at each cold start (docs/adr/0034-bundles-with-chunks.md).
 *
 * Whatever these classes do, they do as Node's classes do: same values, same checks, an
 * error of the same type. `test/lib/light-fetch.test.ts` compares both. The rules are in
 * https://fetch.spec.whatwg.org. Not included are streams as bodies, and what only a
 * fetch client needs: `signal`, `mode`, `cache`, `Response.redirect()` and so on.
 */

/** RFC 9110, section 5.6.2: a header's name, or a method. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** TAB, LF, CR and space. The specification removes them around a header's value. */
const isHttpSpace = (code: number): boolean =>
  code === 0x09 || code === 0x0a || code === 0x0d || code === 0x20;

function withoutSpaceAround(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isHttpSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isHttpSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** @throws {TypeError} if a character has no byte in Latin-1, as headers need */
function latin1(value: unknown): string {
  const text = String(value);
  if (/[\u0100-\uFFFF]/.test(text)) throw new TypeError('A header has a character beyond Latin-1.');
  return text;
}

/** @throws {TypeError} if it is no header name */
function headerName(value: unknown): string {
  const name = latin1(value);
  if (!TOKEN.test(name)) throw new TypeError('The name of a header is not valid.');
  return name.toLowerCase();
}

/** @throws {TypeError} if it is no header value */
function headerValue(value: unknown): string {
  const text = withoutSpaceAround(latin1(value));
  if (/[\0\n\r]/.test(text)) throw new TypeError('The value of a header is not valid.');
  return text;
}

type Pairs = Iterable<unknown>;
/** As the browser's `HeadersInit`: pairs, a record, or other headers. */
type LightHeadersInit = LightHeaders | Pairs | Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const isIterable = (value: object): value is Pairs => Symbol.iterator in value;

/** @throws {TypeError} if it is no list of two values */
function nameAndValue(pair: unknown): [name: unknown, value: unknown] {
  const values: unknown[] = isObject(pair) && isIterable(pair) ? [...pair] : [];
  if (values.length !== 2) throw new TypeError('Each header is a pair of a name and a value.');
  return [values[0], values[1]];
}

const SET_COOKIE = 'set-cookie';

class LightHeaders implements Iterable<[string, string]> {
  /** Each value by its name in lower case. Cookies are apart: they are never joined. */
  #values = new Map<string, string>();
  #cookies: string[] = [];

  /** @throws {TypeError} if a name or a value is not valid */
  constructor(init?: LightHeadersInit) {
    if (init === undefined) return;
    if (init instanceof LightHeaders) {
      // Node trims a copy again: a joined value may end with its separator.
      for (const [name, value] of init.#values) this.#values.set(name, withoutSpaceAround(value));
      this.#cookies = [...init.#cookies];
      return;
    }
    if (!isObject(init)) throw new TypeError('Headers are made of pairs or of a record.');
    if (isIterable(init)) {
      for (const pair of init) this.append(...nameAndValue(pair));
      return;
    }
    for (const name of Reflect.ownKeys(init)) {
      const value = latin1(Reflect.get(init, name));
      // Node copies a record to an object first, where this is no name.
      if (name !== '__proto__') this.append(name, value);
    }
  }

  append(name: unknown, value: unknown): void {
    const key = headerName(name);
    const added = headerValue(value);
    if (key === SET_COOKIE) {
      this.#cookies.push(added);
      return;
    }
    const before = this.#values.get(key);
    const separator = key === 'cookie' ? '; ' : ', ';
    this.#values.set(key, before === undefined ? added : `${before}${separator}${added}`);
  }

  set(name: unknown, value: unknown): void {
    const key = headerName(name);
    const only = headerValue(value);
    if (key === SET_COOKIE) this.#cookies = [only];
    else this.#values.set(key, only);
  }

  delete(name: unknown): void {
    const key = headerName(name);
    if (key === SET_COOKIE) this.#cookies = [];
    else this.#values.delete(key);
  }

  get(name: unknown): string | null {
    const key = headerName(name);
    if (key !== SET_COOKIE) return this.#values.get(key) ?? null;
    return this.#cookies.length === 0 ? null : this.#cookies.join(', ');
  }

  has(name: unknown): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  /**
   * All pairs, sorted by name, one for each cookie. Unlike Node's iterator it does not
   * see changes that are made during the iteration.
   */
  *entries(): IterableIterator<[string, string]> {
    const pairs: [string, string][] = [
      ...this.#values,
      ...this.#cookies.map((cookie): [string, string] => [SET_COOKIE, cookie]),
    ];
    // The sort is stable, so cookies keep their order.
    yield* pairs.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(call: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const [name, value] of this.entries()) call(value, name, this);
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

/** Without a byte order mark. Node's classes remove two of them. */
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

/**
 * The content of a message, which can be read once. Where Node has a stream, these
 * classes have this: a value to ask for, to pass on, or to read by a reader.
 */
class LightBody {
  readonly #content: string | Uint8Array<ArrayBuffer>;
  #isRead = false;
  #isLocked = false;

  constructor(content: string | Uint8Array<ArrayBuffer>) {
    this.#content = content;
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  get locked(): boolean {
    return this.#isLocked;
  }

  /** @throws {TypeError} if the body was read before, or has a reader */
  #take(): string | Uint8Array<ArrayBuffer> {
    if (this.#isRead || this.#isLocked) throw new TypeError('The body has already been read.');
    this.#isRead = true;
    return this.#content;
  }

  text(): string {
    const content = this.#take();
    return typeof content === 'string'
      ? withoutMark(withoutMark(content.toWellFormed()))
      : withoutMark(new TextDecoder().decode(content));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const content = this.#take();
    return typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
  }

  copy(): LightBody {
    if (this.#isRead || this.#isLocked) throw new TypeError('The body has already been read.');
    return new LightBody(this.#content);
  }

  /** Reads the whole content as one chunk. */
  getReader(): {
    read: () => Promise<
      { done: false; value: Uint8Array<ArrayBuffer> } | { done: true; value: undefined }
    >;
  } {
    let rest: Uint8Array<ArrayBuffer> | undefined = this.copy().bytes();
    this.#isLocked = true;
    return {
      read: async () => {
        this.#isRead = true;
        const value = rest;
        rest = undefined;
        return value === undefined || value.length === 0
          ? { done: true, value: undefined }
          : { done: false, value };
      },
    };
  }
}

interface BodyWithType {
  readonly body: LightBody | null;
  /** The content type that the kind of body implies, for a message that names none. */
  readonly type?: string;
}

/** @throws {TypeError} if it is a body of a kind that these classes do not have */
function bodyOf(init: unknown): BodyWithType {
  if (init === undefined || init === null) return { body: null };
  if (init instanceof LightBody) {
    if (init.isRead || init.locked) throw new TypeError('The body has already been read.');
    return { body: init };
  }
  if (init instanceof ArrayBuffer) return { body: new LightBody(new Uint8Array(init.slice(0))) };
  if (ArrayBuffer.isView(init)) {
    const view = new Uint8Array(init.buffer, init.byteOffset, init.byteLength);
    return { body: new LightBody(Uint8Array.from(view)) };
  }
  if (init instanceof URLSearchParams) {
    const type = 'application/x-www-form-urlencoded;charset=UTF-8';
    return { body: new LightBody(init.toString()), type };
  }
  // Hono's JSX renders to a `String` object.
  if (typeof init === 'object' && !(init instanceof String)) {
    const { name } = init.constructor;
    throw new TypeError(`lib/light-fetch.ts has no bodies of the kind ${name}.`);
  }
  return { body: new LightBody(String(init)), type: 'text/plain;charset=UTF-8' };
}

/** What requests and responses have in common. */
abstract class LightMessage {
  readonly headers: LightHeaders;
  readonly body: LightBody | null;

  constructor({ body, type }: BodyWithType, headers: LightHeadersInit | undefined) {
    this.headers = new LightHeaders(headers);
    this.body = body;
    if (type !== undefined && !this.headers.has('content-type')) {
      this.headers.set('content-type', type);
    }
  }

  get bodyUsed(): boolean {
    return this.body?.isRead ?? false;
  }

  async text(): Promise<string> {
    return this.body?.text() ?? '';
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.body?.bytes() ?? new Uint8Array();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  /** Node's class reads it, which loads undici. No request of the product needs it. */
  async formData(): Promise<FormData> {
    return new globalThis.Response(await this.bytes(), this.#typed()).formData();
  }

  async blob(): Promise<Blob> {
    return new globalThis.Response(await this.bytes(), this.#typed()).blob();
  }

  #typed(): { headers: Record<string, string> } {
    const type = this.headers.get('content-type');
    return { headers: type === null ? {} : { 'content-type': type } };
  }
}

interface LightRequestInit {
  readonly method?: string;
  readonly headers?: LightHeadersInit;
  readonly body?: unknown;
}

const CLIENT_ONLY = new Set(['CONNECT', 'TRACE', 'TRACK']);
const UPPER_CASED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

/** @throws {TypeError} if it is no method, or one that only a proxy may send */
function methodOf(value: unknown): string {
  const method = latin1(value);
  const upper = method.toUpperCase();
  if (!TOKEN.test(method) || CLIENT_ONLY.has(upper)) {
    throw new TypeError('The method of a request is not valid.');
  }
  return UPPER_CASED.has(upper) ? upper : method;
}

/** @throws {TypeError} if it is no absolute URL, or has a user name or a password */
function urlOf(value: unknown): string {
  const url = new URL(String(value));
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('The URL of a request has a user name or a password.');
  }
  return url.href;
}

class LightRequest extends LightMessage {
  readonly url: string;
  readonly method: string;

  /** @throws {TypeError} if the URL, the method, a header or the body is not valid */
  constructor(input: string | URL | LightRequest, init: LightRequestInit = {}) {
    const from = input instanceof LightRequest ? input : undefined;
    const url = from?.url ?? urlOf(input);
    const method = init.method === undefined ? (from?.method ?? 'GET') : methodOf(init.method);
    const hasOwnBody = init.body !== undefined && init.body !== null;
    if ((method === 'GET' || method === 'HEAD') && (hasOwnBody || from?.body)) {
      throw new TypeError('A request with the method GET or HEAD has no body.');
    }
    if (!hasOwnBody && from?.bodyUsed) throw new TypeError('The body has already been read.');
    super(bodyOf(hasOwnBody ? init.body : from?.body), init.headers ?? from?.headers);
    this.url = url;
    this.method = method;
  }

  clone(): LightRequest {
    const body = this.body?.copy();
    return new LightRequest(this.url, { method: this.method, headers: this.headers, body });
  }
}

interface LightResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: LightHeadersInit;
}

/** @throws {TypeError} if it has a control character */
function reasonPhrase(value: unknown): string {
  const phrase = latin1(value);
  if (/(?![\t\u0080-\u009F])\p{Cc}/u.test(phrase))
    throw new TypeError('The status text is not valid.');
  return phrase;
}

/** Answers with these codes have no content. */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

class LightResponse extends LightMessage {
  readonly status: number;
  readonly statusText: string;

  /**
   * @throws {RangeError} if the status is not from 200 to 599
   * @throws {TypeError} if a header or the body is not valid, or the status has no body
   */
  constructor(body?: unknown, { status = 200, statusText = '', headers }: LightResponseInit = {}) {
    const code = Math.trunc(Number(status));
    if (!(code >= 200 && code <= 599)) {
      throw new RangeError('The status of a response is not from 200 to 599.');
    }
    const content = bodyOf(body);
    if (content.body !== null && WITHOUT_BODY.has(code)) {
      throw new TypeError(`A response with the status ${code} has no body.`);
    }
    super(content, headers);
    this.status = code;
    this.statusText = reasonPhrase(statusText);
  }

  get ok(): boolean {
    return this.status <= 299;
  }

  clone(): LightResponse {
    return new LightResponse(this.body?.copy(), this);
  }
}

export { LightHeaders as Headers, LightRequest as Request, LightResponse as Response };
