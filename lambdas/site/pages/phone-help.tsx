import { languageTag } from '../../core/choices.ts';
import type { PhoneTexts } from '../words/phone.ts';

/** What to say in one case, in the language of the letter. */
const Spoken = ({
  label,
  lines,
  lang,
}: {
  readonly label: string;
  readonly lines: readonly string[];
  readonly lang: string;
}) => (
  <>
    <p>
      <strong>{label}</strong>
    </p>
    <ul lang={lang}>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </>
);

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
      {call !== undefined && (
        <Spoken label={words.voicemail} lines={[call.voicemail]} lang={lang} />
      )}
      <Spoken label={words.askedWhy} lines={whenAskedWhy} lang={lang} />
      <Spoken label={words.offeredMore} lines={whenOfferedMore} lang={lang} />
      <p class="hint">{words.byEmail}</p>
    </details>
  );
};
