import { describe, expect, test } from 'vitest';
import {
  chooseIdentity,
  chooseTable,
  type FoundTable,
  lifeOf,
  type Situation,
  UndecidedError,
  wouldDeleteIdentity,
} from '../../scripts/deployment/choose-table.ts';

const found = (name: string, more: Partial<FoundTable> = {}): FoundTable => ({
  name,
  status: 'ACTIVE',
  createdAt: new Date('2026-11-01T08:00:00Z'),
  items: 12,
  stack: 'OpenDoor',
  ...more,
});

/** Nothing is deployed, and nobody has named a table. */
const nothing: Situation = {
  stackName: 'OpenDoor',
  stack: undefined,
  wanted: undefined,
  wantedTable: undefined,
  isOthersTable: false,
  usedTable: undefined,
  tables: [],
};
/** The stack is deployed with its own table. */
const withOwn: Situation = {
  ...nothing,
  stack: {
    status: 'UPDATE_COMPLETE',
    tableOutput: 'OpenDoor-Table-A',
    ownTable: 'OpenDoor-Table-A',
  },
  usedTable: found('OpenDoor-Table-A'),
};
/** The stack is deployed with a table that it found, or that was restored. */
const withOther: Situation = {
  ...nothing,
  stack: { status: 'UPDATE_COMPLETE', tableOutput: 'OpenDoor-restored' },
  usedTable: found('OpenDoor-restored'),
};
const named = (table: string, from: 'command line' | 'settings' = 'settings') => ({
  wanted: { table, from },
  wantedTable: found(table),
});
const refusal = (situation: Situation): string => {
  try {
    return `chosen: ${chooseTable(situation).table}`;
  } catch (error) {
    if (error instanceof UndecidedError) return error.message;
    throw error;
  }
};

/** Of each status of CloudFormation, what it means. */
const lives = {
  none: ['REVIEW_IN_PROGRESS', 'DELETE_COMPLETE'],
  broken: ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED'],
  busy: [
    'CREATE_IN_PROGRESS',
    'ROLLBACK_IN_PROGRESS',
    'DELETE_IN_PROGRESS',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'IMPORT_IN_PROGRESS',
    'IMPORT_ROLLBACK_IN_PROGRESS',
  ],
  'in use': [
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_FAILED',
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_COMPLETE',
    'IMPORT_ROLLBACK_FAILED',
  ],
};
const statuses = Object.values(lives).flat();

describe('the life of a stack', () => {
  test.each(Object.entries(lives))('when its status is read, then it is %s', (life, all) => {
    expect(all.map((status) => lifeOf({ status }))).toEqual(all.map(() => life));
  });
  test('when there is no stack, then it has no life', () => {
    expect(lifeOf(undefined)).toBe('none');
  });
});

describe('the table of a first deployment', () => {
  test('when no table is left, then the stack makes one', () => {
    expect(chooseTable(nothing)).toMatchObject({ table: 'in-stack', deleteStackFirst: false });
  });

  test.each([...lives.none, ...lives.broken])(
    'when the stack is %s and a table is left, then that one is used',
    (status) => {
      const choice = chooseTable({
        ...nothing,
        stack: { status, tableOutput: 'OpenDoor-Table-A', ownTable: 'OpenDoor-Table-A' },
        tables: [found('OpenDoor-Table-A', { items: 0 })],
      });
      expect(choice.table).toBe('OpenDoor-Table-A');
      expect(choice.deleteStackFirst).toBe(lives.broken.includes(status));
    },
  );

  test('when several tables are left, then they are listed, and the operator decides', () => {
    const tables = [found('OpenDoor-Table-A', { items: 0 }), found('OpenDoor-Table-B')];
    const message = refusal({ ...nothing, tables });
    expect(message).toMatch(/OpenDoor-Table-A: made 2026-11-01T08:00, about 0 items/);
    expect(message).toMatch(/OpenDoor-Table-B: made 2026-11-01T08:00, about 12 items/);
    expect(message).toContain('-c table=NAME');
  });

  test('when a restore has replaced the other table, then there is only one', () => {
    const replacedBy = 'OpenDoor-restored';
    const tables = [found('OpenDoor-Table-A', { replacedBy }), found(replacedBy)];
    expect(chooseTable({ ...nothing, tables }).table).toBe(replacedBy);
  });

  test('when the settings say in-stack and a table is left, then the operator decides', () => {
    const tables = [found('OpenDoor-Table-A', { items: 0 })];
    const settings = { ...nothing, tables, wanted: named('in-stack').wanted };
    expect(refusal(settings)).toContain('OpenDoor-Table-A');
    const wanted = named('in-stack', 'command line').wanted;
    const choice = chooseTable({ ...nothing, tables, wanted });
    expect(choice.table).toBe('in-stack');
    expect(choice.notes.join()).toContain('OpenDoor-Table-A');
  });

  test('when a table is left that is being made, then it is not used yet', () => {
    const tables = [found('OpenDoor-Table-A', { status: 'CREATING' })];
    expect(refusal({ ...nothing, tables })).toContain('is CREATING');
  });
});

