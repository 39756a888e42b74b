/**
 * The parts of `zod/mini` that `lambdas/` uses. The bundles get them in its place
 * (`replacementsOf` in `bundle.ts`): zod costs 37 KB and 6 ms of CPU at a cold start, of
 * which half is for making the schemas. The sources and their types are those of zod, and
 * the tests and the local product run it (docs/adr/0051-light-zod.md).
 *
 * Whatever these schemas do, they do as zod's do: they accept the same values and return
 * the same data. `test/lib/light-zod.test.ts` compares both. Not included: messages,
 * anything asynchronous, and each builder that `lambdas/` does not name. An unknown name
 * fails the build.
 */

type Path = readonly PropertyKey[];
/** What is wrong with a value. `path`: the keys and indexes that lead to it. */
interface Issue {
  readonly code: string;
  readonly path: Path;
}
/** What `transform` and `refine` may push: an issue without its path. */
type Issues = { code: string; path?: Path }[];

/**
 * What a schema says about a key that is not there, in zod's words. `optional`: it may be
 * missing. `defaulted`: the schema gives its value.
 */
type OptIn = 'optional' | 'defaulted' | undefined;
type OptOut = 'optional' | undefined;

/** Returns the data, and pushes what is wrong. */
type Run = (value: unknown, issues: Issues) => unknown;
type Shape = Readonly<Record<string, Schema>>;
type Check = (value: unknown, issues: Issues) => void;

class LightZodError extends Error {
  override readonly name = '$ZodError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(JSON.stringify(issues));
    this.issues = issues;
  }
}

class Schema {
  readonly run: Run;
  readonly optIn: OptIn;
  readonly optOut: OptOut;
  /** The fields of an object. */
  readonly shape: Shape | undefined;

  constructor(run: Run, optIn?: OptIn, optOut?: OptOut, shape?: Shape) {
    this.run = run;
    this.optIn = optIn;
    this.optOut = optOut;
    this.shape = shape;
  }

  safeParse(value: unknown) {
    const issues: Issues = [];
    const data = this.run(value, issues);
    if (issues.length === 0) return { success: true, data };
    const error = new LightZodError(issues.map(({ code, path = [] }) => ({ code, path })));
    return { success: false, error };
  }

  parse(value: unknown): unknown {
    const { data, error } = this.safeParse(value);
    if (error !== undefined) throw error;
    return data;
  }

  check(...checks: readonly Check[]): Schema {
    return new Schema(
      (value, issues) => {
        const before = issues.length;
        const data = this.run(value, issues);
        if (issues.length === before) for (const check of checks) check(data, issues);
        return data;
      },
      this.optIn,
      this.optOut,
    );
  }
}

function wrong(issues: Issues, code: string): void {
  issues.push({ code });
}

/** The issues since `before` are those of a part: its key leads to them. */
function prefix(issues: Issues, before: number, key: PropertyKey): void {
  for (const issue of issues.slice(before)) issue.path = [key, ...(issue.path ?? [])];
}

const typed = (isRight: (value: unknown) => boolean): Schema =>
  new Schema((value, issues) => {
    if (!isRight(value)) wrong(issues, 'invalid_type');
    return value;
  });

const plainUnknown = new Schema((value) => value);
const plainString = typed((value) => typeof value === 'string');
const plainNumber = typed(Number.isFinite);
const plainBoolean = typed((value) => typeof value === 'boolean');

export const unknown = (): Schema => plainUnknown;
export const string = (): Schema => plainString;
export const number = (): Schema => plainNumber;
export const boolean = (): Schema => plainBoolean;

const oneOf = (values: readonly unknown[]): Schema =>
  new Schema((value, issues) => {
    if (!values.includes(value)) wrong(issues, 'invalid_value');
    return value;
  });
export const literal = (value: unknown): Schema => oneOf([value]);
export { oneOf as enum };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseKey(
  into: Record<string, unknown>,
  input: Readonly<Record<string, unknown>>,
  [key, { run, optIn, optOut }]: readonly [string, Schema],
  issues: Issues,
): void {
  const isPresent = key in input;
  if (!isPresent && optOut === 'optional' && optIn === 'optional') return;
  const before = issues.length;
  const data = run(input[key], issues);
  const isWrong = issues.length > before;
  if (isWrong && !isPresent && optIn !== undefined && optOut === 'optional') {
    issues.length = before;
    return;
  }
  prefix(issues, before, key);
  if (!isPresent && optIn === undefined) {
    if (!isWrong) issues.push({ code: 'invalid_type', path: [key] });
  } else if (data !== undefined || isPresent || (optIn === 'defaulted' && optOut === undefined)) {
    into[key] = data;
  }
}

function parseObject(shape: Shape, keepsOthers: boolean): Run {
  // A key of this name would set the prototype of the data.
  const fields = Object.entries(shape).filter(([key]) => key !== '__proto__');
  return (input, issues) => {
    if (!isObject(input)) {
      wrong(issues, 'invalid_type');
      return input;
    }
    const data: Record<string, unknown> = {};
    for (const field of fields) parseKey(data, input, field, issues);
    if (keepsOthers)
      for (const key in input)
        if (!Object.hasOwn(shape, key) && key !== '__proto__') data[key] = input[key];
    return data;
  };
}

