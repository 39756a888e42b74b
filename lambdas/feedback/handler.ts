import { feedback } from './main.ts';

export const handler = feedback(process.env);
