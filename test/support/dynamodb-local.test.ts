import { describe, expect, it } from 'vitest';
import { parseJavaVersion } from './dynamodb-local.ts';

describe('parseJavaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17)', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_402"', 8],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
  ])('when java prints %j, then the version is %j', (printed, version) => {
    expect(parseJavaVersion(printed)).toBe(version);
  });
});
