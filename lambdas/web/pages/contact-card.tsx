import type { Child } from 'hono/jsx';
import { languageTag, snoozeMonths } from '../../core/choices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { ContactActionName } from '../../core/contact/contact-actions.ts';
import { isDue } from '../../core/contact/contact-search.ts';
import type { HelloDraft } from '../../core/contact/hello-draft.ts';
import { lengths } from '../../core/decline/form-fields.ts';
import { shortName } from '../../core/letter/greeting.ts';
import { roleWithReference } from '../../core/letter/reference-number.ts';
import { mailtoOf } from '../../core/text/mailto.ts';
import { formatDay } from '../../core/time/format-date.ts';
import { earliestReminder, latestReminder } from '../../core/time/reminder-day.ts';
import { ConfirmationBox } from '../../site/pages/confirmation.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { formWords, type PageProblem, problemText } from '../words/form.ts';

/**
 * An invalid field of an action, with the value that the candidate submitted, or an
 * action that was not confirmed.
 */
export interface ContactProblem {
  readonly contactId: string;
  readonly action: ContactActionName | 'delete';
  readonly submitted: string;
  readonly problem: PageProblem;
}

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

const actionOf = ({ path, words }: CardProps, action: string): string =>
  `${path}/${action}?lang=${words.language}`;

const problemOf = ({ problem, contact }: CardProps, action: ContactProblem['action']) =>
  problem?.contactId === contact.id && problem.action === action ? problem : undefined;

/** The problem of a form that only its box confirms. */
const boxProblemOf = (props: CardProps, action: 'done' | 'stop' | 'delete') => {
  const problem = problemOf(props, action)?.problem.problem;
  return problem === 'not-ticked' || problem === 'not-from-page' ? problem : undefined;
};

/** Whether the form of an action has a box. */
const isBoxAction = (action: string) => ['done', 'stop', 'delete'].includes(action);

