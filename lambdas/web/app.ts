import type { Hono } from 'hono';
import { handChannels, isOneOf, letterLanguages } from '../core/choices.ts';
import type { KillSwitch } from '../core/limits/kill-switch.ts';
import type { MailboxStops } from '../core/limits/mailbox-stops.ts';
import { ownAddresses } from '../core/own-address.ts';
import type { LoadHints } from '../core/vague/note-hints.ts';
import type { SiteEnv } from '../site/context.ts';
import type { Deployment } from '../site/deployment.ts';
import { createSite } from '../site/site.ts';
import { failureWords } from '../site/words/failures.ts';
import { letterWords } from '../site/words/letter.ts';
import { addAboutRoutes } from './about-routes.ts';
import { addAskRoute } from './ask-route.ts';
import { addAssetRoutes, type ReadAsset } from './asset-routes.ts';
import { addContactActionRoutes } from './contact-action-routes.ts';
import { addContactDataRoutes } from './contact-data-routes.ts';
import { addContactLinkRoutes, type ContactRoutesDependencies } from './contact-link-routes.ts';
import { addContactsPageRoutes } from './contacts-page-route.ts';
import type { DraftDependencies } from './drafts.ts';
import { createFormRenderer } from './form-responses.ts';
import { addFormRoutes } from './form-routes.ts';
import { addHelloRoute } from './hello-route.ts';
import type { KeptSettings } from './kept.ts';
import type { LetterActionDependencies } from './letter-actions.ts';
import { addLetterRoutes } from './letter-routes.ts';
import { addNoLettersRoutes, type NoLettersDependencies } from './no-letters-routes.ts';
import { addNotYouRoutes } from './not-you-routes.ts';
import { addOpenapiRoute, type ReadOpenapi } from './openapi-route.ts';
import { formSentPage } from './pages/link-mailed-page.tsx';
import { addPictureRoutes, type ReadPicture } from './picture-routes.ts';
import { contactWords } from './words/contacts.ts';
import { formAnswerWords, formWords } from './words/form.ts';

export interface WebDependencies
  extends DraftDependencies,
    LetterActionDependencies,
    NoLettersDependencies,
    Omit<ContactRoutesDependencies, 'isOwn'> {
  readonly settings: DraftDependencies['settings'] & KeptSettings;
  /** What the pages say of this deployment; default: nothing. */
  readonly deployment?: Deployment;
  readonly killSwitch: KillSwitch;
  /** The mailboxes that get no more emails with links. */
  readonly stops: MailboxStops;
  readonly loadHints: LoadHints;
  readonly asset: ReadAsset;
  readonly picture: ReadPicture;
  /** Absent: the description was not built, e.g. in a test. There is no route then. */
  readonly openapi?: ReadOpenapi;
}

/** The whole site except sending: only the function `send` may email a recruiter. */
export function createWebApp(dependencies: WebDependencies): Hono<SiteEnv> {
  const { settings } = dependencies;
  const texts = [formWords, formAnswerWords, letterWords, contactWords, failureWords];
  const app = createSite({ ...dependencies, origin: settings.origin, texts });
  const renderForm = createFormRenderer(dependencies);
  const isOwn = ownAddresses(settings);
  addFormRoutes(app, dependencies);
  addAskRoute(app, { ...dependencies, renderForm, isOwn });

  // The address of the page that answers the form, for Back and a reload.
  app.get('/declines', (c) => {
    const { channel = '', letterLanguage: language = '' } = c.req.query();
    const isByHand = isOneOf(handChannels, channel) && isOneOf(letterLanguages, language);
    const byHand = isByHand ? { channel, language } : undefined;
    return c.html(formSentPage(c.get('words'), settings.linkHours, byHand));
  });
  // GET on a POST-only URL (reload, bookmark): redirect to the form.
  app.get('/:form{(?:preview|read)}', (c) => c.redirect(`/?lang=${c.get('words').language}`, 303));

  addLetterRoutes(app, { ...dependencies, renderForm, isOwn });
  addNotYouRoutes(app, dependencies);
  addNoLettersRoutes(app, dependencies);
  addContactsPageRoutes(app, dependencies);
  addContactLinkRoutes(app, { ...dependencies, isOwn });
  addContactActionRoutes(app, dependencies);
  addContactDataRoutes(app, dependencies);
  addHelloRoute(app, dependencies);

  addAboutRoutes(app, dependencies);
  addPictureRoutes(app, dependencies.picture);
  addAssetRoutes(app, { read: dependencies.asset, names: dependencies.deployment?.assets });
  if (dependencies.openapi !== undefined) addOpenapiRoute(app, dependencies.openapi);

  app.get('/healthz', (c) => c.json({ ok: true }));

  return app;
}