export const object = (shape: Shape): Schema =>
  new Schema(parseObject(shape, false), undefined, undefined, shape);
export const looseObject = (shape: Shape): Schema =>
  new Schema(parseObject(shape, true), undefined, undefined, shape);

export const array = ({ run }: Schema): Schema =>
  new Schema((input, issues) => {
    if (!Array.isArray(input)) {
      wrong(issues, 'invalid_type');
      return input;
    }
    const data: unknown[] = [];
    for (const [index, value] of input.entries()) {
      const before = issues.length;
      data.push(run(value, issues));
      prefix(issues, before, index);
    }
    return data;
  });

export const set = ({ run }: Schema): Schema =>
  new Schema((input, issues) => {
    if (!(input instanceof Set)) {
      wrong(issues, 'invalid_type');
      return input;
    }
    return new Set([...input].map((value) => run(value, issues)));
  });

/** Zod's test: not an object of a class. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const made = value['constructor'];
  return (
    typeof made !== 'function' ||
    (isObject(made.prototype) && Object.hasOwn(made.prototype, 'isPrototypeOf'))
  );
}

/** @param _keys a plain string: `lambdas/` has no other keys */
export const record = (_keys: Schema, { run }: Schema): Schema =>
  new Schema((input, issues) => {
    if (!isPlainObject(input)) {
      wrong(issues, 'invalid_type');
      return input;
    }
    const data: Record<string, unknown> = {};
    for (const key of Object.keys(input).filter((name) => name !== '__proto__')) {
      const before = issues.length;
      data[key] = run(input[key], issues);
      prefix(issues, before, key);
    }
    return data;
  });

/** Runs a schema whose faults are not those of the whole. */
function attempt({ run }: Schema, value: unknown) {
  const issues: Issues = [];
  const data = run(value, issues);
  return { isRight: issues.length === 0, data };
}

export function union(options: readonly Schema[]): Schema {
  const optIns = options.map(({ optIn }) => optIn);
  return new Schema(
    (value, issues) => {
      for (const option of options) {
        const { isRight, data } = attempt(option, value);
        if (isRight) return data;
      }
      wrong(issues, 'invalid_union');
      return value;
    },
    optIns.find((optIn) => optIn === 'defaulted') ?? optIns.find((optIn) => optIn !== undefined),
    options.some(({ optOut }) => optOut === 'optional') ? 'optional' : undefined,
  );
}

const optInOf = ({ optIn }: Schema): OptIn => (optIn === 'defaulted' ? 'defaulted' : 'optional');

export const optional = (inner: Schema): Schema =>
  new Schema(
    (value, issues) => {
      if (value !== undefined) return inner.run(value, issues);
      if (inner.optIn !== 'defaulted') return value;
      const { isRight, data } = attempt(inner, value);
      return isRight ? data : undefined;
    },
    optInOf(inner),
    'optional',
  );

export const exactOptional = (inner: Schema): Schema =>
  new Schema(inner.run, optInOf(inner), 'optional');

const copyOf = (value: unknown): unknown => {
  if (value instanceof Set) return new Set(value);
  return Array.isArray(value) ? [...value] : value;
};

/** @param value plain, an array or a set */
export const _default = ({ run }: Schema, value: unknown): Schema =>
  new Schema((input, issues) => {
    const data = input === undefined ? undefined : run(input, issues);
    return data === undefined ? copyOf(value) : data;
  }, 'defaulted');

/** @param value is returned as it is */
const catchWith = (inner: Schema, value: unknown): Schema =>
  new Schema(
    (input) => {
      const { isRight, data } = attempt(inner, input);
      return isRight ? data : value;
    },
    optInOf(inner),
    inner.optOut,
  );

export { catchWith as catch };

export const readonly = ({ run, optIn, optOut }: Schema): Schema =>
  new Schema((value, issues) => Object.freeze(run(value, issues)), optIn, optOut);

export const transform = (
  change: (value: unknown, payload: { readonly issues: Issues }) => unknown,
): Schema => new Schema((value, issues) => change(value, { issues }), 'optional');

export const pipe = (first: Schema, next: Schema): Schema =>
  new Schema(
    (value, issues) => {
      const before = issues.length;
      const data = first.run(value, issues);
      return issues.length > before ? data : next.run(data, issues);
    },
    first.optIn,
    next.optOut,
  );

export const refine =
  (isRight: (value: unknown) => boolean): Check =>
  (value, issues) => {
    if (!isRight(value)) wrong(issues, 'custom');
  };
export const regex = (pattern: RegExp): Check =>
  refine((value) => typeof value === 'string' && value.search(pattern) !== -1);
export const minLength = (least: number): Check =>
  refine((value) => typeof value === 'string' && value.length >= least);
