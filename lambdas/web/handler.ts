import { handle } from 'hono/aws-lambda';
import { formSite } from './form-main.ts';
import { sitePartsOf } from './parts.ts';
import { withParts } from './site-parts.ts';

export const handler = handle(withParts(formSite(process.env), sitePartsOf(process.env)));
