import { fitsDomain } from './company-domain.ts';
import { companyAt, DEPARTMENTS, isOfKind, WITHIN } from './company-name.ts';
import { ASSOCIATES, LEGAL_FORM, type Scored, STRONG, WEAK } from './company-score.ts';
import { OF_RECRUITERS } from './find-role.ts';
import { isKnownGiven, isSamePerson } from './person-name.ts';
import { hasHead } from './trades.ts';
import { isCapitalised, plain, quoteAround } from './words.ts';

const CONTACT_LINE =
  /@|https?:|www\.|\d[\d ().-]{5}\d|^(?:tel|phone|mobile|m|t|desk|email|sent from|enviado)\b/i;

/** "Owner, Acme Foods" */
const OWNER_OF =
  /^(?:owner|(?:co-?)?founder|director|proprietor|dueñ[oa]|fundadora?|propietari[oa]),\s/i;

/** "Head of Wind at Norrskar | Speaker", below the name on top of a LinkedIn message. */
export function fromHeadline(lines: readonly string[], recruiter = '\n'): readonly Scored[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const at = filled.slice(0, 8).findIndex((line) => line.startsWith(recruiter));
  for (const line of at < 0 ? [] : filled.slice(at, at + 3)) {
    const isOwner = /^(?:owner|proprietor|dueñ[oa]|propietari[oa]|fundador)/i.test(line);
    if (line.length > 140 || !(hasHead(line) || OF_RECRUITERS.test(line) || isOwner)) continue;
    const lead =
      /\s(?:at|@|en)\s(?:the\s)?/i.exec(line) ?? /\s[–-]\s/.exec(line) ?? OWNER_OF.exec(line);
    const found = lead === null ? undefined : companyAt(line, lead.index + lead[0].length);
    if (found !== undefined)
      return [{ value: found.name, source: quoteAround(line), score: 5, place: 'signature' }];
  }
  return [];
}

/** "Ardmoyle County Council" alone on a line, or in a part of it. */
export function fromLines(lines: readonly string[]): readonly Scored[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  return filled.slice(0, 60).flatMap((line, index) => {
    if (line.length > 110 || /[.?!]$/.test(line.replace(LEGAL_FORM, ''))) return [];
    const parts = line.split(/\s[|·•–—-]\s|,\s|\s{3,30}/);
    return parts.flatMap((part) => {
      const text = part.trim();
      const found = companyAt(text, 0);
      const isWhole = found !== undefined && found.end >= text.length - 1;
      // «Química» is a profession, «Química Norte, S.A.» a company.
      const isTitle = hasHead(found?.name ?? '') && !LEGAL_FORM.test(line);
      if (!isWhole || isTitle || !isOfKind(found.name)) return [];
      const isNear = index < 4 || index >= filled.length - 6;
      const score = isNear ? STRONG : WEAK;
      return [{ value: found.name, source: quoteAround(line), score, place: 'signature' as const }];
    });
  });
}

