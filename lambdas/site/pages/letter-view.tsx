import type { Child } from 'hono/jsx';
import type { Letter, Thread } from '../../core/letter/letter.ts';
import { paragraphsOf } from '../../core/text/mail-body.ts';
import type { Words } from '../words/en.ts';
import { letterWords } from '../words/letter.ts';
import { Address } from './address.tsx';

type ShowLine = (line: string) => Child;

const Lines = ({ paragraph, show }: { readonly paragraph: string; readonly show: ShowLine }) => (
  <p>
    {paragraph.split('\n').map((line, index) => (
      <>
        {index > 0 && <br />}
        {show(line)}
      </>
    ))}
  </p>
);

/**
 * The letter's text, with the same paragraphs as the text part and the HTML part of the
 * email.
 */
export const LetterText = ({
  text,
  language,
  line = (text) => text,
}: {
  readonly text: string;
  readonly language: string;
  /** How a line is shown. By default it is shown as it is. */
  readonly line?: ShowLine;
}) => (
  <div class="letter-text" lang={language} translate="no">
    {paragraphsOf(text).map((paragraph) => (
      <Lines paragraph={paragraph} show={line} />
    ))}
  </div>
);

/** The letter as it arrives: the headers that a mail program shows, then the text. */
export const LetterView = ({
  words,
  letter,
  language,
  thread,
}: {
  readonly words: Words;
  readonly letter: Letter;
  /** The email that the letter answers. */
  readonly thread: Thread | undefined;
  readonly language: string;
}) => (
  <article class="letter">
    <dl class="facts">
      <div>
        <dt>{letterWords(words).letter.from}</dt>
        <dd translate="no">
          {letter.from.name}{' '}
          <span class="address">
            &lt;
            <Address of={letter.from.address} />
            &gt;
          </span>
        </dd>
      </div>
      <div>
        <dt>{letterWords(words).letter.to}</dt>
        <dd translate="no">
          <Address of={letter.to} />
        </dd>
      </div>
      <div>
        <dt>{letterWords(words).letter.replyTo}</dt>
        <dd translate="no">
          <Address of={letter.replyTo} />
        </dd>
      </div>
      <div>
        <dt>{letterWords(words).letter.subject}</dt>
        <dd lang={language} translate="no">
          <strong>{letter.subject}</strong>
        </dd>
      </div>
      {thread !== undefined && (
        <div>
          <dt>{letterWords(words).letter.inReplyTo}</dt>
          <dd translate="no">{thread.subject ?? letterWords(words).letter.noSubject}</dd>
        </div>
      )}
    </dl>
    <LetterText text={letter.text} language={language} />
  </article>
);