describe('the table of a deployed stack', () => {
  test.each(lives['in use'])('when the stack is %s, then it keeps its table', (status) => {
    const own = { ...withOwn, stack: { ...withOwn.stack, status } };
    expect(chooseTable(own).table).toBe('in-stack');
    const other = { ...withOther, stack: { ...withOther.stack, status } };
    expect(chooseTable(other).table).toBe('OpenDoor-restored');
  });

  test('when it is of version 0.1.0, without an output, then it keeps its table', () => {
    const stack = { status: 'CREATE_COMPLETE', ownTable: 'OpenDoor-Table-A' };
    expect(chooseTable({ ...withOwn, stack }).table).toBe('in-stack');
  });

  test('when the settings name the table of the stack itself, then it stays a resource', () => {
    expect(chooseTable({ ...withOwn, ...named('OpenDoor-Table-A') }).table).toBe('in-stack');
  });

  test('when the settings name another table, then it is used, and the old one is named', () => {
    const choice = chooseTable({ ...withOwn, ...named('careers') });
    expect(choice.table).toBe('careers');
    expect(choice.notes.join()).toContain('OpenDoor-Table-A');
  });

  test.each(['settings', 'command line'] as const)(
    'when the %s say in-stack but another table is in use, then nothing is swapped',
    (from) => {
      const { wanted } = named('in-stack', from);
      expect(refusal({ ...withOther, wanted })).toContain('OpenDoor-restored');
    },
  );

  test('when its table was deleted, then nothing is deployed', () => {
    expect(refusal({ ...withOwn, usedTable: undefined })).toContain('npm run restore');
    expect(refusal({ ...withOther, usedTable: undefined })).toContain('npm run restore');
  });

  test('when it has no table at all, then it is not ours', () => {
    expect(refusal({ ...nothing, stack: { status: 'CREATE_COMPLETE' } })).toContain(
      'not Open Door',
    );
  });

  test.each(lives.busy)('when it is %s, then nothing is deployed', (status) => {
    for (const situation of [nothing, withOwn, withOther])
      expect(refusal({ ...situation, stack: { ...situation.stack, status } })).toContain(status);
  });
});

