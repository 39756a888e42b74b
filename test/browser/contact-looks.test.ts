import { contactLooks } from '../looks/contact-looks.ts';
import { testLooks } from '../looks/looks.ts';

testLooks(contactLooks);