const ActionForm = (
  props: CardProps & { readonly action: string; readonly id?: string; readonly children: Child },
) => (
  <form
    method="post"
    action={actionOf(props, props.action)}
    id={props.id}
    autocomplete={isBoxAction(props.action) ? 'off' : undefined}
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

const Facts = (props: CardProps) => {
  const { words, contact, isOpenedByReminder = false } = props;
  const contacts = contactWords(words);
  const { person, company, stage, declinedOn, thanked, wroteOn, reason, note } = contact;
  return (
    <dl class="facts">
      <Fact term={contacts.next.label}>
        <strong>{nextOf(props)}</strong>
      </Fact>
      <Fact term={contacts.declined}>
        {formatDay(declinedOn, words.language)}: {roleWithReference(contact)}, {company} (
        {contacts.stages[stage]})
      </Fact>
      {thanked.length > 0 && <Fact term={contacts.thanked}>{thanked.join(', ')}</Fact>}
      {wroteOn !== undefined && (
        <Fact term={contacts.wroteOn}>{formatDay(wroteOn, words.language)}</Fact>
      )}
      {person.address !== '' && (
        <Fact term={formWords(words).fields.recruiterEmail}>{person.address}</Fact>
      )}
      {!isOpenedByReminder && reason !== undefined && (
        <Fact term={`${contacts.reason} (${contacts.private})`}>
          {formWords(words).reasons[reason]}
        </Fact>
      )}
      {!isOpenedByReminder && note !== undefined && (
        <Fact term={`${contacts.note} (${contacts.private})`}>
          <span class="note">{note}</span>
        </Fact>
      )}
    </dl>
  );
};

const HelloPart = (props: CardProps) => {
  const { words, contact, hello, isOnly = false } = props;
  const contacts = contactWords(words);
  const copyId = idOf(props, 'hello-copy');
  return (
    <details id={idOf(props, 'hello')} open={isOnly}>
      <summary>{contacts.hello.title}</summary>
      <p class="hint">{contacts.hello.lead}</p>
      <label for={copyId}>{contacts.hello.label}</label>
      <textarea id={copyId} rows={11} readonly lang={languageTag(contact.language)}>
        {hello.text}
      </textarea>
      <div class="actions">
        {hello.to !== '' && (
          <a class="button" href={mailtoOf(hello)}>
            {contacts.hello.mailto(shortName(contact.person))}
          </a>
        )}
        <button
          type="button"
          class="quiet"
          hidden
          data-copy={copyId}
          data-copied={contacts.hello.copied}
        >
          {contacts.hello.copy}
        </button>
      </div>
    </details>
  );
};

const Problem = ({
  words,
  id,
  problem,
}: {
  readonly words: Words;
  readonly id: string;
  readonly problem: PageProblem;
}) => (
  <p class="problem" id={id}>
    {problemText(words, problem)}
  </p>
);

/** A list of months, and a field for a day. Nothing is chosen when the page is served. */
const Later = (props: CardProps) => {
  const { words, contact, today, isOnly = false } = props;
  const contacts = contactWords(words);
  const dateProblem = problemOf(props, 'date');
  const monthsProblem = problemOf(props, 'snooze');
  const dateId = idOf(props, 'date');
  const monthsId = idOf(props, 'months');
  return (
    <details
      id={idOf(props, 'snooze')}
      open={isOnly || dateProblem !== undefined || monthsProblem !== undefined}
    >
      <summary>{contacts.later}</summary>
      <ActionForm {...props} action="snooze">
        <label for={monthsId}>{contacts.laterLead}</label>
        {monthsProblem && (
          <Problem words={words} id={`${monthsId}-error`} problem={monthsProblem.problem} />
        )}
        <div class="row">
          <select
            id={monthsId}
            name="months"
            required
            autocomplete="off"
            {...(monthsProblem && {
              'aria-invalid': 'true',
              'aria-describedby': `${monthsId}-error`,
              autofocus: true,
            })}
          >
            <option value="">{contacts.chooseMonths}</option>
            {snoozeMonths.map((months) => (
              <option value={months}>{contacts.months[months]}</option>
            ))}
          </select>
          <button type="submit" class="quiet">
            {contacts.monthsButton}
          </button>
        </div>
      </ActionForm>
      <ActionForm {...props} action="date">
        <label for={dateId}>{contacts.date}</label>
        {dateProblem && (
          <Problem words={words} id={`${dateId}-error`} problem={dateProblem.problem} />
        )}
        <div class="row">
          <input
            type="date"
            id={dateId}
            name="date"
            value={dateProblem?.submitted ?? ''}
            min={earliestReminder(contact.declinedOn, today)}
            max={latestReminder(today)}
            required
            {...(dateProblem && {
              'aria-invalid': 'true',
              'aria-describedby': `${dateId}-error`,
              autofocus: true,
            })}
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
      <summary>{contacts.noteTitle}</summary>
      <ActionForm {...props} action="note">
        <label for={id}>{contacts.note}</label>
        <p class="hint" id={`${id}-hint`}>
          {contacts.noteHelp}
        </p>
        {problem && <Problem words={words} id={`${id}-error`} problem={problem.problem} />}
        <textarea
          id={id}
          name="note"
          rows={4}
          maxlength={lengths.contactNote}
          aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
          {...(problem && { 'aria-invalid': 'true', autofocus: true })}
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
      <summary>{contactWords(words).history(contact.history.length)}</summary>
      <ul class="history">
        {[...contact.history]
          .reverse()
          .map(({ declinedOn, company, stage, thanked, reason, ...past }) => (
            <li>
              <strong>{formatDay(declinedOn, words.language)}</strong>
              {`: ${roleWithReference(past)}, ${company} (${contactWords(words).stages[stage]})`}
              {thanked.length > 0 && `. ${contactWords(words).thanked}: ${thanked.join(', ')}`}
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
  return (
    <details
      open={problemOf(props, 'stop') !== undefined || problemOf(props, 'delete') !== undefined}
    >
      <summary>{contacts.stop.title}</summary>
      {contact.reconnectOn !== undefined && <Stop {...props} />}
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

/** One contact: the stored data about the person, and the actions. */
export const ContactCard = (props: CardProps) => {
  const { words, contact, today, isOpenedByReminder = false } = props;
  const contacts = contactWords(words);
  const titleId = idOf(props, 'name');
  // The recruiter marked the letter as unwanted, so the card has no button that helps to
  // write to them.
  const mayWrite = contact.deliveryProblem !== 'complained';
  return (
    <article
      class={isDue(contact, today) ? 'contact due' : 'contact'}
      id={idOf(props, 'contact')}
      aria-labelledby={titleId}
    >
      <header>
        <h2 id={titleId}>{contact.person.name}</h2>
        <span class={`status ${contact.status}`}>{contacts.statuses[contact.status]}</span>
      </header>
      {props.flash}
      {contact.deliveryProblem !== undefined && (
        <p class="problem">{contacts.deliveryProblem[contact.deliveryProblem]}</p>
      )}
      <Facts {...props} />
      {mayWrite && (
        <>
          {isOpenedByReminder && <HelloPart {...props} />}
          <ActionForm {...props} action="done" id={idOf(props, 'wrote')}>
            <ConfirmationBox
              words={words}
              id={idOf(props, 'done-sure')}
              label={contacts.done}
              problem={boxProblemOf(props, 'done')}
            />
            <button type="submit" class={isDue(contact, today) ? undefined : 'quiet'}>
              {contacts.doneButton}
            </button>
          </ActionForm>
          {!isOpenedByReminder && <HelloPart {...props} />}
          <Later {...props} />
        </>
      )}
      {isOpenedByReminder ? (
        <Stop {...props} />
      ) : (
        <>
          <NotePart {...props} />
          <History {...props} />
          <StopOrDelete {...props} />
        </>
      )}
    </article>
  );
};
