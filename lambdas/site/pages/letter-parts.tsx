import type { Child } from 'hono/jsx';
import { languageTag } from '../../core/choices.ts';
import { contactFromDecline } from '../../core/contact/contact.ts';
import type { Decline } from '../../core/decline/decline.ts';
import { provesMailbox } from '../../core/decline/mailbox-proof.ts';
import { threadOf } from '../../core/letter/thread.ts';
import { actionNonce, type MagicLink, tokenOf } from '../../core/magic-link.ts';
import { formatComingDay, formatMoment } from '../../core/time/format-date.ts';
import type { ShownHint } from '../../core/vague/note-hints.ts';
import type { Words } from '../words/en.ts';
import { letterWords } from '../words/letter.ts';
import type { PhoneTexts } from '../words/phone.ts';
import { ConfirmationBox, type ConfirmationProblem } from './confirmation.tsx';
import { KeptNames } from './kept-names.tsx';
import type { LayoutOptions } from './layout.tsx';
import { LetterText, LetterView } from './letter-view.tsx';

/**
 * Why a draft cannot be sent at the moment. `full`: the recruiter has had as many letters
 * as a day allows, until `freeAt`, epoch ms. `stopped`: all sending is stopped.
 */
export type Held =
  | { readonly kind: 'full'; readonly freeAt: number }
  | { readonly kind: 'stopped' };

/** The actions on a letter, besides sending, whose forms have a box to tick. */
export type LetterAction = 'cancel' | 'self-sent' | 'fresh-link';

/** Why the question about the candidate's own copy is shown again. */
export type CopyReason = 'not-chosen' | 'not-from-page';

/** What all parts of a letter's page show. */
export interface PartProps {
  readonly words: Words;
  readonly decline: Decline;
  readonly link: MagicLink;
  /** Epoch ms. */
  readonly now: number;
  /** The send form was posted, and its box was not ticked. */
  readonly isUnticked?: boolean;
  /** Why the letter cannot be sent at the moment, said before one confirms. */
  readonly held?: Held | undefined;
  /**
   * The guard's hints on the personal note. The function `send` has no guard and leaves
   * them out.
   */
  readonly hints?: readonly ShownHint[];
  /** Which form of this page was posted unconfirmed, and what it lacked. */
  readonly unconfirmed?:
    | { readonly action: LetterAction; readonly problem: ConfirmationProblem }
    | undefined;
  /** Why the question about the candidate's own copy is shown again. */
  readonly copy?: CopyReason | undefined;
  /** The short name of the recruiter. */
  readonly person: string;
  /** What to say on the phone. Absent if the page does not show it. */
  readonly phone?: PhoneTexts | undefined;
}

/** A letter's page without what all pages have: its heading, and what is below it. */
export interface LetterContent extends Pick<LayoutOptions, 'door' | 'isSplit' | 'lookAgain'> {
  readonly heading: string;
  /** The title of the document. Default: the heading without its full stop. */
  readonly title?: string;
  readonly body: Child;
}

/** The id of the box of the send form, to which the page links if it was not ticked. */
export const SURE_ID = 'sure';

export const pathOf = (link: MagicLink): string => `/letters/${tokenOf(link)}`;
export const actionOf = (
  { link, words }: Pick<PartProps, 'link' | 'words'>,
  action: string,
): string => `${pathOf(link)}/${action}?lang=${words.language}`;
export const pageOf = ({ link, words }: Pick<PartProps, 'link' | 'words'>): string =>
  `${pathOf(link)}?lang=${words.language}`;

export const letterLang = ({ input }: Pick<Decline, 'input'>): string =>
  languageTag(input.letterLanguage);

/** A moment of the candidate's: "at 2:03 PM", or "on May 25 at 2:03 PM". */
export function whenOf({ words, decline, now }: PartProps, at: number): string {
  const { timeZone } = decline.input;
  const [then, today] = [at, now].map((moment) => formatMoment(moment, timeZone, words.language));
  if (then === undefined) return '';
  const { letter } = letterWords(words);
  return then.localDay === today?.localDay
    ? letter.at(then.clock)
    : letter.onAt(then.date, then.clock);
}

