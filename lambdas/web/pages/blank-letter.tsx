import type { Child } from 'hono/jsx';
import type { Words } from '../../site/words/en.ts';
import { formWords } from '../words/form.ts';
import type { FormWords } from '../words/form-en.ts';

/** What a letter is not complete without, besides its stage. */
export type PaperField = keyof FormWords['paper']['gaps'];

/** Shows what there is of a field: what was typed, or a gap. */
type ShowField = (name: PaperField) => Child;

/** A word that is still to come. */
export const Gap = ({ words, name }: { readonly words: Words; readonly name: PaperField }) => (
  <span class="gap" lang={words.language}>
    {formWords(words).paper.gaps[name]}
  </span>
);

/** The headers of the letter that a candidate chooses. */
export const LetterFacts = ({
  words,
  show,
  subject,
}: {
  readonly words: Words;
  readonly show: ShowField;
  readonly subject: Child;
}) => {
  const { to, subject: label } = formWords(words).paper;
  return (
    <dl class="facts">
      <div>
        <dt>{to}</dt>
        <dd>{show('recruiterEmail')}</dd>
      </div>
      <div>
        <dt>{label}</dt>
        <dd>{subject}</dd>
      </div>
    </dl>
  );
};

/** The first line of the letter, in the words of the page. */
export const GreetingLine = ({
  words,
  show,
}: {
  readonly words: Words;
  readonly show: ShowField;
}) => {
  const [before, after] = formWords(words).paper.greeting;
  return (
    <>
      {before}
      {show('recruiterName')}
      {after}
    </>
  );
};

/**
 * The sheet of paper while the stage is not chosen: the letter has no words yet, so these
 * are those of the page.
 */
export const BlankLetter = ({
  words,
  show,
}: {
  readonly words: Words;
  readonly show: ShowField;
}) => {
  const { at, closing, chooseStage } = formWords(words).paper;
  const subject = (
    <>
      {show('role')} {at} {show('company')}
    </>
  );
  return (
    <>
      <article class="letter">
        <LetterFacts words={words} show={show} subject={subject} />
        <div class="letter-text">
          <p>
            <GreetingLine words={words} show={show} />
          </p>
          <div class="rules" />
          <p>
            {closing}
            <br />
            {show('candidateName')}
          </p>
        </div>
      </article>
      <p class="aside">{chooseStage}</p>
    </>
  );
};
