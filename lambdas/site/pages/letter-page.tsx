import type { DeclineState } from '../../core/decline/decline.ts';
import { isExpired } from '../../core/decline/retention.ts';
import { shortNameOf } from '../../core/decline/short-name.ts';
import { letterWords } from '../words/letter.ts';
import { phoneTexts } from '../words/phone.ts';
import { heldTextOfPage } from './held-text.ts';
import { KeptNames } from './kept-names.tsx';
import { Banner, type Page, page } from './layout.tsx';
import { actionOf, type LetterContent, type PartProps, pageOf, SURE_ID } from './letter-parts.tsx';
import { sentContent } from './sent-page.tsx';

export interface LetterPageOptions extends Omit<PartProps, 'person' | 'phone' | 'isUnticked'> {
  /**
   * Why the letter is shown again. `tick`: not sent, the box was not ticked. `changed`:
   * not sent, the letter has changed. `senderChanged`: not sent, see `mayLeaveFrom`.
   * `notSaved`: an edit came too late. `erasing`: not sent, the candidate is erasing
   * everything. `held`: not sent, see `held`.
   */
  readonly banner?: 'tick' | 'changed' | 'senderChanged' | 'notSaved' | 'erasing' | 'held';
  /** A fresh link has replaced this one, which may only ask for another fresh link. */
  readonly isSuperseded?: boolean;
  /** The page answers a POST that was done. A reload leads to the letter's page. */
  readonly isAnswer?: boolean;
}

/**
 * What a letter's page shows. Only the page of a sent letter is loaded at the start of a
 * function: it answers each confirmed letter, and a page of a letter loads one other.
 */
async function contentOf(props: PartProps, isSuperseded: boolean): Promise<LetterContent> {
  const { decline, now } = props;
  const isOpenDraft = decline.state === 'draft' && !isSuperseded && !isExpired(decline, now);
  if (isOpenDraft && !decline.isByHand) {
    const { reviewContent } = await import('./review-page.tsx');
    return reviewContent(props);
  }
  if (decline.state === 'sent' || decline.state === 'delivered') return sentContent(props);
  const { otherContent } = await import('./other-pages.tsx');
  return otherContent(props, isSuperseded);
}

/**
 * The states whose pages say what to say on the phone: before the letter is sent, and
 * once it was.
 */
const phoneStates: readonly DeclineState[] = ['draft', 'sent', 'delivered', 'delayed', 'self-sent'];

/** Says at the top why the letter is shown again. */
const Why = ({
  words,
  decline,
  link,
  banner,
  held,
  unconfirmed,
}: Pick<LetterPageOptions, 'words' | 'decline' | 'link' | 'held' | 'unconfirmed'> & {
  readonly banner: LetterPageOptions['banner'] | undefined;
}) => {
  if (unconfirmed !== undefined) {
    const { action, problem } = unconfirmed;
    return <Banner text={words.confirmation[problem]} href={`#${action}-sure`} />;
  }
  if (banner === undefined) return null;
  if (banner === 'held') return <Banner text={held && heldTextOfPage(words, decline, held)} />;
  const text = letterWords(words).review[banner];
  if (banner === 'tick') return <Banner text={text} href={`#${SURE_ID}`} />;
  return banner === 'senderChanged' ? (
    <Banner text={text} href={actionOf({ link, words }, 'edit')} />
  ) : (
    <Banner text={text} />
  );
};

export async function letterPage({
  banner,
  held,
  isSuperseded = false,
  isAnswer = false,
  ...options
}: LetterPageOptions): Promise<Page> {
  const { words, decline, unconfirmed } = options;
  const person = await shortNameOf(decline);
  const phone = phoneStates.includes(decline.state)
    ? await phoneTexts(words, decline.input, person)
    : undefined;
  const content = await contentOf(
    {
      ...options,
      person,
      phone,
      isUnticked: banner === 'tick',
      // The banner says it already.
      held: banner === 'held' ? undefined : held,
    },
    isSuperseded && decline.state === 'draft',
  );
  const { heading, title = heading.replace(/\.$/, ''), body, ...layout } = content;
  const isRefused = banner ?? unconfirmed ?? options.copy;
  return page({
    ...layout,
    words,
    title,
    switchable: isRefused === undefined,
    ...((isAnswer || isRefused) && { address: pageOf(options) }),
    children: (
      <>
        <h1>
          <KeptNames text={heading} names={[person]} />
        </h1>
        <Why
          words={words}
          decline={decline}
          link={options.link}
          banner={banner}
          held={held}
          unconfirmed={unconfirmed}
        />
        {body}
      </>
    ),
  });
}
