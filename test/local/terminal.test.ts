import { expect, test, vi } from 'vitest';
import type { SentMail } from '../../local/ses/events.ts';
import { mailLine, terminalLog } from '../../local/terminal.ts';

const mail: SentMail = {
  source: 'letters@open-door.example',
  to: ['Dana <dana@northwind.example>'],
  destination: ['dana@northwind.example', 'alex@candidates.example'],
  replyTo: [],
  subject: 'Declining the interview',
  tags: new Map(),
  configurationSet: undefined,
};
const at = new Date(2026, 10, 27, 7, 5, 9);

test('when an email is sent, then its line has the time, the address and the subject', () => {
  expect(mailLine(mail, at)).toBe(
    '  07:05:09  dana@northwind.example        Declining the interview',
  );
});

test('when a subject has control characters, then the terminal gets none of them', () => {
  const line = mailLine(
    { ...mail, subject: 'a\u001B[2Jb\r\nc\u2028d\u202Ee', to: ['x\u0007@y.example'] },
    at,
  );
  expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(line).toContain('a [2Jb c d e');
});

test('when a subject or an address is long, then the line is short', () => {
  const line = mailLine(
    { ...mail, subject: '🙂'.repeat(5000), to: [`${'x'.repeat(5000)}@y.example`] },
    at,
  );
  expect([...line].length).toBeLessThan(150);
  expect(line).toMatch(/🙂…$/u);
});

test('when there are several recipients, or none is named, then the line says so', () => {
  expect(mailLine({ ...mail, to: ['a@x.example', 'b@x.example'] }, at)).toContain(
    'a@x.example and 1 more',
  );
  expect(mailLine({ ...mail, to: [] }, at)).toContain('dana@northwind.example and 1 more');
});

test('when the log is not asked for, then the terminal shows only the faults', () => {
  const info = vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const broken = { event: 'request-broken', route: '/', code: 'TypeError', at: 'x' } as const;
  const accepted = { event: 'send-accepted', letter: 'l' } as const;
  const idle = { event: 'notices-done', due: 0, lateMs: 0 } as const;
  const shown = (showsAll: boolean): unknown[] => {
    info.mockClear();
    for (const entry of [broken, accepted, idle]) terminalLog(showsAll)(entry);
    return info.mock.calls.flat();
  };
  expect(shown(false)).toEqual([broken]);
  expect(shown(true)).toEqual([broken, accepted]);
  info.mockRestore();
});
