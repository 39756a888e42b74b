import { describe, expect, test } from 'vitest';
import { readDeployWords } from '../../scripts/deployment/deploy-words.ts';
import { requireRegionOf } from '../../scripts/deployment/operator-deployment.ts';

describe('the words that are passed on to CDK', () => {
  test.each([
    [['-c', 'linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['--context', 'linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['--context=linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['-c=linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['-c', 'tags=a=b,c=d'], { tags: 'a=b,c=d' }, ['-c', 'tags=a=b,c=d']],
    [['-c', 'a=1', '-c', 'a=2'], { a: '2' }, ['-c', 'a=2']],
    [['-c', 'origin='], { origin: '' }, ['-c', 'origin=']],
    // As doctor spells it.
    [['--settings', 'a.json'], { settings: 'a.json' }, ['-c', 'settings=a.json']],
    [['--settings=a.json'], { settings: 'a.json' }, ['-c', 'settings=a.json']],
    [['-c', 'settings=a.json'], { settings: 'a.json' }, ['-c', 'settings=a.json']],
    // The command decides these itself.
    [['-c', 'table=careers', '--verbose'], { table: 'careers' }, ['--verbose']],
    [['-c', 'identity=existing'], { identity: 'existing' }, []],
    [['--outputs-file', 'o.json'], {}, ['--outputs-file', 'o.json']],
    [
      ['-O=o.json', '-vv', '-R'],
      {},
      ['--outputs-file', 'o.json', '--no-rollback', '--verbose', '--verbose'],
    ],
    [
      ['--require-approval', 'never', '--progress=events'],
      {},
      ['--require-approval', 'never', '--progress', 'events'],
    ],
    [['-m', 'direct'], {}, ['--method', 'direct']],
  ])('when they are %j, then the settings among them are read', (words, context, rest) => {
    const expected = { context, profile: undefined, words: rest, isPreparedOnly: false };
    expect(readDeployWords(words)).toEqual(expected);
  });

  test.each([[['--profile', 'school']], [['--profile=school']]])(
    'when they are %j, then the SDK gets the same profile',
    (words) => {
      const { profile, words: passed } = readDeployWords(words);
      expect([profile, passed]).toEqual(['school', ['--profile', 'school']]);
    },
  );

  test('when CloudFormation only prepares a change set, then nothing says "Deployed"', () => {
    expect(readDeployWords(['--method=prepare-change-set']).isPreparedOnly).toBe(true);
  });

  test.each([[['-c']], [['-c', 'linkHours']], [['--context', '=24']], [['-c', '']]])(
    'when they are %j, then it says what to write',
    (words) => {
      expect(() => readDeployWords(words)).toThrow('needs key=value');
    },
  );

  test.each([
    [['--setings', 'a.json'], 'no option --setings'],
    [['--setting=a.json'], 'no option --setting'],
    [['--SETTINGS', 'a.json'], 'no option --SETTINGS'],
    [['-s', 'a.json'], 'no option -s'],
    [['-p', 'prod'], 'no option -p'],
    [['--proifle', 'prod'], 'no option --proifle'],
    [['--table', 'x'], 'no option --table'],
    [['--region', 'eu-west-1'], 'no option --region'],
    [['--hotswap'], 'no option --hotswap'],
    [['--hotswap-fallback'], 'no option --hotswap-fallback'],
    [['--watch'], 'no option --watch'],
    [['--app', 'x'], 'no option --app'],
    [['-a', 'x'], 'no option -a'],
    [['--tags', 'a=b'], 'no option --tags'],
    [['--parameters', 'a=b'], 'no option --parameters'],
    [['--dry-run'], 'no option --dry-run'],
    [['--no-execute'], 'no option --no-execute'],
    [['--toString'], 'no option --toString'],
    [['--'], undefined],
    [['--', '--settings', 'a.json'], 'the word "--settings"'],
    [['OpenDoor'], 'the word "OpenDoor"'],
    [['careers.json'], 'the word "careers.json"'],
    [['-c', 'linkHours=24', 'sendRate=1'], 'the word "sendRate=1"'],
    [['--settings'], '--settings needs a value'],
    [['--settings='], '--settings needs a value'],
    [['--settings', '--verbose'], '--settings needs a value'],
    [['-c', 'settings='], 'needs the path of a file'],
    [['--profile'], '--profile needs a value'],
    [['--profile', '-v'], '--profile needs a value'],
    [['--profile', 'a', '--profile', 'b'], '--profile is there twice'],
    [['--settings', 'a', '--settings', 'b'], '--settings is there twice'],
    [['--settings', 'a', '-c', 'settings=b'], 'Two files of settings are named'],
    [['-c', 'settings=a', '-c', 'settings=b'], 'Two files of settings are named'],
    [['--method', 'execute-change-set'], '--method is change-set'],
    [['--verbose=false'], '--verbose has no value'],
  ])('when they are %j, then they are refused, and not passed on: %s', (words, message) => {
    if (message === undefined) expect(readDeployWords(words).words).toEqual([]);
    else expect(() => readDeployWords(words)).toThrow(message);
  });
});

test('when the certificate is of another region, then nothing is deployed', () => {
  const arn = 'arn:aws:acm:us-east-1:123456789012:certificate/a';
  expect(() => requireRegionOf(arn, 'eu-west-1')).toThrow('a certificate in us-east-1, and you');
  requireRegionOf(arn, 'us-east-1');
  requireRegionOf(undefined, 'eu-west-1');
});
