import type { Child } from 'hono/jsx';
import { hasOwnCopy } from '../../core/mail/letter-mail.ts';
import { letterWords } from '../words/letter.ts';
import { KeptNames } from './kept-names.tsx';
import {
  anotherOf,
  Lead,
  type LetterContent,
  type PartProps,
  pathOf,
  reconnectDayOf,
  ShowLetter,
  whenOf,
} from './letter-parts.tsx';
import { PhoneHelp } from './phone-help.tsx';

const paths = {
  copy: 'M4 5h16v12H4zM4 6l8 6 8-6M8 21h8',
  reply: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  day: 'M5 4h14v16H5zM5 9h14M9 2v4M15 2v4M9 14h6',
} as const;

/** One line about what is next, with its icon. */
const Next = ({
  icon,
  children,
}: {
  readonly icon: keyof typeof paths;
  readonly children: Child;
}) => (
  <li>
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path d={paths[icon]} />
    </svg>
    {children}
  </li>
);

/** The day to write again, and this day as a calendar file. */
export const ReconnectLine = (props: PartProps) => {
  const { words, decline, link, person } = props;
  const { reconnect, reconnectYourself, kept, contactLost, calendar } = letterWords(words).outcome;
  const day = reconnectDayOf(props);
  const isLost = decline.isContactLost === true;
  const text =
    day === undefined
      ? isLost
        ? contactLost(person)
        : kept(person)
      : isLost
        ? `${contactLost(person)} ${reconnectYourself(day)}`
        : reconnect(person, day);
  return (
    <Next icon="day">
      <KeptNames text={text} names={[person]} />{' '}
      {day !== undefined && (
        <a href={`${pathOf(link)}/reminder.ics?lang=${words.language}`}>{calendar}</a>
      )}
    </Next>
  );
};

/**
 * The links at the end of a page about a letter that was sent.
 *
 * @param another the words of the link to another one, if it was no letter
 */
export const SentLinks = (props: PartProps & { readonly another?: string | undefined }) => (
  <p class="links after">
    <a href={`/contacts?lang=${props.words.language}`}>{props.words.contacts}</a>
    <a href={anotherOf(props)}>{props.another ?? letterWords(props.words).outcome.another}</a>
  </p>
);

/** When the letter was sent, and to whom. */
function leadOf(props: PartProps): string {
  const { words, decline } = props;
  const { sentAt, letter, state } = decline;
  const { outcome } = letterWords(words);
  const what =
    sentAt === undefined
      ? outcome.settled(letter.to)
      : outcome.sent.text(whenOf(props, sentAt), letter.to);
  const accepted = state === 'delivered' ? ` ${outcome.delivered}` : '';
  return `${what}${accepted} ${outcome.sent.kind}`;
}

/**
 * The page of a letter that was sent: one feeling, and what is next.
 *
 * @param trouble what is said if their mail server is slow, and the times
 */
export function sentContent(
  props: PartProps,
  trouble?: { readonly text: string; readonly times: Child },
): LetterContent {
  const { words, decline, person } = props;
  const { letter } = decline;
  const { sent } = letterWords(words).outcome;
  return {
    heading: sent.title(person),
    door: 'open',
    body: (
      <>
        <Lead text={leadOf(props)} props={props} />
        {trouble && <p class="call">{trouble.text}</p>}
        <ul class="next">
          {decline.copyArrivedAt === undefined && hasOwnCopy(letter) && (
            <Next icon="copy">
              <KeptNames text={sent.copy(letter.replyTo)} names={[letter.replyTo]} />
            </Next>
          )}
          <Next icon="reply">
            <KeptNames text={sent.replies(person)} names={[person]} />
          </Next>
          <ReconnectLine {...props} />
        </ul>
        <div class="folds">
          <ShowLetter {...props} />
          <PhoneHelp texts={props.phone} />
          {trouble?.times}
        </div>
        <SentLinks {...props} />
      </>
    ),
  };
}
