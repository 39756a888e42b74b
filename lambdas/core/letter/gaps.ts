/**
 * What stands in a letter for a field that is not filled in yet: one character of
 * Unicode's private use area each, which the form refuses if somebody types it. Templates
 * use U+E000 to U+E005 for marks of their own. The form shows a gap in its place.
 */
export const gaps = {
  recruiterName: '\uE010',
  company: '\uE011',
  role: '\uE012',
  candidateName: '\uE013',
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
    .split(/([\uE010-\uE013])/)
    .filter((part) => part !== '')
    .map((part) => {
      const gap = nameOf.get(part);
      return gap === undefined ? { text: part } : { gap };
    });

/** The text with an ellipsis in place of each gap, where nothing else can be shown. */
export const withEllipses = (text: string): string => text.replace(/[\uE010-\uE013]/g, '…');
