import type { Child } from 'hono/jsx';
import { isOneOf } from '../../core/choices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { type ContactGroup, groupContacts } from '../../core/contact/contact-groups.ts';
import {
  type ContactSearch,
  contactFilters,
  isDue,
  searchContacts,
} from '../../core/contact/contact-search.ts';
import { type ContactWindow, isPart, type WindowPlace } from '../../core/contact/contact-store.ts';
import type { HelloDraft } from '../../core/contact/hello-draft.ts';
import { exportFormatNames } from '../../core/export/export-formats.ts';
import { shortName } from '../../core/letter/greeting.ts';
import { formatDay, zoneName } from '../../core/time/format-date.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { type PageProblem, problemText } from '../words/form.ts';
import { ContactCard, type ContactProblem, laterPath, type OpenPart } from './contact-card.tsx';

const flashes = ['done', 'snooze', 'stop', 'note', 'delete', 'time-zone'] as const;
/** The action that was just done, as the query parameter `flash` names it. */
export type Flash = (typeof flashes)[number];

export const isFlash = (text: string): text is Flash => isOneOf(flashes, text);

export interface ContactsPageOptions {
  readonly words: Words;
  /** `/contacts/{token}`. */
  readonly path: string;
  /** The current day in the candidate's local time, `YYYY-MM-DD`. */
  readonly today: string;
  readonly draftHello: (contact: Contact) => HelloDraft;
  /** The nonce of the forms about one contact (its id) or about `all`. */
  readonly nonceOf: (subject: string) => string;
  readonly flash?: Flash | undefined;
  /** The contact that {@link flash} is about. */
  readonly flashContact?: Contact | undefined;
  /** The part of {@link flashContact} that is open. */
  readonly opens?: OpenPart | undefined;
  readonly problem?: ContactProblem;
  /** Why an action was not done, if the reason is not an invalid field. */
  readonly banner?: string;
  /** The page answers a POST. */
  readonly isAnswer?: boolean;
}

/** Where a reload of an answer to a POST leads: to the card of the contact. */
const addressOf = ({ words, path, isAnswer = false, problem }: ContactsPageOptions) => {
  if (!isAnswer) return undefined;
  const query = new URLSearchParams({
    lang: words.language,
    ...(problem && { flashContactId: problem.contactId }),
  });
  return `${path}?${query}`;
};

/**
 * The message about the action that was just done. Undefined if it needs the day of a
 * reminder, but the contact has none: the URL may be older than the state of the contact.
 */
function flashText({ words, flash, flashContact }: ContactsPageOptions): string | undefined {
  if (flash === undefined) return undefined;
  const text = contactWords(words).flashes[flash];
  if (typeof text === 'string') return text;
  return flashContact?.reconnectOn && text(formatDay(flashContact.reconnectOn, words.language));
}

const FlashMessage = ({ text, children }: { readonly text: string; readonly children?: Child }) => (
  <p class="told" role="status">
    {text}
    {children}
  </p>
);

/** What was done with a contact, what is next, and the way to change it. */
function flashOf(options: ContactsPageOptions, contact: Contact, isOnly: boolean): Child {
  const text = flashText(options);
  if (text === undefined) return undefined;
  const { words, path, flash } = options;
  const { change, startAgain } = contactWords(words);
  const mayChange = contact.deliveryProblem !== 'complained' && flash !== 'note';
  return (
    <FlashMessage text={text}>
      {mayChange && (
        <>
          {' '}
          <a href={laterPath({ path, words, contact, isOnly })}>
            {flash === 'stop' ? startAgain : change}
          </a>
        </>
      )}
    </FlashMessage>
  );
}

interface ListProps extends Pick<ContactsPageOptions, 'words' | 'path'> {
  readonly search: ContactSearch;
  /** The contacts among which the search was made. */
  readonly window: ContactWindow;
}

/** From how many contacts on the list has a search. */
const SEARCH_FROM = 10;

