import { formLooks } from '../looks/form-looks.ts';
import { testLooks } from '../looks/looks.ts';

// A third link to a mailbox on one day is refused.
testLooks(formLooks, { LINKS_PER_MAILBOX_DAY: '2' });
