import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as lightFetch from '../../lib/light-fetch.ts';

const node = { Headers, Request, Response };
type Classes = typeof node;

/** Our classes under the types of Node's, so that the same steps run with both. */
function lightClasses(): Classes {
  const classes: unknown = lightFetch;
  const isSame = (_classes: unknown): _classes is Classes => true;
  if (!isSame(classes)) throw new Error('The guard accepts everything.');
  return classes;
}
const light = lightClasses();

type Steps = (classes: Classes) => unknown;

/** What the steps give, or the kind of their error: the text of an error may differ. */
async function outcomeOf(steps: Steps, classes: Classes): Promise<unknown> {
  try {
    return await steps(classes);
  } catch (error) {
    return `throws ${error instanceof Error ? error.name : String(error)}`;
  }
}

async function expectSame(steps: Steps): Promise<void> {
  expect(await outcomeOf(steps, light)).toEqual(await outcomeOf(steps, node));
}

/** Everything that can be read from headers. */
const contentOf = (headers: Headers) => {
  const seen: [string, string][] = [];
  headers.forEach((value, name) => {
    seen.push([name, value]);
  });
  return [seen, [...headers], [...headers.keys()], [...headers.values()], headers.getSetCookie()];
};

const names = fc.constantFrom(
  ...['content-type', 'Content-Type', 'SET-COOKIE', 'Set-Cookie', 'cookie', 'Cookie', 'Vary'],
  ...['x-a', 'X-A', 'x-b', 'a', 'Z', 'x_y', "!#$%&'*+.^_`|~", '__proto__', 'constructor'],
);
/** Mostly Latin-1, with what a header must not have, or not at its ends. */
const values = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      ',',
      ';',
      '=',
      ' ',
      '\t',
      '\n',
      '\r',
      '\0',
      'é',
      '€',
      '\u{1F600}',
    ),
    maxLength: 8,
  }),
  fc.constantFrom('', ' ', 'text/html', 'a=b; Path=/', '\ud800'),
);
const anyNames = fc.oneof({ weight: 9, arbitrary: names }, { weight: 1, arbitrary: values });
const steps = fc.array(
  fc.record({
    action: fc.constantFrom('append', 'set', 'delete', 'get', 'has'),
    name: anyNames,
    value: values,
  }),
  { maxLength: 12 },
);

describe('headers', () => {
  test('when they are changed in any way, then they hold what those of Node hold', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        await expectSame((classes) => {
          const headers = new classes.Headers();
          const answers = list.map(({ action, name, value }) => {
            try {
              if (action === 'append' || action === 'set') return headers[action](name, value);
              return headers[action](name);
            } catch (error) {
              return error instanceof TypeError;
            }
          });
          return [answers, contentOf(headers)];
        });
      }),
      { numRuns: 1000 },
    );
  });

  const pairs = fc.array(fc.tuple(anyNames, values), { maxLength: 8 });
  test('when they are made of pairs, a record or headers, then Node makes the same', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async (list) => {
        await expectSame(({ Headers }) => contentOf(new Headers(list)));
        await expectSame(({ Headers }) => contentOf(new Headers(Object.fromEntries(list))));
        await expectSame(({ Headers }) => contentOf(new Headers(new Headers(list))));
        await expectSame(({ Headers }) => contentOf(new Headers([...new Map(list)])));
      }),
      { numRuns: 500 },
    );
  });

  const odd: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'a: b'],
    ['a number', 7],
    ['a pair of one', [['a']]],
    ['a pair of three', [['a', 'b', 'c']]],
    ['a pair that is a text', ['ab']],
    ['a value that is a number', { a: 1 }],
    ['a value that is missing', { a: undefined }],
    ['a value that is null', [['a', null]]],
    ['a record without a prototype', Object.assign(Object.create(null), { a: 'b' })],
    ['a map', new Map([['a', 'b']])],
    ['values that are lists', { a: ['b', 'c'] }],
    ['a function', () => {}],
  ];
  test.each(odd)('when they are made of %s, then Node makes the same', async (_what, init) => {
    await expectSame(({ Headers }) => contentOf(Reflect.construct(Headers, [init])));
  });

  test('when headers are copied, then a change of the copy leaves the first alone', async () => {
    await expectSame(({ Headers }) => {
      const first = new Headers([
        ['a', 'b'],
        ['set-cookie', 'c=d'],
      ]);
      const copy = new Headers(first);
      copy.append('a', 'e');
      copy.append('set-cookie', 'f=g');
      first.getSetCookie().push('h=i');
      return [contentOf(first), contentOf(copy)];
    });
  });
});