const Search = ({ words, path, search, shown, window }: ListProps & { readonly shown: number }) => {
  const { search: labels } = contactWords(words);
  const all = window.contacts.length;
  if (all < SEARCH_FROM && !isSearch(search) && !isPart(window)) return null;
  const { none, count } = isPart(window) ? labels.window : labels;
  const hasLink = shown < all || (isPart(window) && isSearch(search));
  return (
    <form method="get" action={path} class="find" aria-label={labels.title}>
      <input type="hidden" name="lang" value={words.language} />
      <label for="words">
        {labels.words} <span class="optional">{labels.wordsHelp}</span>
      </label>
      <div class="row">
        <input
          type="search"
          id="words"
          name="words"
          value={search.words}
          maxlength={100}
          enterkeyhint="search"
        />
        <button type="submit" class="quiet">
          {labels.button}
        </button>
      </div>
      <div class="only">
        <label for="filter">{labels.filter}</label>
        <select id="filter" name="filter">
          {contactFilters.map((filter) => (
            <option value={filter} selected={filter === search.filter}>
              {labels.filters[filter]}
            </option>
          ))}
        </select>
        <p class="hint" role="status">
          {shown === 0 ? none : count(shown, all)}{' '}
          {hasLink && <a href={`${path}?lang=${words.language}`}>{labels.all}</a>}
        </p>
      </div>
      {isPart(window) && <p class="hint">{labels.window.lead}</p>}
    </form>
  );
};

const isSearch = ({ words, filter }: ContactSearch): boolean => words !== '' || filter !== 'all';

/** A search, at a place in the list, as the address of the page says it. */
const listQuery = (search: ContactSearch, place: WindowPlace, from = 0) => ({
  ...(isSearch(search) && { words: search.words, filter: search.filter }),
  ...place,
  ...(from > 0 && { from: String(from) }),
});

/** The path of the list with a search, at a place in it. */
const listPath = ({ words, path, search }: ListProps, place: WindowPlace, from = 0): string => {
  const query = { lang: words.language, ...listQuery(search, place, from) };
  return `${path}?${new URLSearchParams(query)}`;
};

/**
 * How many contacts a page shows. The answer of a Lambda can have 6 MB at most, and a
 * person does not read more contacts than this at once.
 */
const PAGE_SIZE = 50;

/**
 * Links to the previous and the next page of the same search. After the last page of a
 * window, they lead to the next window.
 */
const Pages = (props: ListProps & { readonly from: number; readonly count: number }) => {
  const { words, window, from, count } = props;
  const { search: labels } = contactWords(words);
  const hasBefore = from > 0;
  const hasAfter = from + PAGE_SIZE < count;
  if (!hasBefore && !hasAfter && !isPart(window)) return null;
  return (
    <nav class="links" aria-label={labels.pages}>
      {hasBefore && (
        <a href={listPath(props, window.place, Math.max(0, from - PAGE_SIZE))}>{labels.before}</a>
      )}
      {hasAfter && <a href={listPath(props, window.place, from + PAGE_SIZE)}>{labels.after}</a>}
      {window.previous && <a href={listPath(props, window.previous)}>{labels.window.previous}</a>}
      {window.next && <a href={listPath(props, window.next)}>{labels.window.next}</a>}
    </nav>
  );
};

/** Why a new time zone was not saved, with the text that the candidate submitted. */
export interface ZoneProblem {
  readonly submitted: string;
  /** Undefined if the text is not the reason. */
  readonly problem?: PageProblem;
}

/** A new time zone that is not saved for all contacts yet. */
export interface UnfinishedZone {
  readonly submitted: string;
  /** Where saving it goes on. */
  readonly place: WindowPlace;
}

/**
 * The question for the time zone. The field is empty, also if a zone is stored: the
 * text above says it. The script shows the browser's zone, and does not fill it in.
 */
const Zone = ({
  words,
  path,
  nonceOf,
  timeZone,
  wrong,
  unfinished,
}: Pick<ContactsPageOptions, 'words' | 'path' | 'nonceOf'> & {
  readonly timeZone: string | undefined;
  readonly wrong?: ZoneProblem | undefined;
  readonly unfinished?: UnfinishedZone | undefined;
}) => {
  const { zone } = contactWords(words);
  const query = new URLSearchParams({ lang: words.language, ...unfinished?.place });
  return (
    <details open={wrong !== undefined || unfinished !== undefined}>
      <summary>
        <b>{zone.title}</b>
        <span>
          {timeZone === undefined ? zone.unknown : zone.known(zoneName(timeZone, words.language))}
        </span>
      </summary>
      <form method="post" action={`${path}/time-zone?${query}`} data-version={timeZone ?? ''}>
        <input type="hidden" name="nonce" value={nonceOf('all')} />
        <label for="timeZone">{zone.label}</label>
        <p class="hint" id="timeZone-hint" hidden data-known-zone={timeZone ?? ''}>
          {zone.browser} <strong />
        </p>
        {wrong?.problem && (
          <p class="problem" id="timeZone-error">
            {problemText(words, wrong.problem)}
          </p>
        )}
        <div class="row">
          <input
            type="text"
            id="timeZone"
            name="timeZone"
            required
            autocomplete="off"
            list="timeZone-list"
            value={wrong?.submitted ?? unfinished?.submitted ?? ''}
            aria-describedby={wrong?.problem ? 'timeZone-hint timeZone-error' : 'timeZone-hint'}
            {...(wrong?.problem && { 'aria-invalid': 'true', autofocus: true })}
          />
          <datalist id="timeZone-list" />
          <button type="submit" class="quiet">
            {zone.button}
          </button>
        </div>
      </form>
    </details>
  );
};

