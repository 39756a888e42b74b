import type { Deployment } from '../site/deployment.ts';

/** What the form and its preview need of `webEnvironment`. */
export interface FormEnvironment {
  readonly ORIGIN: string;
  readonly REVIEW_ADDRESS: string;
  readonly LETTERS_ADDRESS: string;
  readonly ALLOWED_CANDIDATES: string;
  readonly NO_LETTERS_LINK: 'on' | 'off';
  readonly LETTER_DAYS: number;
  readonly OPERATOR: NonNullable<Deployment['operator']>;
}

const isAbsentOrText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

/** @throws {SyntaxError} if it is no JSON */
function operatorIn(json: string): FormEnvironment['OPERATOR'] | undefined {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const name: unknown = Reflect.get(value, 'name');
  const contact: unknown = Reflect.get(value, 'contact');
  if (!isAbsentOrText(name) || !isAbsentOrText(contact)) return undefined;
  return { ...(name !== undefined && { name }), ...(contact !== undefined && { contact }) };
}

function wholeDays(text: string): number | undefined {
  const days = /^\d{1,9}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(days) && days >= 1 && days <= 30 ? days : undefined;
}

/**
 * Reads from the environment variables of `web` what the form needs. `parseEnvironment`
 * reads the same, and a test compares both; but zod takes a third of the code that the
 * form loads. The other variables are parsed when another part is loaded.
 *
 * @throws {Error} that names each variable that is not set or has a wrong value
 */
export function formEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): FormEnvironment {
  const faults: string[] = [];
  /** The value; `otherwise` after a fault, which is thrown below. */
  function read<Value>(
    name: keyof FormEnvironment,
    parse: (text: string) => Value | undefined,
    otherwise: Value,
  ): Value {
    const text = variables[name];
    if (text === undefined || text === '') {
      faults.push(`The environment variable ${name} is not set.`);
      return otherwise;
    }
    try {
      const value = parse(text);
      if (value !== undefined) return value;
    } catch {
      // It is a fault as well.
    }
    faults.push(`The environment variable ${name} is "${text}", which is not a valid value.`);
    return otherwise;
  }
  const asIs = (text: string) => text;
  const onOrOff = (text: string) => (text === 'on' || text === 'off' ? text : undefined);
  const environment: FormEnvironment = {
    LETTER_DAYS: read('LETTER_DAYS', wholeDays, 0),
    OPERATOR: read('OPERATOR', operatorIn, {}),
    REVIEW_ADDRESS: read('REVIEW_ADDRESS', asIs, ''),
    LETTERS_ADDRESS: read('LETTERS_ADDRESS', asIs, ''),
    NO_LETTERS_LINK: read<'on' | 'off'>('NO_LETTERS_LINK', onOrOff, 'off'),
    ALLOWED_CANDIDATES: read('ALLOWED_CANDIDATES', asIs, ''),
    ORIGIN: read('ORIGIN', asIs, ''),
  };
  if (faults.length > 0) throw new Error(faults.join(' '));
  return environment;
}
