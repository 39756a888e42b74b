import { capitalised } from '../capital.ts';
import { lazyPattern } from '../lazy-pattern.ts';

/** What ends a sentence, also before a closing quote or bracket. */
const SENTENCE_END = /[.!?…。！？։؟।][)\]"”»’']*$/u;
const EMOTICON = /(?:^|\s)(?:[:;=8xX]['’]?-?[DPpOo3SsXx()/|\\*\]]|<3|[xX]{1,3}|\^_?\^)$/u;
/** The end of a sentence in letters that have a full stop like ours. */
const needsStopPattern = lazyPattern(
  () => /(?:\p{Script=Latin}\p{M}*|\p{Script=Greek}|\p{Script=Cyrillic}|\p{N}|[%)\]"”»’'])$/u,
);
const LIST_LINE = /^(?:[-*•·–—]|\d{1,2}[.)]) /u;

function withStop(paragraph: string): string {
  const lastLine = paragraph.slice(paragraph.lastIndexOf('\n') + 1);
  if (LIST_LINE.test(lastLine) || EMOTICON.test(lastLine)) return paragraph;
  const bare = paragraph.replace(/(?<=[\p{L}\p{N}])[,;]$/u, '');
  return SENTENCE_END.test(bare) || !needsStopPattern().test(bare) ? paragraph : `${bare}.`;
}

/**
 * The personal line as a paragraph of a letter: each of its paragraphs begins with a
 * capital letter and ends with a full stop, if its writer left them out. Nothing else is
 * changed.
 */
export const personalLine = (note: string): string =>
  note
    .split('\n\n')
    .map((paragraph) => withStop(capitalised(paragraph)))
    .join('\n\n');
