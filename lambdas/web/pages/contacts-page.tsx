import { isOneOf } from '../../core/choices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import {
  type ContactSearch,
  contactFilters,
  searchContacts,
} from '../../core/contact/contact-search.ts';
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

const Search = ({
  words,
  path,
  search,
  shown,
  all,
}: Pick<ContactsPageOptions, 'words' | 'path'> & {
  readonly search: ContactSearch;
  readonly shown: number;
  readonly all: number;
}) => {
  const { search: labels } = contactWords(words);
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
        {shown === 0 ? labels.none : labels.count(shown, all)}{' '}
        {shown < all && <a href={`${path}?lang=${words.language}`}>{labels.all}</a>}
      </p>
    </form>
  );
};

/**
 * How many contacts a page shows. The answer of a Lambda can have 6 MB at most, and a
 * person does not read more contacts than this at once.
 */
const PAGE_SIZE = 50;

/** Links to the previous and the next page of the same search. */
const Pages = ({
  words,
  path,
  search,
  from,
  count,
}: Pick<ContactsPageOptions, 'words' | 'path'> & {
  readonly search: ContactSearch;
  readonly from: number;
  readonly count: number;
}) => {
  const linkTo = (first: number): string => {
    const query = {
      lang: words.language,
      words: search.words,
      filter: search.filter,
      from: String(first),
    };
    return `${path}?${new URLSearchParams(query)}`;
  };
  const { search: labels } = contactWords(words);
  if (count <= PAGE_SIZE) return null;
  return (
    <p class="links">
      {from > 0 && <a href={linkTo(Math.max(0, from - PAGE_SIZE))}>{labels.before}</a>}
      {from + PAGE_SIZE < count && <a href={linkTo(from + PAGE_SIZE)}>{labels.after}</a>}
    </p>
  );
};

/** Why a new time zone was not saved, with the text that the candidate submitted. */
export interface ZoneProblem {
  readonly submitted: string;
  readonly problem: PageProblem;
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
}: Pick<ContactsPageOptions, 'words' | 'path' | 'nonceOf'> & {
  readonly timeZone: string | undefined;
  readonly wrong?: ZoneProblem | undefined;
}) => {
  const { zone } = contactWords(words);
  return (
    <section aria-labelledby="zone-title">
      <h2 id="zone-title">{zone.title}</h2>
      <p>
        {timeZone === undefined ? zone.unknown : zone.known(zoneName(timeZone, words.language))}
      </p>
      <form method="post" action={`${path}/time-zone?lang=${words.language}`}>
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
            value={wrong?.submitted ?? ''}
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

/** The page with all contacts of the candidate, due contacts first. */
export function contactsPage(
  options: ContactsPageOptions & {
    readonly contacts: readonly Contact[];
    readonly search: ContactSearch;
    /** How many of the contacts that the search found come before this page. */
    readonly from: number;
    readonly timeZone: string | undefined;
    readonly wrongZone?: ZoneProblem;
  },
): Page {
  const { words, path, today, contacts, search, from, flashContact, problem, timeZone, wrongZone } =
    options;
  const text = flashText(options);
  const found = searchContacts(contacts, search, today);
  // A contact with a problem is the only one shown: it may not be on this page of the
  // list.
  const shown =
    problem === undefined
      ? found.slice(from, from + PAGE_SIZE)
      : found.filter(({ id }) => id === problem.contactId);
  return page({
    words,
    title: contactWords(words).title,
    switchable: problem === undefined && wrongZone === undefined,
    children: (
      <>
        <h1>{contactWords(words).title}</h1>
        <Banner text={options.banner} />
        {/* A message about a contact on this page is shown in the contact's card. */}
        {(flashContact === undefined || !shown.includes(flashContact)) && (
          <FlashMessage text={text} />
        )}
        {contacts.length === 0 ? (
          <p class="lead">{contactWords(words).empty}</p>
        ) : (
          <>
            <Search
              words={words}
              path={path}
              search={search}
              shown={found.length}
              all={contacts.length}
            />
            {shown.map((contact) => (
              <ContactCard
                {...cardOf(options, contact)}
                flash={contact === flashContact && <FlashMessage text={text} />}
              />
            ))}
            <Pages words={words} path={path} search={search} from={from} count={found.length} />
            <Zone
              words={words}
              path={path}
              nonceOf={options.nonceOf}
              timeZone={timeZone}
              wrong={wrongZone}
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
