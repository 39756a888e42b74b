import type { Child } from 'hono/jsx';
import { languageTag, snoozeMonths } from '../../core/choices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { ContactActionName } from '../../core/contact/contact-actions.ts';
import { groupOf } from '../../core/contact/contact-groups.ts';
import { isDue } from '../../core/contact/contact-search.ts';
import type { HelloDraft } from '../../core/contact/hello-draft.ts';
import { lengths } from '../../core/decline/form-fields.ts';
import { shortName } from '../../core/letter/greeting.ts';
import { roleWithReference } from '../../core/letter/reference-number.ts';
import { mailtoOf } from '../../core/text/mailto.ts';
import { formatDay, formatMonth, formatNearDay } from '../../core/time/format-date.ts';
import { earliestReminder, latestReminder } from '../../core/time/reminder-day.ts';
import { Address } from '../../site/pages/address.tsx';
import { ConfirmationBox } from '../../site/pages/confirmation.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { formWords, type PageProblem, problemText } from '../words/form.ts';

/**
 * An invalid field of an action, with the value that the candidate submitted, or an
 * action that was not confirmed. Without a problem, the action was not done for another
 * reason.
 */
export interface ContactProblem {
  readonly contactId: string;
  readonly action: ContactActionName | 'delete';
  readonly submitted: string;
  readonly problem?: PageProblem;
}

/** A part of a card that a link can open: without a script, an anchor opens nothing. */
export type OpenPart = 'snooze';

export interface CardProps {
  readonly words: Words;
  readonly contact: Contact;
  readonly hello: HelloDraft;
  /** `/contacts/{token}`. */
  readonly path: string;
  /** The nonce of the forms about this contact, see `actionNonce`. */
  readonly nonce: string;
  /** The current day in the candidate's local time, `YYYY-MM-DD`. */
  readonly today: string;
  readonly problem?: ContactProblem | undefined;
  /** The message about the action that was just done with this contact. */
  readonly flash?: Child;
  /** The card is open when the page is served. */
  readonly isOpen?: boolean;
  /** The part of the card that is open, too. */
  readonly opens?: OpenPart | undefined;
  /**
   * The link of a reminder opened the page. The card shows neither the reason, the note
   * nor the history.
   */
  readonly isOpenedByReminder?: boolean;
  /** The page has no other card. Its actions are expanded. */
  readonly isOnly?: boolean;
}

/**
 * The id of an element of the card. On a list it contains the contact's id, because ids
 * must be unique on a page. On the page of one contact it does not, because the links in
 * the reminder email point to it (`#wrote`, `#snooze`, `#stop`).
 */
const idOf = ({ contact, isOnly }: CardProps, part: string): string =>
  isOnly ? part : `${part}-${contact.id}`;

/** The link that opens the card at the choice of another day. */
export const laterPath = ({
  path,
  words,
  contact,
  isOnly,
}: Pick<CardProps, 'path' | 'words' | 'contact' | 'isOnly'>): string => {
  const opens: OpenPart = 'snooze';
  const query = new URLSearchParams({
    lang: words.language,
    flashContactId: contact.id,
    open: opens,
  });
  return `${path}?${query}#${opens}${isOnly ? '' : `-${contact.id}`}`;
};

const actionOf = ({ path, words }: CardProps, action: string): string =>
  `${path}/${action}?lang=${words.language}`;

const problemOf = ({ problem, contact }: CardProps, action: ContactProblem['action']) =>
  problem?.contactId === contact.id && problem.action === action ? problem : undefined;

/** The problem of a form that only its box confirms. */
const boxProblemOf = (props: CardProps, action: 'done' | 'stop' | 'delete') => {
  const problem = problemOf(props, action)?.problem?.problem;
  return problem === 'not-ticked' || problem === 'not-from-page' ? problem : undefined;
};

/** Whether the form of an action has a box. */
const isBoxAction = (action: string) => ['done', 'stop', 'delete'].includes(action);

const ActionForm = (
  props: CardProps & {
    readonly action: string;
    readonly id?: string;
    /** Of what is stored. What was typed over another version is not restored. */
    readonly version?: string | undefined;
    readonly children: Child;
  },
) => (
  <form
    method="post"
    action={actionOf(props, props.action)}
    id={props.id}
    autocomplete={isBoxAction(props.action) ? 'off' : undefined}
    data-version={props.version}
  >
    <input type="hidden" name="contact" value={props.contact.id} />
    <input type="hidden" name="nonce" value={props.nonce} />
    {props.children}
  </form>
);

