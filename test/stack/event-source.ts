/** The source of the events that the tests publish instead of SES. */
export const eventSource = 'test.ses';