describe('a table that the operator names', () => {
  const everywhere = [
    nothing,
    withOwn,
    withOther,
    { ...nothing, stack: { status: 'ROLLBACK_COMPLETE' } },
  ];
  const refusedFor = (change: Partial<Situation>): string[] =>
    everywhere.map((situation) => refusal({ ...situation, ...named('careers'), ...change }));
  const every = (text: string) => everywhere.map(() => expect.stringContaining(text));

  test('when it is usable, then it is used, deployed or not', () => {
    for (const situation of everywhere)
      expect(chooseTable({ ...situation, ...named('careers') }).table).toBe('careers');
  });
  test('when it does not exist, then it is refused', () => {
    expect(refusedFor({ wantedTable: undefined })).toEqual(every('there is no such table'));
  });
  test('when it has other keys, then it is refused', () => {
    const wantedTable = found('careers', { problem: 'has the key id, –' });
    expect(refusedFor({ wantedTable })).toEqual(every('has the key id'));
  });
  test.each(['CREATING', 'DELETING', 'ARCHIVED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'])(
    'when it is %s, then it is refused',
    (status) => {
      const wantedTable = found('careers', { status });
      expect(refusedFor({ wantedTable })).toEqual(every(`is ${status}`));
    },
  );
  test('when a restore has replaced it, then it is refused: letters would leave again', () => {
    const wantedTable = found('careers', { replacedBy: 'OpenDoor-restored' });
    expect(refusedFor({ wantedTable })).toEqual(every('would leave again'));
    expect(refusedFor({ wantedTable })).toEqual(every('--at MOMENT --from careers'));
  });
  test('when another stack uses it, then it is refused', () => {
    const wantedTable = found('careers', { stack: 'Careers' });
    expect(refusedFor({ wantedTable, isOthersTable: true })).toEqual(every('belongs to'));
    // After that stack was deleted, it may move.
    expect(chooseTable({ ...nothing, ...named('careers'), wantedTable }).table).toBe('careers');
  });
});

test('when any status meets any wish, then a table in use is never left for a new one', () => {
  const wishes = [undefined, named('in-stack').wanted, named('in-stack', 'command line').wanted];
  for (const status of statuses) {
    for (const wanted of wishes) {
      for (const { stack } of [withOwn, withOther]) {
        const used = stack?.tableOutput ?? '';
        const table = found(used);
        const situation = { ...nothing, stack: { ...stack, status }, wanted, usedTable: table };
        const answer = refusal({ ...situation, tables: [table] });
        if (answer !== 'chosen: in-stack') continue;
        // Then it is the stack's own, or the command line has asked for a new one
        // although nothing is deployed.
        const isAsked = wanted?.from === 'command line' && lifeOf({ status }) !== 'in use';
        expect([status, wanted, stack?.ownTable === used || isAsked]).toEqual([
          status,
          wanted,
          true,
        ]);
      }
    }
  }
});

describe('the identity', () => {
  test.each([
    ['the stack owns it', 'school.edu', true, 'in-stack'],
    ['SES has it', undefined, true, 'existing'],
    ['SES does not have it', undefined, false, 'in-stack'],
    ['the stack owns another one, and SES has it', 'old.edu', true, 'existing'],
    ['the stack owns another one, and SES does not have it', 'old.edu', false, 'in-stack'],
    ['somebody deleted the one that the stack owns', 'school.edu', false, 'in-stack'],
  ])('when %s, then it is chosen', (_, owned, exists, identity) => {
    expect(chooseIdentity('school.edu', owned, exists).identity).toBe(identity);
  });
});

test.each(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'DELETE_FAILED', 'UPDATE_COMPLETE'])(
  'when a stack of somebody else has the name, and is %s, then it is not touched',
  (status) => {
    const stack = { status, isForeign: true };
    expect(refusal({ ...nothing, stack })).toContain('is not one of Open Door');
    const isOurs = refusal({ ...nothing, stack: { ...stack, isForeign: false } });
    expect(isOurs).not.toContain('is not one of Open Door');
  },
);

test.each([
  ['a stack of version 0.1.0 owns it', { ownIdentity: 'school.edu' }, true],
  ['a newer stack owns it', { ownIdentity: 'school.edu', tableOutput: 'T' }, false],
  ['a stack of version 0.1.0 owns another one', { ownIdentity: 'old.edu' }, false],
  ['the stack owns none', {}, false],
])('when the settings say "existing", and %s, then it is safe or not', (_, stack, expected) => {
  const deployed = { status: 'UPDATE_COMPLETE', ...stack };
  expect(wouldDeleteIdentity('existing', 'school.edu', deployed)).toBe(expected);
  expect(wouldDeleteIdentity(undefined, 'school.edu', deployed)).toBe(false);
  expect(wouldDeleteIdentity('in-stack', 'school.edu', deployed)).toBe(false);
});
