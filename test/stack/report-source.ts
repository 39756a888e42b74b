/** The source of the events that the tests report with, in place of SES. */
export const reportSource = 'test.ses';
