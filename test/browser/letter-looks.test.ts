import { letterLooks } from '../looks/letter-looks.ts';
import { testLooks } from '../looks/looks.ts';

testLooks(letterLooks);