/** The day to write again, as text: "May 25". Undefined without a reminder. */
export function reconnectDayOf({ words, decline, now }: PartProps): string | undefined {
  const { reconnectOn } = contactFromDecline(decline, now);
  if (reconnectOn === undefined) return undefined;
  const { localDay } = formatMoment(now, decline.input.timeZone, words.language);
  return formatComingDay(reconnectOn, localDay, words.language);
}

/** The lead of a page, in which names and addresses are not translated. */
export const Lead = ({
  text,
  props: { decline, person },
}: {
  readonly text: string;
  readonly props: PartProps;
}) => (
  <p class="lead">
    <KeptNames text={text} names={[decline.letter.to, decline.letter.replyTo, person]} />
  </p>
);

/** A fold: its name, and one quiet line about what is in it. */
export const Fold = ({
  title,
  line,
  open = false,
  id,
  lang,
  children,
}: {
  readonly title: string;
  readonly line?: string | undefined;
  readonly open?: boolean;
  readonly id?: string;
  /** The language of the line, if it is a text of the letter: nobody translates it. */
  readonly lang?: string | undefined;
  readonly children: Child;
}) => (
  <details open={open} id={id}>
    <summary>
      <b>{title}</b>
      {line !== undefined && (
        <span {...(lang !== undefined && { lang, translate: 'no' as const })}>{line}</span>
      )}
    </summary>
    {children}
  </details>
);

/**
 * A form with an unticked box. Neither a click on its button nor a scanner that submits
 * it as it was served does anything.
 */
export const ActionForm = (
  props: PartProps & {
    readonly action: LetterAction;
    readonly sure: string;
    readonly children: Child;
  },
) => {
  const { words, link, action, sure, unconfirmed } = props;
  return (
    <form method="post" action={actionOf(props, action)} autocomplete="off">
      <input type="hidden" name="nonce" value={actionNonce(link.secret, link.id)} />
      <ConfirmationBox
        words={words}
        id={`${action}-sure`}
        label={sure}
        problem={unconfirmed?.action === action ? unconfirmed.problem : undefined}
      />
      {props.children}
    </form>
  );
};

/** Closes the letter, folded. `texts`: a text to send by hand is no letter. */
export const Cancel = (
  props: PartProps & {
    readonly texts?: {
      readonly title: string;
      readonly promise: string;
      readonly sure: string;
      readonly button: string;
    };
  },
) => {
  const { cancelTitle, cancelPromise, cancelSure, cancel } = letterWords(props.words).review;
  const { title, promise, sure, button } = props.texts ?? {
    title: cancelTitle,
    promise: cancelPromise,
    sure: cancelSure,
    button: cancel,
  };
  return (
    <Fold title={title} line={promise} open={props.unconfirmed?.action === 'cancel'}>
      <ActionForm {...props} action="cancel" sure={sure}>
        <button type="submit" class="quiet danger">
          {button}
        </button>
      </ActionForm>
    </Fold>
  );
};

/**
 * The letter, folded. Its subject is the line below the name of the fold. A text to send
 * by hand has no subject.
 *
 * @param title the name of the fold, if it is not a letter
 */
export const ShowLetter = ({
  words,
  decline,
  title = letterWords(words).letter.yours,
}: PartProps & { readonly title?: string | undefined }) => {
  const { letter, isByHand } = decline;
  const lang = letterLang(decline);
  return (
    <Fold title={title} line={isByHand ? undefined : letter.subject} lang={lang}>
      {isByHand ? (
        <article class="letter">
          <LetterText text={letter.text} language={lang} />
        </article>
      ) : (
        <LetterView
          words={words}
          letter={letter}
          language={lang}
          thread={threadOf(decline.input)}
        />
      )}
    </Fold>
  );
};

/** Where the candidate writes another letter: without an email, if the link allows it. */
export const anotherOf = (props: PartProps): string =>
  provesMailbox(props.decline, props.link.secret, props.now)
    ? actionOf(props, 'another')
    : `/?lang=${props.words.language}`;