const ExportAndErase = ({
  words,
  path,
  isEmpty,
}: Pick<ContactsPageOptions, 'words' | 'path'> & {
  /** There are no contacts. There may be letters and drafts, which JSON has, too. */
  readonly isEmpty: boolean;
}) => {
  const { take, empty } = contactWords(words);
  const formats = isEmpty ? (['json'] as const) : exportFormatNames;
  return (
    <details>
      <summary>
        <b>{take.fold}</b>
        <span>{isEmpty ? empty.data : take.lead}</span>
      </summary>
      <ul class="lines">
        {formats.map((format) => (
          <li>
            <a
              href={`${path}/export.${format}?lang=${words.language}`}
              download={`open-door-contacts.${format}`}
            >
              {take[format]}
            </a>
          </li>
        ))}
        <li>
          <a href={`${path}/export?lang=${words.language}`}>{take.parts}</a>
        </li>
      </ul>
      <p>
        <a class="erase" href={`${path}/erase?lang=${words.language}`}>
          {take.erase}
        </a>{' '}
        <span class="hint">{take.eraseLead}</span>
      </p>
    </details>
  );
};

/** The card of a contact of a list. */
const Listed = ({
  options,
  contact,
  isOpen = false,
  isOnly = false,
  isOpenedByReminder = false,
}: {
  readonly options: ContactsPageOptions;
  readonly contact: Contact;
  readonly isOpen?: boolean;
  readonly isOnly?: boolean;
  readonly isOpenedByReminder?: boolean;
}) => {
  const { words, path, today, draftHello, nonceOf, problem, flashContact, opens } = options;
  const isFlashed = contact === flashContact;
  return (
    <ContactCard
      words={words}
      contact={contact}
      hello={draftHello(contact)}
      path={path}
      nonce={nonceOf(contact.id)}
      today={today}
      problem={problem}
      isOpen={isOpen || isFlashed}
      opens={isFlashed ? opens : undefined}
      isOnly={isOnly}
      isOpenedByReminder={isOpenedByReminder}
      flash={(isFlashed || isOnly) && flashOf(options, contact, isOnly)}
    />
  );
};

/** The contacts in their groups: a line each. */
const Groups = ({
  options,
  found,
  shown,
  isOpenedByReminder = false,
}: {
  readonly options: ContactsPageOptions;
  readonly found: readonly Contact[];
  readonly shown: readonly Contact[];
  readonly isOpenedByReminder?: boolean;
}) => {
  const { words, today } = options;
  const { groups, groupCount } = contactWords(words);
  const titleId = (group: ContactGroup): string => `group-${group}`;
  return (
    <>
      {groupContacts(found, shown, today).map(({ group, contacts, count }) => (
        <section class={`group ${group}`} aria-labelledby={titleId(group)}>
          <h2 id={titleId(group)}>
            {groups[group]} <span>{groupCount(contacts.length, count)}</span>
          </h2>
          {contacts.map((contact) => (
            <Listed
              options={options}
              contact={contact}
              isOpen={shown.length === 1}
              isOpenedByReminder={isOpenedByReminder}
            />
          ))}
        </section>
      ))}
    </>
  );
};

/**
 * The page with the contacts of the candidate, due contacts first. If there are more than
 * one window can have, it shows those of one window, and links to the others.
 */
