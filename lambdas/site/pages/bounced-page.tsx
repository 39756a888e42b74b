import { submittedFields } from '../../core/decline/decline-form.ts';
import { fieldNames } from '../../core/decline/form-fields.ts';
import { provesMailbox } from '../../core/decline/mailbox-proof.ts';
import { actionNonce } from '../../core/magic-link.ts';
import { troubleWords } from '../words/trouble.ts';
import { actionOf, Lead, type PartProps } from './letter-parts.tsx';

/**
 * The address to mend, and the way to the review of the same letter with the new one. It
 * is a new letter, made from what the candidate wrote. A link that proves the mailbox
 * leads there at once; any other link posts the form that emails a link.
 */
export const Bounced = (props: PartProps) => {
  const { words, decline, link, now, person } = props;
  const { bounced } = troubleWords(words);
  const isProven = provesMailbox(decline, link.secret, now);
  const { recruiterEmail, ...fields } = submittedFields(decline);
  return (
    <>
      <Lead text={bounced.text(decline.letter.to)} props={props} />
      <form
        method="post"
        action={isProven ? actionOf(props, 'another') : `/declines?lang=${words.language}`}
      >
        {isProven && <input type="hidden" name="nonce" value={actionNonce(link.secret, link.id)} />}
        {fieldNames.map((name) => {
          const value = name === 'recruiterEmail' ? '' : fields[name];
          return value !== '' && <input type="hidden" name={name} value={value} />;
        })}
        <div class="field">
          <label for="recruiterEmail">{bounced.field(person)}</label>
          <input
            id="recruiterEmail"
            type="email"
            name="recruiterEmail"
            value={recruiterEmail}
            required
            autocomplete="off"
            spellcheck={false}
            aria-describedby="recruiterEmail-hint"
          />
        </div>
        <p class="after">
          <button
            type="submit"
            class="main"
            data-busy={isProven ? bounced.reviewing : bounced.mailing}
          >
            {isProven ? bounced.review : bounced.mail}
          </button>
        </p>
        <p class="hint" id="recruiterEmail-hint">
          {isProven ? bounced.help : bounced.mailHelp}
        </p>
      </form>
    </>
  );
};
