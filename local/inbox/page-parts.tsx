import type { PageLanguage } from '../../lambdas/core/choices.ts';
import { formatMoment } from '../../lambdas/core/time/format-date.ts';
import type { InboxEmail } from './emails.ts';
import type { InboxWords } from './words/words.ts';

/** How to see an email. */
export const views = ['look', 'text', 'headers', 'recruiter'] as const;
export type View = (typeof views)[number];

/** The language of a page. */
export interface PageWords {
  readonly words: InboxWords;
  /** The language that `?lang=` named. The links of the page keep it. */
  readonly lang: PageLanguage | undefined;
}

const MAX_LINE = 300;
export const cut = (text: string, length = MAX_LINE): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/** A path with those of these fields that have a value. */
export function pathWith(path: string, fields: Readonly<Record<string, string | undefined>>) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
}

export const emailPath = (id: string): string => `/emails/${encodeURIComponent(id)}`;

export const Time = ({ at, words }: { readonly at: Date; readonly words: InboxWords }) => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const moment = (ms: number) => formatMoment(ms, timeZone, words.language);
  const { clock, date, localDay } = moment(at.getTime());
  const isToday = localDay === moment(Date.now()).localDay;
  return <time datetime={at.toISOString()}>{isToday ? clock : `${date}, ${clock}`}</time>;
};

export const subjectOf = ({ subject }: InboxEmail, words: InboxWords): string =>
  cut(subject.trim() || words.list.noSubject);

export const senderOf = ({ from }: InboxEmail): string => cut(from.name || from.address);

export const listOf = (people: readonly string[]): string => cut(people.join(', '));
