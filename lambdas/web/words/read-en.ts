/** What the form says of a message that was read into it, in English. */
export const readEn = {
  filled: (count: number) =>
    count === 1
      ? 'One field is filled in from their message. Please check it.'
      : `${count} fields are filled in from their message. Please check each of them.`,
  offered:
    'Nothing you typed was changed. Where their message says something else, you see it below ' +
    'the field.',
  nothing: 'We found nothing in it that fits this form. Please fill in the form yourself.',
  empty: 'Please paste their message first, or choose the file of the email.',
  tooLong: 'This is more than we can read. Please paste only the text of their message.',
  unreadable: "We can't read this file. Please open it, and paste the text of the message.",
  from: (source: string) => `From their message: “${source}”`,
  suggests: (value: string, source: string) =>
    value === source
      ? `Their message says: “${source}”`
      : `Their message suggests ${value}: “${source}”`,
  use: 'Use this instead',
  warnings: {
    'other-domain':
      'Replies to them go to a different domain than the one they wrote from. Make sure this ' +
      'address is theirs.',
    'no-reply': "Emails to this address may go unread. Use a person's address if you know one.",
  },
};

export type ReadWords = typeof readEn;
