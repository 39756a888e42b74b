import { ContactLink } from '../../site/pages/contact-link.tsx';
import { type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import type { Kept } from '../kept.ts';
import { aboutWords } from '../words/about.ts';
import type { AboutPage, AboutSection } from '../words/about-en.ts';

/** Where the operator can be asked, or that this is not stated. */
function Contact({ words }: { readonly words: Words }) {
  const contact = words.deployment?.operator?.contact;
  return contact === undefined ? aboutWords(words).notStated : <ContactLink contact={contact} />;
}

const Rows = ({ words, section }: { readonly words: Words; readonly section: AboutSection }) => (
  <dl class="kept">
    {section.rows?.map(([what, said]) => (
      <div>
        <dt>{what}</dt>
        <dd>{said}</dd>
      </div>
    ))}
    {section.ask && (
      <div>
        <dt>{section.ask}</dt>
        <dd>
          <Contact words={words} />
        </dd>
      </div>
    )}
  </dl>
);

const Section = ({ words, section }: { readonly words: Words; readonly section: AboutSection }) => (
  <section>
    <h2>{section.title}</h2>
    {section.points && (
      <ul>
        {section.points.map((point) => (
          <li>{point}</li>
        ))}
      </ul>
    )}
    {section.rows && <Rows words={words} section={section} />}
    {section.paragraphs?.map((paragraph) => (
      <p>{paragraph}</p>
    ))}
    {section.rows === undefined && section.ask && (
      <p>
        {section.ask} <Contact words={words} />
      </p>
    )}
    {section.contacts && (
      <p>
        <a href={`/contacts?lang=${words.language}`}>{section.contacts}</a>
      </p>
    )}
  </section>
);

const aboutPage = (words: Words, { title, lead, sections }: AboutPage): Page =>
  page({
    words,
    title,
    switchable: true,
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {sections.map((section) => (
          <Section words={words} section={section} />
        ))}
      </>
    ),
  });

/** What the site keeps, why, for how long, and how to get it removed. */
export function privacyPage(words: Words, kept: Kept): Page {
  const { notStated, privacy } = aboutWords(words);
  return aboutPage(words, privacy(kept, words.deployment?.operator?.name ?? notStated));
}

/** What the site does for people who use it in other ways than most. */
export const accessibilityPage = (words: Words, kept: Kept): Page =>
  aboutPage(words, aboutWords(words).accessibility(kept));
