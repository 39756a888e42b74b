import { languageTag } from '../../core/choices.ts';
import type { PhoneTexts } from '../words/phone.ts';

/** What to say on the phone, folded. Renders nothing without texts. */
export const PhoneHelp = ({ texts }: { readonly texts: PhoneTexts | undefined }) => {
  if (texts === undefined) return null;
  const { words, call, whenAskedWhy, whenOfferedMore } = texts;
  const lang = languageTag(texts.language);
  return (
    <details class="advice phone">
      <summary>{words.title}</summary>
      {call === undefined ? (
        <p>{words.noCall}</p>
      ) : (
        <>
          <p>{words.lead}</p>
          <ol lang={lang}>
            {call.lines.map((line) => (
              <li>{line}</li>
            ))}
          </ol>
        </>
      )}
      <dl>
        {call !== undefined && (
          <>
            <dt>{words.voicemail}</dt>
            <dd lang={lang}>{call.voicemail}</dd>
          </>
        )}
        <dt>{words.askedWhy}</dt>
        {whenAskedWhy.map((answer) => (
          <dd lang={lang}>{answer}</dd>
        ))}
        <dt>{words.offeredMore}</dt>
        {whenOfferedMore.map((answer) => (
          <dd lang={lang}>{answer}</dd>
        ))}
      </dl>
      <p class="hint">{words.byEmail}</p>
    </details>
  );
};
