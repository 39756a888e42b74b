import { describe, expect, test } from 'vitest';
import { restoredName } from '../../scripts/restore/restore-table.ts';
import { readMoment, readRestoreWords } from '../../scripts/restore/restore-words.ts';

describe('the moment of a restore', () => {
  test.each([
    ['2026-11-20T10:00Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:30Z', '2026-11-20T10:00:30.000Z'],
    ['2026-11-20T11:00+01:00', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T00:30-05:30', '2026-11-20T06:00:00.000Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ])('when it is %s, then it is %s', (text, moment) => {
    expect(readMoment(text).toISOString()).toBe(moment);
  });

  test.each([
    '',
    'yesterday',
    'now',
    '2026-11-20',
    '2026-11-20T10:00',
    '2026-11-20 10:00Z',
    '2026-11-20T10Z',
    '20.11.2026 10:00',
    '1795168800',
    '2026-11-20T10:00:00.500Z',
    '2026-11-20T10:00 CET',
    '2026-11-20T10:00+0100',
    '2026-02-30T10:00Z',
    '2026-13-01T10:00Z',
    '2026-00-10T10:00Z',
    '2026-11-00T10:00Z',
    '2027-02-29T10:00Z',
    '2026-11-20T24:00Z',
    '2026-11-20T10:60Z',
    '2026-11-20T10:00:60Z',
    '2026-11-20T10:00+15:00',
    ' 2026-11-20T10:00Z',
  ])('when it is %j, then it says what to write', (text) => {
    expect(() => readMoment(text)).toThrow(/2026-11-20T10:00Z/);
  });
});

describe('the words of a restore', () => {
  const backup = 'arn:aws:dynamodb:eu-west-1:123456789012:table/OpenDoor-Table-A/backup/01-ab';
  const at = ['--at', '2026-11-20T10:00Z'];

  test('when they name a moment, then the others are for the deployment', () => {
    const words = readRestoreWords([...at, '-c', 'settings=careers.json', '--missing=keep']);
    expect(words).toEqual({
      source: { kind: 'moment', at: new Date('2026-11-20T10:00Z') },
      keepDeleted: true,
      acceptErased: false,
      deployment: {
        context: { settings: 'careers.json' },
        profile: undefined,
        words: ['-c', 'settings=careers.json'],
        isPreparedOnly: false,
      },
    });
    expect(restoredName('OpenDoor', words.source)).toBe('OpenDoor-restored-20261120T100000Z');
  });

  test.each([
    [['--settings', 'careers.json', '--profile=prod']],
    [['--profile', 'prod', '-c', 'settings=careers.json']],
  ])('when %j name the deployment, then it is that one', (words) => {
    expect(readRestoreWords([...at, ...words]).deployment).toMatchObject({
      context: { settings: 'careers.json' },
      profile: 'prod',
    });
  });

  test('when they name another table, then its moment has a name of its own', () => {
    const { source } = readRestoreWords([...at, '--from', 'OpenDoor-Table-A']);
    expect(source).toMatchObject({ kind: 'moment', from: 'OpenDoor-Table-A' });
    const of = (from: string) =>
      restoredName('OpenDoor', { kind: 'moment', at: new Date('2026-11-20T10:00Z'), from });
    expect(restoredName('OpenDoor', source)).toMatch(
      /^OpenDoor-restored-20261120T100000Z-of-[\w-]{8}$/,
    );
    expect(of('OpenDoor-Table-A')).not.toBe(of('OpenDoor-Table-B'));
  });

  test('when they name a backup, then the restored table has its id', () => {
    const { source } = readRestoreWords(['--backup', backup, '--missing', 'erased']);
    expect(restoredName('OpenDoor', source)).toBe('OpenDoor-restored-01-ab');
  });

  test.each([
    [[], '--at 2026'],
    [[...at, '--backup', backup], '--at 2026'],
    [['--at'], '--at needs a value'],
    [['--at', 'yesterday'], 'not a moment'],
    [['--from', 'OpenDoor-Table-A'], '--at 2026'],
    [['--backup', backup, '--from', 'OpenDoor-Table-A'], 'leave out --from'],
    [[...at, '--from'], '--from needs a value'],
    [[...at, '--from', 'a table'], 'not the name of a table'],
    [[...at, '--from', 'OpenDoor-Table-A', '--from=B'], 'twice'],
    [[...at, ...at], 'twice'],
    [[...at, '--missing', 'yes'], '"erased" or "keep"'],
    [[...at, '--missing'], '--missing needs a value'],
    [[...at, '--dry-run'], 'no option --dry-run'],
    [[...at, '--mising', 'keep'], 'no option --mising'],
    [[...at, '--mising=keep'], 'no option --mising'],
    [[...at, '--table', 'x'], 'no option --table'],
    [[...at, '--method', 'prepare-change-set'], 'no option --method'],
    [[...at, '--verbose'], 'no option --verbose'],
    [[...at, '-n'], 'no option -n'],
    [[...at, 'OpenDoor'], 'the word "OpenDoor"'],
    [[...at, '--settings'], '--settings needs a value'],
    [[...at, '--settings', 'a', '-c', 'settings=b'], 'Two files of settings'],
    [['--At', '2026-11-20T10:00Z'], 'no option --At'],
    [['--backup', '01-ab'], 'not the ARN of a backup'],
    [['--backup', backup.replace('/backup/01-ab', '')], 'not the ARN of a backup'],
  ])('when they are %j, then it says what is wrong', (words, message) => {
    expect(() => readRestoreWords(words)).toThrow(message);
  });
});