const Fact = ({ term, children }: { readonly term: string; readonly children: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const nextOf = ({ words, contact, today }: CardProps): string => {
  const { next } = contactWords(words);
  if (contact.reconnectOn === undefined || contact.status === 'closed') return next.never;
  const day = formatDay(contact.reconnectOn, words.language);
  return isDue(contact, today) ? next.due(day) : next.on(day);
};

/** What was declined, and when. */
const Declined = ({ words, contact }: CardProps) => {
  const text = contactWords(words).declined(formatDay(contact.declinedOn, words.language));
  return (
    <p>
      {text.role}
      <strong translate="no">{roleWithReference(contact)}</strong>
      {text.company}
      <span translate="no">{contact.company}</span>
      {text.end}
    </p>
  );
};

const Facts = (props: CardProps) => {
  const { words, contact, isOpenedByReminder = false } = props;
  const contacts = contactWords(words);
  const { person, stage, thanked, wroteOn, status, reason, note } = contact;
  return (
    <dl class="facts">
      <Fact term={contacts.next.label}>
        <strong>{nextOf(props)}</strong>
      </Fact>
      <Fact term={contacts.status}>{contacts.statuses[status]}</Fact>
      {wroteOn !== undefined && (
        <Fact term={contacts.wroteOn}>{formatDay(wroteOn, words.language)}</Fact>
      )}
      <Fact term={contacts.stage}>{contacts.stages[stage]}</Fact>
      {thanked.length > 0 && (
        <Fact term={contacts.thanked}>
          <span translate="no">{thanked.join(', ')}</span>
        </Fact>
      )}
      {person.address !== '' && (
        <Fact term={formWords(words).fields.recruiterEmail}>
          <span translate="no">
            <Address of={person.address} />
          </span>
        </Fact>
      )}
      {!isOpenedByReminder && reason !== undefined && (
        <Fact term={`${contacts.reason} (${contacts.private})`}>
          {formWords(words).reasons[reason]}
        </Fact>
      )}
      {!isOpenedByReminder && note !== undefined && (
        <Fact term={contacts.note}>
          <span class="note" translate="no">
            {note}
          </span>
        </Fact>
      )}
    </dl>
  );
};

/** How many characters of the hello a line has on a phone, about. */
const LINE = 38;

/** The lines of a text. A browser that fits the field to its text ignores them. */
const rowsOf = (text: string): number =>
  text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / LINE)), 0);

const REPLY_FILE = 'hello.eml';

/** The hello as a file, which answers in the thread of the letter. */
const Reply = ({ path, words, contact: { id, thread } }: CardProps) => {
  const { reply, replyLead, replyTo } = contactWords(words).hello;
  const query = new URLSearchParams({ contact: id, lang: words.language });
  return (
    <p class="after">
      <a href={`${path}/${REPLY_FILE}?${query}`}>{reply}</a>{' '}
      <span class="hint">
        {replyLead}
        {thread?.subject !== undefined && (
          <>
            {' '}
            {replyTo} <span translate="no">{thread.subject}</span>
          </>
        )}
      </span>
    </p>
  );
};

/** The hello on its paper. It is a field, so that it can be copied by keyboard, too. */
const Hello = (props: CardProps) => {
  const { words, contact, hello, today, isOnly = false } = props;
  const { hello: texts } = contactWords(words);
  const copyId = idOf(props, 'hello-copy');
  const hasAddress = hello.to !== '';
  const hasThread = hasAddress && contact.thread !== undefined;
  const isMain = isOnly || isDue(contact, today);
  return (
    <div id={idOf(props, 'hello')}>
      <label for={copyId}>{hasAddress ? texts.label : texts.copyLabel}</label>
      <textarea
        id={copyId}
        class="sheet"
        rows={rowsOf(hello.text)}
        readonly
        lang={languageTag(contact.language)}
        translate="no"
      >
        {hello.text}
      </textarea>
      <div class="actions">
        {hasAddress && (
          <a class={isMain ? 'button' : 'button quiet'} href={mailtoOf(hello)}>
            {texts.mailto(shortName(contact.person))}
          </a>
        )}
        <button
          type="button"
          class={isMain && !hasAddress ? undefined : 'quiet'}
          hidden
          data-copy={copyId}
          data-copied={texts.copied}
        >
          {texts.copy}
        </button>
      </div>
      <p class="hint">{hasAddress ? texts.lead : texts.copyLead}</p>
      {hasThread && <Reply {...props} />}
    </div>
  );
};

