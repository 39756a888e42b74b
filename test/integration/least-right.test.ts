import { beforeAll, describe, expect, test } from 'vitest';
import { synthesise } from '../lib/synthesise.ts';
import { functionNames, type Grant, tableRights } from '../lib/table-rights.ts';
import type { TableCall } from '../support/recording-wire.ts';
import { runWholeProduct } from '../support/whole-product.ts';

/** The run takes 20 s, and many times that on a machine with other work. */
const HOOK_TIMEOUT_MS = 10 * 60_000;

/** Rights that no step of the run needs, each with its reason. */
const unused: readonly (Grant & { readonly why: string })[] = ['network', 'held'].map((name) => ({
  by: 'web',
  action: 'DeleteItem',
  pattern: `LIMIT#${name}#*`,
  why: 'given back if another request takes the last place at the same time, and nothing is left',
}));

/**
 * The rights of the functions, as the template grants them, against the calls that the
 * functions make when the whole product runs. No emulator knows `dynamodb:LeadingKeys`,
 * so this evaluates the policies itself; it was not tried on AWS.
 */
describe('the rights of each function', () => {
  const rights = tableRights(
    synthesise({ mailIdentity: 'door.test', allowedCandidates: ['school.test'] }),
  );
  let calls: readonly TableCall[];
  beforeAll(async () => {
    calls = await runWholeProduct();
  }, HOOK_TIMEOUT_MS);

  const isOurs = (by: string) => functionNames.find((name) => name === by);

  test('when the whole product runs, then each call to the table is allowed', () => {
    const refused = calls
      .filter((call) => {
        const by = isOurs(call.by);
        return by === undefined || !rights.isAllowed({ ...call, by });
      })
      .map(({ by, action, index = '', key = '' }) =>
        [by, action, index, key.replace(/[^#]*$/, '')].join(' '),
      );
    expect([...new Set(refused)]).toEqual([]);
  });

  test('when the whole product runs, then each right is used, or has its reason', () => {
    // Whether two reads are one call depends on their time, so both are one right.
    const asBatch = <Of extends { readonly action: string }>(of: Of): Of =>
      of.action === 'GetItem' ? { ...of, action: 'BatchGetItem' } : of;
    const read = calls.map(asBatch);
    const isUsed = (grant: Grant) => read.some((call) => rights.needs(call, asBatch(grant)));
    expect(rights.grants.filter((grant) => !isUsed(grant))).toEqual(
      unused.map(({ why: _why, ...grant }) => grant),
    );
  });
});
