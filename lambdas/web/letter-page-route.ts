import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { isExpired } from '../core/decline/retention.ts';
import type { KillSwitch, KillSwitchState } from '../core/limits/kill-switch.ts';
import { parseToken } from '../core/magic-link.ts';
import type { LoadHints } from '../core/vague/note-hints.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import type { Page } from '../site/pages/layout.tsx';
import { type LetterPageOptions, letterPage } from '../site/pages/letter-page.tsx';
import { openLetterLink, type StartAgain } from './letter-access.ts';
import type { OpenedLetter } from './open-letter.ts';
import { readAhead } from './read-ahead.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Only set in routes that use the middleware `beginReadingSwitch`. */
    killSwitch: Promise<KillSwitchState>;
  }
}

interface ShowDependencies {
  readonly now: () => Date;
  readonly loadHints: LoadHints;
}

/** Renders the letter's page: the review of a draft, or the outcome of a letter. */
export const createLetterRenderer =
  ({ now, loadHints }: ShowDependencies) =>
  async (
    c: SiteContext,
    letter: OpenedLetter,
    why: Pick<LetterPageOptions, 'banner' | 'held' | 'unconfirmed' | 'copy'> = {},
  ): Promise<Page> => {
    const words = c.get('words');
    const { state, input } = letter.decline;
    const { personalNote = '', letterLanguage } = input;
    // Only a draft has hints, because only its note can still be changed.
    const hasHints = state === 'draft' && personalNote !== '';
    const hintsOf = hasHints ? await loadHints() : undefined;
    const hints = hintsOf?.(personalNote, words.language, letterLanguage).hints ?? [];
    return letterPage({ words, hints, ...letter, now: now().getTime(), ...why });
  };

/** Adds `GET /letters/{token}`. It reads the table, and changes nothing. */
export function addLetterPageRoute(
  app: Hono<SiteEnv>,
  dependencies: ShowDependencies & {
    readonly store: DeclineStore;
    readonly killSwitch: KillSwitch;
    readonly startAgain: StartAgain;
  },
): void {
  const { killSwitch, now } = dependencies;
  const renderLetterPage = createLetterRenderer(dependencies);

  /**
   * Middleware: begins to read the kill switch, which comes with the same call to the
   * table as the letter. Whether the recruiter has had as many letters as a day allows is
   * decided when the letter is confirmed.
   */
  const beginReadingSwitch = createMiddleware<SiteEnv>(async (c, next) => {
    if (parseToken(c.req.param('token') ?? '') === undefined) return c.notFound();
    c.set('killSwitch', readAhead(killSwitch.read()));
    return next();
  });

  app.get('/letters/:token', beginReadingSwitch, openLetterLink(dependencies), async (c) => {
    const letter = c.var.openedLetter;
    const { decline } = letter;
    const canBeSent = decline.state === 'draft' && !isExpired(decline, now().getTime());
    const isHeld = canBeSent && (await c.var.killSwitch).isOn;
    const why = isHeld ? ({ held: { kind: 'stopped' } } as const) : {};
    return c.html(await renderLetterPage(c, letter, why));
  });
}
