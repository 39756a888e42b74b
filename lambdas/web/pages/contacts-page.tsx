import { isOneOf } from '../../core/choices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import {
  type ContactSearch,
  contactFilters,
  searchContacts,
} from '../../core/contact/contact-search.ts';
import { type ContactWindow, isPart, type WindowPlace } from '../../core/contact/contact-store.ts';
import type { HelloDraft } from '../../core/contact/hello-draft.ts';
import { exportFormatNames } from '../../core/export/export-formats.ts';
import { formatDay, zoneName } from '../../core/time/format-date.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { type PageProblem, problemText } from '../words/form.ts';
import { ContactCard, type ContactProblem } from './contact-card.tsx';

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
  readonly problem?: ContactProblem;
  /** Why an action was not done, if the reason is not an invalid field. */
  readonly banner?: string;
}

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

const FlashMessage = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <p class="told" role="status">
      {text}
    </p>
  );

interface ListProps extends Pick<ContactsPageOptions, 'words' | 'path'> {
  readonly search: ContactSearch;
  /** The contacts among which the search was made. */
  readonly window: ContactWindow;
}

const Search = ({ words, path, search, shown, window }: ListProps & { readonly shown: number }) => {
  const { search: labels } = contactWords(words);
  const all = window.contacts.length;
  const { none, count } = isPart(window) ? labels.window : labels;
  return (
    <form method="get" action={path} class="search" aria-label={labels.title}>
      <input type="hidden" name="lang" value={words.language} />
      <div class="field">
        <label for="words">{labels.words}</label>
        <input type="search" id="words" name="words" value={search.words} maxlength={100} />
      </div>
      <div class="field">
        <label for="filter">{labels.filter}</label>
        <select id="filter" name="filter">
          {contactFilters.map((filter) => (
            <option value={filter} selected={filter === search.filter}>
              {labels.filters[filter]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="quiet">
        {labels.button}
      </button>
      <p class="hint" role="status">
        {shown === 0 ? none : count(shown, all)}{' '}
        {(shown < all || (isPart(window) && isSearch(search))) && (
          <a href={`${path}?lang=${words.language}`}>{labels.all}</a>
        )}
      </p>
      {isPart(window) && <p class="hint">{labels.window.lead}</p>}
    </form>
  );
};

const isSearch = ({ words, filter }: ContactSearch): boolean => words !== '' || filter !== 'all';

/** The path of the list with a search, at a place in it. */
const listPath = ({ words, path, search }: ListProps, place: WindowPlace, from = 0): string => {
  const query = new URLSearchParams({
    lang: words.language,
    ...(isSearch(search) && { words: search.words, filter: search.filter }),
    ...place,
    ...(from > 0 && { from: String(from) }),
  });
  return `${path}?${query}`;
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
  readonly problem: PageProblem;
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
    <section aria-labelledby="zone-title">
      <h2 id="zone-title">{zone.title}</h2>
      <p>
        {timeZone === undefined ? zone.unknown : zone.known(zoneName(timeZone, words.language))}
      </p>
      <form method="post" action={`${path}/time-zone?${query}`}>
        <input type="hidden" name="nonce" value={nonceOf('all')} />
        <label for="timeZone" class="row-label">
          {zone.label}
        </label>
        <p class="hint" id="timeZone-hint" hidden data-known-zone={timeZone ?? ''}>
          {zone.browser} <strong />
        </p>
        {wrong && (
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
            aria-describedby={wrong ? 'timeZone-hint timeZone-error' : 'timeZone-hint'}
            {...(wrong && { 'aria-invalid': 'true', autofocus: true })}
          />
          <datalist id="timeZone-list" />
          <button type="submit" class="quiet">
            {zone.button}
          </button>
        </div>
      </form>
    </section>
  );
};

const ExportAndErase = ({ words, path }: Pick<ContactsPageOptions, 'words' | 'path'>) => {
  const { take } = contactWords(words);
  return (
    <section aria-labelledby="take-title">
      <h2 id="take-title">{take.title}</h2>
      <p>{take.lead}</p>
      <ul>
        {exportFormatNames.map((format) => (
          <li>
            <a
              href={`${path}/export.${format}?lang=${words.language}`}
              download={`open-door-contacts.${format}`}
            >
              {take[format]}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`${path}/export?lang=${words.language}`}>{take.parts}</a>
      </p>
      <p>
        <a href={`${path}/erase?lang=${words.language}`}>{take.erase}</a>
      </p>
    </section>
  );
};

const cardOf = (
  { words, path, today, draftHello, nonceOf, problem }: ContactsPageOptions,
  contact: Contact,
) => ({
  words,
  contact,
  hello: draftHello(contact),
  path,
  nonce: nonceOf(contact.id),
  today,
  problem,
});

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
  const text = flashText(options);
  const found = searchContacts(window.contacts, search, today);
  // A contact with a problem is the only one shown: it may not be on this page of the
  // list.
  const shown =
    problem === undefined
      ? found.slice(from, from + PAGE_SIZE)
      : [problemContact].filter((contact) => contact !== undefined);
  return page({
    hasContacts: true,
    words,
    title: contactWords(words).title,
    switchable: problem === undefined && wrongZone === undefined && unfinishedZone === undefined,
    children: (
      <>
        <h1>{contactWords(words).title}</h1>
        <Banner text={options.banner} />
        {/* A message about a contact on this page is shown in the contact's card. */}
        {(flashContact === undefined || !shown.includes(flashContact)) && (
          <FlashMessage text={text} />
        )}
        {window.contacts.length === 0 && !isPart(window) ? (
          <p class="lead">{contactWords(words).empty}</p>
        ) : (
          <>
            <Search
              words={words}
              path={path}
              search={search}
              window={window}
              shown={found.length}
            />
            {shown.map((contact) => (
              <ContactCard
                {...cardOf(options, contact)}
                flash={contact === flashContact && <FlashMessage text={text} />}
              />
            ))}
            <Pages
              words={words}
              path={path}
              search={search}
              window={window}
              from={from}
              count={found.length}
            />
            <Zone
              words={words}
              path={path}
              nonceOf={options.nonceOf}
              timeZone={timeZone}
              wrong={wrongZone}
              unfinished={unfinishedZone}
            />
          </>
        )}
        <ExportAndErase words={words} path={path} />
      </>
    ),
  });
}

/** The page with the contacts that a receipt or a reminder is about. */
export function remindedPage(
  options: ContactsPageOptions & {
    readonly contacts: readonly Contact[];
    /** The link opens one contact. If not, the page says whose message is whose. */
    readonly isOfOne: boolean;
  },
): Page {
  const { words, contacts, isOfOne, flashContact, problem, today } = options;
  const found = searchContacts(contacts, { words: '', filter: 'all' }, today);
  const shown =
    problem === undefined || isOfOne ? found : found.filter(({ id }) => id === problem.contactId);
  const text = flashText(options);
  const [first] = shown;
  return page({
    hasContacts: true,
    words,
    title: isOfOne && first !== undefined ? first.person.name : contactWords(words).title,
    switchable: problem === undefined,
    children: (
      <>
        <h1>{contactWords(words).one.lead}</h1>
        <Banner text={options.banner} />
        {(isOfOne || flashContact === undefined) && <FlashMessage text={text} />}
        {shown.map((contact) => (
          <ContactCard
            {...cardOf(options, contact)}
            isOpenedByReminder
            isOnly={isOfOne}
            flash={!isOfOne && contact === flashContact && <FlashMessage text={text} />}
          />
        ))}
        <p class="after">
          <a href={`/contacts?lang=${words.language}`}>{contactWords(words).one.all}</a>
        </p>
      </>
    ),
  });
}
