/**
 * What stands in a letter for a field that is not filled in yet: one character of Unicode's
 * private use area each, which no person types. The form shows a gap in its place.
 */
export const gaps = {
  recruiterName: '\uE000',
  company: '\uE001',
  role: '\uE002',
  candidateName: '\uE003',
} as const;

export type GapName = keyof typeof gaps;

const nameOf = new Map<string, GapName>([
  [gaps.recruiterName, 'recruiterName'],
  [gaps.company, 'company'],
  [gaps.role, 'role'],
  [gaps.candidateName, 'candidateName'],
]);

/** A text cut into the gaps in it and the texts between them. */
export const splitAtGaps = (
  text: string,
): readonly ({ readonly text: string } | { readonly gap: GapName })[] =>
  text
    .split(/([\uE000-\uE003])/)
    .filter((part) => part !== '')
    .map((part) => {
      const gap = nameOf.get(part);
      return gap === undefined ? { text: part } : { gap };
    });

/** The text with an ellipsis in place of each gap, where nothing else can be shown. */
export const withEllipses = (text: string): string => text.replace(/[\uE000-\uE003]/g, '…');