/** "I wrote to Dana": a box, so that no program confirms it, and its button. */
const Wrote = (props: CardProps) => {
  const { words, contact } = props;
  const contacts = contactWords(words);
  return (
    <ActionForm {...props} action="done" id={idOf(props, 'wrote')}>
      <div class="wrote">
        <ConfirmationBox
          words={words}
          id={idOf(props, 'done-sure')}
          label={contacts.done(shortName(contact.person))}
          problem={boxProblemOf(props, 'done')}
        />
        <button type="submit" class="quiet">
          {contacts.doneButton}
        </button>
      </div>
    </ActionForm>
  );
};

const Summary = ({ title, line }: { readonly title: string; readonly line: string }) => (
  <summary>
    <b>{title}</b>
    <span>{line}</span>
  </summary>
);

const Problem = ({
  words,
  id,
  problem,
}: {
  readonly words: Words;
  readonly id: string;
  readonly problem: PageProblem | undefined;
}) =>
  problem && (
    <p class="problem" id={id}>
      {problemText(words, problem)}
    </p>
  );

/** The attributes of a field with a problem. */
const withProblem = (id: string, found: ContactProblem | undefined, describedBy = '') =>
  found && {
    ...(found.problem && {
      'aria-invalid': 'true' as const,
      'aria-describedby': `${describedBy}${id}-error`,
    }),
    autofocus: true,
  };

/** A list of months, and a field for a day. Nothing is chosen when the page is served. */
const Later = (props: CardProps) => {
  const { words, contact, today, isOnly = false, opens } = props;
  const contacts = contactWords(words);
  const dateProblem = problemOf(props, 'date');
  const monthsProblem = problemOf(props, 'snooze');
  const dateId = idOf(props, 'date');
  const monthsId = idOf(props, 'months');
  const version = contact.reconnectOn ?? '';
  return (
    <details
      id={idOf(props, 'snooze')}
      open={
        isOnly || opens === 'snooze' || dateProblem !== undefined || monthsProblem !== undefined
      }
    >
      <Summary title={contacts.later} line={contacts.laterLine} />
      <ActionForm {...props} action="snooze" version={version}>
        <label for={monthsId}>{contacts.laterLead}</label>
        <Problem words={words} id={`${monthsId}-error`} problem={monthsProblem?.problem} />
        <div class="row">
          <select
            id={monthsId}
            name="months"
            required
            autocomplete="off"
            {...withProblem(monthsId, monthsProblem)}
          >
            <option value="">{contacts.chooseMonths}</option>
            {snoozeMonths.map((months) => (
              <option value={months} selected={months === monthsProblem?.submitted}>
                {contacts.months[months]}
              </option>
            ))}
          </select>
          <button type="submit" class="quiet">
            {contacts.monthsButton}
          </button>
        </div>
      </ActionForm>
      <ActionForm {...props} action="date" version={version}>
        <label for={dateId}>{contacts.date}</label>
        <Problem words={words} id={`${dateId}-error`} problem={dateProblem?.problem} />
        <div class="row">
          <input
            type="date"
            id={dateId}
            name="date"
            value={dateProblem?.submitted ?? ''}
            min={earliestReminder(contact.declinedOn, today)}
            max={latestReminder(today)}
            required
            {...withProblem(dateId, dateProblem)}
          />
          <button type="submit" class="quiet">
            {contacts.dateButton}
          </button>
        </div>
      </ActionForm>
    </details>
  );
};

const NotePart = (props: CardProps) => {
  const { words, contact } = props;
  const contacts = contactWords(words);
  const problem = problemOf(props, 'note');
  const id = idOf(props, 'note');
  return (
    <details open={problem !== undefined}>
      <Summary title={contacts.noteTitle} line={contacts.noteLine} />
      <ActionForm {...props} action="note" version={problem && (contact.note ?? '')}>
        <label for={id}>{contacts.noteLabel}</label>
        <p class="hint" id={`${id}-hint`}>
          {contacts.noteHelp}
        </p>
        <Problem words={words} id={`${id}-error`} problem={problem?.problem} />
        <textarea
          id={id}
          name="note"
          rows={4}
          maxlength={lengths.contactNote}
          aria-describedby={`${id}-hint`}
          {...withProblem(id, problem, `${id}-hint `)}
        >
          {problem?.submitted ?? contact.note ?? ''}
        </textarea>
        <button type="submit" class="quiet">
          {contacts.noteButton}
        </button>
      </ActionForm>
    </details>
  );
};

