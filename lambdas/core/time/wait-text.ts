import type { PageLanguage } from '../choices.ts';
import { relativeTimeFormat } from '../intl-objects.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long to wait, rounded up: "in 5 minutes", «dentro de 3 horas».
 *
 * @param waitMs in ms; less than a minute is one minute
 */
export function waitText(waitMs: number, language: PageLanguage): string {
  const format = relativeTimeFormat(language, {});
  const minutes = Math.max(Math.ceil(waitMs / MINUTE_MS), 1);
  return minutes < 60
    ? format.format(minutes, 'minute')
    : format.format(Math.ceil(waitMs / HOUR_MS), 'hour');
}
