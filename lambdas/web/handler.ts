import { handle } from 'hono/aws-lambda';
import { web } from './main.ts';

export const handler = handle(web(process.env));