const History = (props: CardProps) => {
  const { words, contact } = props;
  if (contact.history.length < 2) return null;
  return (
    <details>
      <Summary
        title={contactWords(words).history(contact.history.length)}
        line={contactWords(words).historyLine}
      />
      <ul class="history">
        {[...contact.history]
          .reverse()
          .map(({ declinedOn, company, stage, thanked, reason, ...past }) => (
            <li>
              <strong>{formatDay(declinedOn, words.language)}</strong>
              {': '}
              <span translate="no">{`${roleWithReference(past)}, ${company}`}</span>
              {` (${contactWords(words).stages[stage]})`}
              {thanked.length > 0 && (
                <>
                  {`. ${contactWords(words).thanked}: `}
                  <span translate="no">{thanked.join(', ')}</span>
                </>
              )}
              {reason !== undefined &&
                `. ${contactWords(words).reason}: ${formWords(words).reasons[reason]}`}
            </li>
          ))}
      </ul>
    </details>
  );
};

const Stop = (props: CardProps) => {
  const { words, contact } = props;
  return (
    <ActionForm {...props} action="stop" id={idOf(props, 'stop')}>
      <ConfirmationBox
        words={words}
        id={idOf(props, 'stop-sure')}
        label={contactWords(words).stop.sure(shortName(contact.person))}
        problem={boxProblemOf(props, 'stop')}
      />
      <button type="submit" class="quiet">
        {contactWords(words).stop.button}
      </button>
      <p class="hint">{contactWords(words).stop.lead(shortName(contact.person))}</p>
    </ActionForm>
  );
};

const StopOrDelete = (props: CardProps) => {
  const { words, contact } = props;
  const contacts = contactWords(words);
  const hasReminder = contact.reconnectOn !== undefined;
  return (
    <details
      open={problemOf(props, 'stop') !== undefined || problemOf(props, 'delete') !== undefined}
    >
      <Summary
        title={hasReminder ? contacts.stop.title : contacts.stop.titleClosed}
        line={hasReminder ? contacts.stop.line : contacts.stop.lineClosed}
      />
      {hasReminder && <Stop {...props} />}
      <ActionForm {...props} action="delete">
        <p>{contacts.delete.lead(contact.person.name)}</p>
        <ConfirmationBox
          words={words}
          id={idOf(props, 'delete-sure')}
          label={contacts.delete.sure(contact.person.name)}
          problem={boxProblemOf(props, 'delete')}
        />
        <button type="submit" class="quiet danger">
          {contacts.delete.button(contact.person.name)}
        </button>
      </ActionForm>
    </details>
  );
};

/** One contact: what can be done, and the stored data about the person. */
const Card = (props: CardProps) => {
  const { words, contact, isOpenedByReminder = false } = props;
  const contacts = contactWords(words);
  // The recruiter marked the letter as unwanted, so the card has no button that helps to
  // write to them.
  const mayWrite = contact.deliveryProblem !== 'complained';
  return (
    <article class="contact" id={idOf(props, 'contact')} aria-labelledby={idOf(props, 'name')}>
      {props.flash}
      {contact.deliveryProblem !== undefined && (
        <p class="problem">{contacts.deliveryProblem[contact.deliveryProblem]}</p>
      )}
      <Declined {...props} />
      {mayWrite && (
        <>
          <Hello {...props} />
          <Wrote {...props} />
        </>
      )}
      <Facts {...props} />
      <div class="folds">
        {mayWrite && <Later {...props} />}
        {!isOpenedByReminder && (
          <>
            <NotePart {...props} />
            <History {...props} />
            <StopOrDelete {...props} />
          </>
        )}
      </div>
      {isOpenedByReminder && <Stop {...props} />}
    </article>
  );
};

/** The day in a person's line, as short as its group allows. */
const RowDay = ({ words, contact, today }: CardProps) => {
  const { reconnectOn } = contact;
  const group = groupOf(contact, today);
  if (reconnectOn === undefined || group === 'none') return null;
  const { days } = contactWords(words);
  const near = () => formatNearDay(reconnectOn, today, words.language);
  const now = () => (reconnectOn === today ? days.today : days.since(near()));
  const text = { now, year: near, later: () => formatMonth(reconnectOn, today, words.language) };
  return <time datetime={reconnectOn}>{text[group]()}</time>;
};

/**
 * The line of a person, which opens their card. The id to which links lead is inside, on
 * the card: a browser then opens what hides it.
 */
const Row = (props: CardProps) => {
  const { contact, isOpen = false } = props;
  return (
    <details class="person" open={isOpen || props.problem?.contactId === contact.id}>
      <summary>
        <h3 class="who" id={idOf(props, 'name')} translate="no">
          {contact.person.name}
        </h3>
        <span class="where" translate="no">
          {contact.company}
        </span>
        <RowDay {...props} />
      </summary>
      <Card {...props} />
    </details>
  );
};

/** A contact: a line that opens to the card, or, if the page has no other, the card. */
export const ContactCard = (props: CardProps) =>
  props.isOnly ? <Card {...props} /> : <Row {...props} />;
