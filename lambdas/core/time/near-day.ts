import type { PageLanguage } from '../choices.ts';
import { formatDay } from './format-date.ts';

/**
 * A day that is read beside others: "May 25", «25 de mayo», and with its year if that is
 * not the year of `today`. Days are `YYYY-MM-DD`.
 */
export function formatNearDay(day: string, today: string, language: PageLanguage): string {
  const withYear = formatDay(day, language);
  if (day.slice(0, 4) !== today.slice(0, 4)) return withYear;
  return withYear.slice(0, language === 'en' ? -', 2027'.length : -' de 2027'.length);
}