export function contactsPage(
  options: ContactsPageOptions & {
    readonly window: ContactWindow;
    readonly search: ContactSearch;
    /** How many of the contacts that the search found come before this page. */
    readonly from: number;
    /** The contact that {@link ContactsPageOptions.problem} is about. */
    readonly problemContact?: Contact | undefined;
    readonly timeZone: string | undefined;
    readonly wrongZone?: ZoneProblem;
    readonly unfinishedZone?: UnfinishedZone;
  },
): Page {
  const { words, path, today, window, search, from, flashContact, problem } = options;
  const { problemContact, timeZone, wrongZone, unfinishedZone } = options;
  const found = searchContacts(window.contacts, search, today);
  // A contact with a problem is the only one shown: it may not be on this page of the
  // list.
  const shown =
    problem === undefined
      ? found.slice(from, from + PAGE_SIZE)
      : [problemContact].filter((contact) => contact !== undefined);
  const isEmpty = window.contacts.length === 0 && !isPart(window);
  const texts = contactWords(words);
  // A contact that was just changed may have moved to another page: it comes first here.
  const isElsewhere = flashContact !== undefined && !shown.includes(flashContact);
  const text = flashContact === undefined ? flashText(options) : undefined;
  return page({
    hasContacts: true,
    contactsPath: path,
    words,
    address: addressOf(options),
    query: listQuery(search, window.place, from),
    title: texts.title,
    door: isEmpty ? 'ajar' : undefined,
    switchable: problem === undefined && wrongZone === undefined && unfinishedZone === undefined,
    children: (
      <>
        <h1>{isEmpty ? texts.empty.title : texts.heading}</h1>
        <Banner text={options.banner} />
        {text !== undefined && <FlashMessage text={text} />}
        {isEmpty ? (
          <>
            <p class="lead">{texts.empty.lead}</p>
            <div class="actions">
              <a class="button" href={`/?lang=${words.language}`}>
                {texts.empty.write}
              </a>
            </div>
          </>
        ) : (
          <>
            {isElsewhere && <Listed options={options} contact={flashContact} />}
            <Search
              words={words}
              path={path}
              search={search}
              window={window}
              shown={found.length}
            />
            <Groups options={options} found={found} shown={shown} />
            <Pages
              words={words}
              path={path}
              search={search}
              window={window}
              from={from}
              count={found.length}
            />
          </>
        )}
        <div class="folds">
          {!isEmpty && (
            <Zone
              words={words}
              path={path}
              nonceOf={options.nonceOf}
              timeZone={timeZone}
              wrong={wrongZone}
              unfinished={unfinishedZone}
            />
          )}
          <ExportAndErase words={words} path={path} isEmpty={isEmpty} />
        </div>
      </>
    ),
  });
}

/** The heading of the page of one contact: what it is time for, or who it is. */
const OneHeading = ({
  words,
  contact,
  today,
}: {
  readonly words: Words;
  readonly contact: Contact;
  readonly today: string;
}) =>
  isDue(contact, today) && contact.deliveryProblem !== 'complained' ? (
    <h1 id="name">{contactWords(words).hello.title(shortName(contact.person))}</h1>
  ) : (
    <h1 id="name" translate="no">
      {contact.person.name}
    </h1>
  );

/** The page with the contacts that a receipt or a reminder is about. */
export function remindedPage(
  options: ContactsPageOptions & {
    readonly contacts: readonly Contact[];
    /** The link opens one contact. If not, the page says whose message is whose. */
    readonly isOfOne: boolean;
  },
): Page {
  const { words, contacts, isOfOne, flashContact, problem, today } = options;
  const texts = contactWords(words);
  const found = searchContacts(contacts, { words: '', filter: 'all' }, today);
  const shown =
    problem === undefined || isOfOne ? found : found.filter(({ id }) => id === problem.contactId);
  const [first] = shown;
  const text = isOfOne || flashContact !== undefined ? undefined : flashText(options);
  return page({
    hasContacts: true,
    words,
    address: addressOf(options),
    title: isOfOne && first !== undefined ? first.person.name : texts.title,
    switchable: problem === undefined,
    children: (
      <>
        {isOfOne && first !== undefined ? (
          <OneHeading words={words} contact={first} today={today} />
        ) : (
          <h1>{texts.heading}</h1>
        )}
        <Banner text={options.banner} />
        {text !== undefined && <FlashMessage text={text} />}
        {isOfOne && first !== undefined ? (
          <Listed options={options} contact={first} isOnly isOpenedByReminder />
        ) : (
          <Groups options={options} found={shown} shown={shown} isOpenedByReminder />
        )}
        <p class="after">
          <a href={`/contacts?lang=${words.language}`}>{texts.one.all}</a>
        </p>
      </>
    ),
  });
}
