import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutations } from './mutation-list.ts';

test.each(mutations)(
  'when the code or its test changes, then the mutation still fits: $safeguard',
  ({ file, from, test: name, named = '' }) => {
    expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
    expect(readFileSync(`test/faults/${name}.test.ts`, 'utf8')).toContain(named);
  },
);
