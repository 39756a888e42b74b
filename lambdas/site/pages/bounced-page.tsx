import { provesMailbox } from '../../core/decline/mailbox-proof.ts';
import { actionNonce } from '../../core/magic-link.ts';
import { troubleWords } from '../words/trouble.ts';
import { KeptNames } from './kept-names.tsx';
import { actionOf, Lead, type PartProps } from './letter-parts.tsx';

/**
 * The address to mend. The field is empty, although the refused address would be quicker
 * to correct: a mail scanner that submits every form as it was served makes no letter.
 */
const MendAddress = (props: PartProps) => {
  const { words, link, person } = props;
  const { bounced } = troubleWords(words);
  return (
    <>
      <form method="post" action={actionOf(props, 'again')} class="after">
        <input type="hidden" name="nonce" value={actionNonce(link.secret, link.id)} />
        <div class="field">
          <label for="recruiterEmail">
            <KeptNames text={bounced.address(person)} names={[person]} />
          </label>
          <input
            id="recruiterEmail"
            name="recruiterEmail"
            type="email"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            enterkeyhint="go"
          />
        </div>
        <button type="submit" class="main">
          {bounced.correct}
        </button>
        <p class="hint">{bounced.help}</p>
      </form>
      <p class="links">
        <a href={actionOf(props, 'again')}>{bounced.change}</a>
      </p>
    </>
  );
};

/** The way to the form, which has a new link emailed: this one makes no letter. */
const LinkToForm = (props: PartProps) => (
  <p class="after">
    <a class="button main" href={`${actionOf(props, 'again')}#recruiterEmail`}>
      {troubleWords(props.words).bounced.mend}
    </a>
  </p>
);

export const Bounced = (props: PartProps) => {
  const { words, decline, link, now } = props;
  return (
    <>
      <Lead text={troubleWords(words).bounced.text(decline.letter.to)} props={props} />
      {provesMailbox(decline, link.secret, now) ? (
        <MendAddress {...props} />
      ) : (
        <LinkToForm {...props} />
      )}
    </>
  );
};