const bodies: readonly (readonly [string, () => unknown])[] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['an empty text', () => ''],
  ['a text', () => 'Íñigo, 東京, 😀'],
  ['a text with half a character', () => 'a\ud800b'],
  ['a text with a byte order mark', () => '\uFEFF{"a":1}'],
  ['a text with two byte order marks', () => '\uFEFF\uFEFFx'],
  ['JSON', () => '{"a":[1,"é"]}'],
  ['bytes', () => new TextEncoder().encode('é{')],
  ['no bytes', () => new Uint8Array()],
  ['bytes that are no UTF-8', () => Uint8Array.of(0xff, 0xc3, 0x28, 0x00)],
  ['bytes with a byte order mark', () => Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
  ['a part of a buffer', () => new Uint8Array(Uint8Array.of(1, 65, 66, 2).buffer, 1, 2)],
  ['an array buffer', () => Uint8Array.of(65, 66).buffer],
  ['a Node buffer', () => Buffer.from('abc')],
  ['numbers of two bytes', () => Uint16Array.of(65, 66)],
  ['fields', () => new URLSearchParams({ a: 'é b', c: '&' })],
  ['a text as an object', () => Object('<p>é</p>')],
  ['a number', () => 12],
  ['false', () => false],
];

const readings = ['text', 'json', 'arrayBuffer', 'bytes', 'formData', 'blob'] as const;
/** How a message is read, and what that gives, as plain values. */
async function reading(message: Request | Response, how: (typeof readings)[number]) {
  const value: unknown = await Reflect.get(message, how).call(message);
  if (value instanceof ArrayBuffer) return [how, [...new Uint8Array(value)]];
  if (value instanceof Uint8Array) return [how, [...value], value.constructor.name];
  if (value instanceof Blob) return [how, value.type, await value.text()];
  return value instanceof FormData ? [how, [...value]] : [how, value];
}

describe.each(bodies)('a message with %s', (_what, body) => {
  const types = [undefined, 'text/html', 'application/x-www-form-urlencoded', 'Text/Plain; a=B'];
  const cases = readings
    .filter((how) => how !== 'bytes' || 'bytes' in Response.prototype)
    .flatMap((how) => types.map((type) => ({ how, type })));

  test('when it is read in any way, then it gives what that of Node gives', async () => {
    for (const { how, type } of cases) {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      await expectSame(async (classes) => {
        const response: Response = Reflect.construct(classes.Response, [body(), { headers }]);
        return [contentOf(response.headers), await reading(response, how), response.bodyUsed];
      });
      await expectSame(async (classes) => {
        const init = { method: 'POST', headers, body: body() };
        const request: Request = Reflect.construct(classes.Request, ['https://a.example/', init]);
        return [contentOf(request.headers), await reading(request, how), request.bodyUsed];
      });
    }
  });

  test('when it is read twice, or cloned, then that of Node does the same', async () => {
    const make = ({ Response }: Classes): Response => Reflect.construct(Response, [body()]);
    await expectSame(async (classes) => {
      const response = make(classes);
      return [await response.text(), await response.text()];
    });
    await expectSame(async (classes) => {
      const response = make(classes);
      const clone = response.clone();
      return [await response.text(), await clone.text(), clone.status, contentOf(clone.headers)];
    });
    await expectSame(async (classes) => {
      const response = make(classes);
      await response.text();
      return response.clone().status;
    });
  });

  test('when its body is passed on, as Hono does, then it is read there', async () => {
    await expectSame(async (classes) => {
      const first: Response = Reflect.construct(classes.Response, [body(), { status: 201 }]);
      const second = new classes.Response(first.body, first);
      second.headers.set('x-a', 'b');
      const answer = [second.status, second.body === null, contentOf(second.headers)];
      return [...answer, await second.text(), first.headers.has('x-a')];
    });
    await expectSame(async (classes) => {
      const first: Response = Reflect.construct(classes.Response, [body()]);
      await first.text();
      return new classes.Response(first.body, first).status;
    });
  });

  test('when it is read by a reader, as the limit of the body does, then it is whole', async () => {
    await expectSame(async ({ Request }) => {
      const init = { method: 'POST', body: body() };
      const request: Request = Reflect.construct(Request, ['https://a.example/', init]);
      const reader = request.body?.getReader();
      const bytes: number[] = [];
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done || value === undefined) break;
        bytes.push(...value);
      }
      const again = new Request('https://a.example/', {
        method: 'POST',
        body: Uint8Array.from(bytes),
      });
      return [bytes, await again.text(), request.bodyUsed];
    });
  });
});

