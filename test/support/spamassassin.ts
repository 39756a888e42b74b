import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';
import { firstLine, type Lookup } from './lookup.ts';

const PROGRAM = 'spamassassin';

/** The tests that need it. */
export const SPAM_SCORES = 'integration: the spam scores of the emails';

/** Finds SpamAssassin, the spam filter of many mail servers. */
export async function findSpamAssassin(): Promise<Lookup<{ version: string }>> {
  try {
    const { stdout } = await run(PROGRAM, ['--version']);
    return { found: true, version: firstLine(stdout) };
  } catch {
    return {
      found: false,
      reason: 'there is no SpamAssassin',
      remedy: 'install it (Debian: apt-get install spamassassin)',
    };
  }
}

/** All emails take some seconds, but many times that on a machine with other work. */
export const SPAM_LIMIT_MS = 10 * 60_000;

export interface SpamScore {
  readonly score: number;
  /** The rules that match. */
  readonly rules: readonly string[];
}

/** The header that SpamAssassin adds, and ours with the number of the email. */
const RESULT =
  /^X-Spam-Status: score=(-?[\d.]+) rules=(\S*)\r?\n(?:X-Spam-[^\n]*\n)*X-Open-Door-Test: (\d+)/gm;

/** The rules as installed. Nothing that was learnt from other emails counts. */
const PREFERENCES = [
  'use_bayes 0',
  'use_learner 0',
  'report_safe 0',
  'fold_headers 0',
  'clear_headers',
  'add_header all Status "score=_SCORE_ rules=_TESTS_"',
].join('\n');

/**
 * The scores of emails, by name. It asks no server. One process reads all emails: the
 * start of SpamAssassin takes two seconds, an email a tenth of one.
 *
 * @param emails the names, and the emails in their wire format
 */
export async function spamScores(
  emails: ReadonlyMap<string, string>,
): Promise<Map<string, SpamScore>> {
  const folder = await mkdtemp(join(tmpdir(), 'open-door-spam-'));
  try {
    const preferences = join(folder, 'user_prefs');
    await writeFile(preferences, `${PREFERENCES}\n`);
    const names = [...emails.keys()];
    const files = names.map((_, index) => join(folder, `${index}.eml`));
    for (const [index, email] of [...emails.values()].entries())
      await writeFile(files[index] ?? '', `X-Open-Door-Test: ${index}\r\n${email}`);
    const { stdout } = await run(
      PROGRAM,
      ['--local', `--prefspath=${preferences}`, ...files],
      // It keeps files in the home directory.
      { env: { ...process.env, HOME: folder }, timeoutMs: SPAM_LIMIT_MS },
    );
    const scores = new Map<string, SpamScore>();
    for (const [, score, rules = '', index] of stdout.matchAll(RESULT)) {
      scores.set(names[Number(index)] ?? '', { score: Number(score), rules: rules.split(',') });
    }
    return scores;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
