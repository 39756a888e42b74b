import { describe, expect, test } from 'vitest';
import { readCdkWords } from '../../scripts/deployment/deploy-stack.ts';

describe('the words that are passed on to CDK', () => {
  test.each([
    [['-c', 'linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['--context', 'linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['--context=linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['-c=linkHours=24'], { linkHours: '24' }, ['-c', 'linkHours=24']],
    [['-c', 'tags=a=b,c=d'], { tags: 'a=b,c=d' }, ['-c', 'tags=a=b,c=d']],
    [['-c', 'a=1', '-c', 'a=2'], { a: '2' }, ['-c', 'a=1', '-c', 'a=2']],
    [['-c', 'origin='], { origin: '' }, ['-c', 'origin=']],
    // The command decides these itself.
    [['-c', 'table=careers', '--verbose'], { table: 'careers' }, ['--verbose']],
    [['-c', 'identity=existing'], { identity: 'existing' }, []],
    [['--outputs-file', 'o.json', 'OpenDoor'], {}, ['--outputs-file', 'o.json', 'OpenDoor']],
  ])('when they are %j, then the settings among them are read', (words, context, rest) => {
    expect(readCdkWords(words)).toEqual({ context, profile: undefined, words: rest });
  });

  test.each([[['--profile', 'school']], [['--profile=school']]])(
    'when they are %j, then the SDK gets the same profile',
    (words) => {
      const expected = { context: {}, profile: 'school', words: ['--profile', 'school'] };
      expect(readCdkWords(words)).toEqual(expected);
    },
  );

  test.each([[['-c']], [['-c', 'linkHours']], [['--context', '=24']], [['-c', '']]])(
    'when they are %j, then it says what to write',
    (words) => {
      expect(() => readCdkWords(words)).toThrow('needs key=value');
    },
  );
});