const TEXT_SENDER = /^([\p{Lu}\d&' -]{5,40}):\s\p{Lu}/u;

/** "QUAYLINE TRAMS: Reminder - …", as a text message of a company begins. */
export function fromTextMessage(lines: readonly string[]): readonly Scored[] {
  const line = lines.find((text) => text.trim() !== '')?.trim() ?? '';
  const name = TEXT_SENDER.exec(line.slice(0, 60))?.[1] ?? '';
  return name.includes(' ')
    ? [{ value: name, source: quoteAround(line), score: 6, place: 'sender' }]
    : [];
}

/** A name alone on a line of a portal, beside that of the title, or of legal form. */
export function fromPortal(lines: readonly string[], role: string | undefined): readonly Scored[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  return filled.slice(0, 30).flatMap((line, index) => {
    const found = line.length < 80 ? companyAt(line, 0) : undefined;
    if (found === undefined || found.end < line.replace(/\.$/, '').length) return [];
    const isBeside =
      role !== undefined &&
      found.name.includes(' ') &&
      [filled[index - 1], filled[index + 1]].some((other) => other?.includes(role) === true);
    const isLegal = LEGAL_FORM.test(line);
    return isBeside || isLegal
      ? [{ value: found.name, source: quoteAround(line), score: 5, place: 'signature' as const }]
      : [];
  });
}

/** «Secretario del Archivo de Alcor»: what follows a title, if the domain agrees. */
function afterTitle(text: string, label: string | undefined): readonly Scored[] {
  for (const match of text.matchAll(/\s(?:del?|of|at)\s(?:la\s|the\s)?/gi)) {
    const found = companyAt(text, match.index + match[0].length);
    if (found !== undefined && fitsDomain(found.name, label) > 0)
      return [{ value: found.name, source: text, score: 4, place: 'signature' }];
  }
  return [];
}

/**
 * "Roe, Lee & Moss LLP", "J. Roe & Sons (Haulage) Ltd": a line that ends with a legal
 * form or with associates is one name, unless it begins with a person or a title.
 */
function nameWithCommas(line: string, recruiter = '\n'): string | undefined {
  const text = line.replace(/^[*_]{1,3}|[*_.]{1,3}$/g, '');
  const isNamed = LEGAL_FORM.test(text) || ASSOCIATES.test(text);
  const [first = '', second] = text.split(/,\s|\s\(/);
  const isOnlyForm = LEGAL_FORM.exec(`, ${second}`)?.index === 0;
  if (!isNamed || second === undefined || isOnlyForm) return undefined;
  const isOther =
    hasHead(first) ||
    OF_RECRUITERS.test(first) ||
    DEPARTMENTS.has(plain(first.split(' ')[0] ?? ''));
  if (isOther || isSamePerson(first, recruiter) || isKnownGiven(first)) return undefined;
  const words = text.split(/[\s,()]+/).filter((word) => word !== '');
  const isName = words.every((word) => isCapitalised(word) || word === '&' || WITHIN.has(word));
  return isName && words.length < 9 ? text : undefined;
}

/** The lines below the name in a signature: "Recruiter | Acme", "Acme Inc." */
export function fromSignature(
  lines: readonly string[],
  recruiter: string | undefined,
  label: string | undefined,
): readonly Scored[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const first = plain(recruiter?.split(' ')[0] ?? '\n');
  const at = filled.findLastIndex(
    (line) => line.length < 120 && plain(line.slice(0, 40)).includes(first),
  );
  const start = at < 0 || at < filled.length - 16 ? Math.max(0, filled.length - 5) : at;
  const found: Scored[] = [];
  for (const [index, line] of filled.slice(start, start + 6).entries()) {
    if (line.length > 100 || /\d/.test(line) || CONTACT_LINE.test(line)) continue;
    const whole = nameWithCommas(line, recruiter);
    if (whole !== undefined) {
      found.push({ value: whole, source: quoteAround(line), score: STRONG, place: 'signature' });
      continue;
    }
    const isSplit = /[|·•@]|\s(?:at|en|–|—|\/)\s/.test(line);
    for (const part of line.split(/\s[|·•–—/-]\s|[|·•]|,\s|\sat\s|\s@\s|\sen\s|\s{3,20}/)) {
      const text = part.trim();
      const name = companyAt(text, 0);
      if (name === undefined) continue;
      const isLegal = LEGAL_FORM.test(line);
      if (hasHead(text) && fitsDomain(text, label) < 2) {
        found.push(...afterTitle(text, label));
        continue;
      }
      const isWhole = name.end >= text.length - 1 || LEGAL_FORM.test(text);
      if (!isWhole) continue;
      const isPart = part !== line;
      // The name of the recruiter stands first, the company after it.
      const isTitled = isPart && isSplit && hasHead(line);
      const score = (index === 0 && !isPart ? 1 : isTitled ? 4 : 3) + (isLegal ? 2 : 0);
      const source = quoteAround(line);
      found.push({ value: name.name, source, score, place: 'signature' });
    }
  }
  return found;
}