describe('a message whose bytes change afterwards', () => {
  test('when it is read, then it has the bytes with which it was made', async () => {
    await expectSame(async ({ Response }) => {
      const bytes = Uint8Array.of(65, 66);
      const response = new Response(bytes);
      bytes[0] = 67;
      return response.text();
    });
  });
});

describe('a request', () => {
  const urls = [
    ...['https://a.example', 'https://a.example/?x=ä b#c', 'HTTPS://A.example:443/b/../c'],
    ...['https://a.example//b', 'https://a.example/%', 'https://a.example/\u0000', '/b', ''],
    ...[
      'https://u@a.example/',
      'https://u:p@a.example/',
      'https://@a.example/',
      'https://undefined/',
    ],
    ...['https://door.example@evil.example/', 'http://[::1]:80/', 'https://a b/', 'data:,x'],
  ];
  test.each(urls)('when its URL is %j, then that of Node has the same', async (url) => {
    await expectSame(({ Request }) => new Request(url).url);
  });

  const methods = [
    ...['GET', 'get', 'Post', 'PUT', 'delete', 'HEAD', 'options', 'patch', 'PATCH', 'PROPFIND'],
    ...['connect', 'TRACE', 'Track', 'G ET', '', 'É', 'GET\n', 'QUERY', undefined],
  ];
  test.each(methods)('when its method is %j, then that of Node has the same', async (method) => {
    for (const body of [undefined, null, '', 'x']) {
      await expectSame(({ Request }) => {
        const init = { ...(method !== undefined && { method }), body };
        const request: Request = Reflect.construct(Request, ['https://a.example/', init]);
        return [request.method, request.body === null];
      });
    }
  });

  const inits: readonly object[] = [
    {},
    { method: 'PUT' },
    { method: 'GET' },
    { body: 'new' },
    { headers: { 'x-b': 'c' } },
    { headers: new Map() },
    { body: Uint8Array.of(1, 2), headers: { 'content-type': 'a/b' } },
  ];
  test.each(inits)(
    'when it is made of another one with %o, then Node does the same',
    async (init) => {
      for (const isRead of [false, true]) {
        await expectSame(async ({ Request }) => {
          const headers = { 'x-a': 'b', 'content-type': 'text/html' };
          const first = new Request('https://a.example/?b', {
            method: 'POST',
            headers,
            body: 'old',
          });
          if (isRead) await first.text();
          const next = new Request(first, init);
          return [next.url, next.method, contentOf(next.headers), await next.text()];
        });
      }
    },
  );

  test('when it is cloned, then both can be read', async () => {
    await expectSame(async ({ Request }) => {
      const first = new Request('https://a.example/', { method: 'POST', body: 'é' });
      const clone = first.clone();
      return [await first.text(), await clone.text(), clone.url, contentOf(clone.headers)];
    });
  });
});

describe('a response', () => {
  const statuses = [100, 101, 199, 200, 201, 204, 205, 302, 304, 404, 599, 600, 0, -1, 200.9, NaN];
  test.each([...statuses, '404', undefined])(
    'when its status is %s, then Node has the same',
    async (status) => {
      for (const body of [undefined, null, '', 'x']) {
        await expectSame(({ Response }) => {
          const response: Response = Reflect.construct(Response, [body, { status }]);
          return [response.status, response.ok, response.statusText, response.body === null];
        });
      }
    },
  );

  test.each(['', 'Not Found', 'é', '€', 'a\nb'])(
    'when its status text is %j, then Node has the same',
    async (statusText) => {
      await expectSame(({ Response }) => new Response(null, { statusText }).statusText);
    },
  );
});

test('when a body is of a kind that is missing, then it is refused and not made a text', () => {
  for (const body of [new ReadableStream(), new FormData(), new Blob(['x']), {}]) {
    expect(() => Reflect.construct(light.Response, [body])).toThrow(/no bodies of the kind/);
  }
});
