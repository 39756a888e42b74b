import type { PublicAllowList } from '../core/allow-list.ts';
import { ownAddresses } from '../core/own-address.ts';
import type { Templates } from '../core/text/templates.ts';
import { zoneLookUpFor } from '../core/time/zone-look-up.ts';
import type { LoadHints } from '../core/vague/note-hints.ts';
import { readBody, textFields } from '../site/body.ts';
import type { SiteContext } from '../site/context.ts';
import { respond } from '../site/respond.ts';
import {
  addressHints,
  createFormRenderer,
  formState,
  hintsOnNote,
  readForm,
  respondInvalid,
} from './form-responses.ts';
import { previewOf } from './letter-preview.ts';
import { formAnswerWords, formWords } from './words/form.ts';

export interface PreviewDependencies {
  readonly templates: Templates;
  readonly settings: {
    readonly origin: string;
    readonly lettersAddress: string;
    readonly reviewAddress: string;
    readonly hasNoLettersLink?: boolean;
  };
  readonly allowList: PublicAllowList | undefined;
  readonly now: () => Date;
  readonly loadHints: LoadHints;
}

/**
 * Answers with the form and a preview of its letter; with the letter as JSON; or, for the
 * page's script, with the parts of the page that it replaces. Nothing is stored or
 * emailed.
 */
export async function answerPreview(
  c: SiteContext,
  dependencies: PreviewDependencies,
): Promise<Response> {
  const { settings, now, loadHints } = dependencies;
  const refused = await readBody(c);
  if (refused !== undefined) return refused;
  const { language } = c.get('words');
  await Promise.all([formWords.load(language), formAnswerWords.load(language)]);
  const isOwn = ownAddresses(settings);
  const { timeZone = '', browserTimeZone = '' } = textFields(c.var.body);
  const zoneLookUp = await zoneLookUpFor([timeZone, browserTimeZone]);
  const posted = readForm(c.var.body, now(), { isPreview: true, language, isOwn, zoneLookUp });
  const { submitted, result, isLive, isOnlyShown } = posted;
  const renderForm = createFormRenderer(dependencies);
  if (isLive || isOnlyShown) return c.html(await renderForm(c, { ...formState(posted), isLive }));
  if (!result.ok) return respondInvalid(c, renderForm, result.errors, formState(posted));
  const { input } = result.form;
  return respond(c, {
    json: async () => {
      const { language: _language, byHand: _byHand, ...letter } = previewOf(dependencies, input);
      const { note: _note, ...found } = await hintsOnNote(
        loadHints,
        submitted,
        c.get('words').language,
      );
      return { ...letter, ...found, ...addressHints(c, posted.questions) };
    },
    page: () => renderForm(c, formState(posted)),
  });
}
