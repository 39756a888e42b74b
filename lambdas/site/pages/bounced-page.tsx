import { troubleWords } from '../words/trouble.ts';
import { actionOf, Lead, type PartProps } from './letter-parts.tsx';

/**
 * The way to mend the address: the form with all that the candidate wrote. A field for
 * the address here would be quicker, but a mail scanner that submits every form as it was
 * served would make a letter with it.
 */
export const Bounced = (props: PartProps) => {
  const { words, decline } = props;
  const { bounced } = troubleWords(words);
  return (
    <>
      <Lead text={bounced.text(decline.letter.to)} props={props} />
      <p class="after">
        <a class="button main" href={`${actionOf(props, 'again')}#recruiterEmail`}>
          {bounced.correct}
        </a>
      </p>
      <p class="hint">{bounced.help}</p>
    </>
  );
};
