import type { Child } from 'hono/jsx';
import { withoutFooter } from '../../core/letter/letter-footer.ts';
import { mailtoOf } from '../../core/text/mailto.ts';
import { letterWords } from '../words/letter.ts';
import { ActionForm, Fold, letterLang, type PartProps, pathOf } from './letter-parts.tsx';

/** A text to copy, and the button that copies it, which needs JavaScript. */
const Copied = ({
  props,
  id,
  label,
  button,
  children,
}: {
  readonly props: PartProps;
  readonly id: string;
  readonly label: string;
  readonly button: string;
  readonly children: Child;
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    <div class="copied">
      {children}
      <button
        type="button"
        class="quiet"
        hidden
        data-copy={id}
        data-copied={letterWords(props.words).selfSend.copied}
      >
        {button}
      </button>
    </div>
  </div>
);

/** Opens the letter in the candidate's own email app. */
export const OpenInMail = ({
  props: { words, decline },
  isMain = false,
}: {
  readonly props: PartProps;
  readonly isMain?: boolean;
}) => {
  const { letter } = decline;
  const text = withoutFooter(letter.text);
  return (
    <a class={isMain ? 'button main' : 'button quiet'} href={mailtoOf({ ...letter, text })}>
      {letterWords(words).selfSend.mailto}
    </a>
  );
};

/** The letter to copy, part by part, and as a file. */
export const CopyLetter = (props: PartProps) => {
  const { letter } = props.decline;
  const words = letterWords(props.words).selfSend;
  const lang = letterLang(props.decline);
  return (
    <>
      <Copied props={props} id="address-copy" label={words.address} button={words.copyAddress}>
        <input id="address-copy" readonly value={letter.to} translate="no" />
      </Copied>
      <Copied props={props} id="subject-copy" label={words.subject} button={words.copySubject}>
        <input id="subject-copy" readonly value={letter.subject} lang={lang} translate="no" />
      </Copied>
      <Copied props={props} id="letter-copy" label={words.text} button={words.copy}>
        <textarea id="letter-copy" rows={8} readonly lang={lang} translate="no">
          {withoutFooter(letter.text)}
        </textarea>
      </Copied>
      <p class="after">
        <a href={`${pathOf(props.link)}/letter.eml`}>{words.eml}</a>
      </p>
    </>
  );
};

/** Where the candidate says that they have sent the letter. */
export const SentBySelf = (props: PartProps) => {
  const { sure, done, doneHelp } = letterWords(props.words).selfSend;
  return (
    <ActionForm {...props} action="self-sent" sure={sure}>
      <button type="submit" class="quiet">
        {done}
      </button>
      <p class="hint after">{doneHelp}</p>
    </ActionForm>
  );
};

/** How to send the letter by hand, folded. */
export const SelfSend = (props: PartProps) => {
  const { title, promise } = letterWords(props.words).selfSend;
  return (
    <Fold
      id="self-send"
      title={title}
      line={promise}
      open={props.unconfirmed?.action === 'self-sent'}
    >
      <OpenInMail props={props} />
      <CopyLetter {...props} />
      <SentBySelf {...props} />
    </Fold>
  );
};
