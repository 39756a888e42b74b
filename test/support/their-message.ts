import { interviewDay } from './fixtures.ts';

const inWords = new Intl.DateTimeFormat('en', {
  timeZone: 'UTC',
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
}).format(interviewDay);

/** The text of a recruiter's message. It says nothing about the candidate's address. */
export const theirText = `From: Dana Lee <dana@northwind.example>
Sent: Tuesday, November 24, 2026 10:00 AM
Subject: Interview for the Senior Data Engineer position at Northwind & Sons

Hi Alex,

Thank you for applying for the Senior Data Engineer position at Northwind & Sons.
We would like to invite you to an interview on ${inWords} at 3:00 PM (New York time).
You will meet with Sam Ortiz and Lee Wong.

Best regards,
Dana Lee
Talent Partner
Northwind & Sons
`;

/** The same message as the source of an email, with an attachment. */
export const theirEmail = [
  'Received: from mail.northwind.example',
  'From: Dana Lee <dana@northwind.example>',
  'To: Alex Rivera <alex@candidates.example>',
  'Subject: Interview for the Senior Data Engineer position at Northwind & Sons',
  'Message-ID: <invitation.1@northwind.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="part"',
  '',
  '--part',
  'Content-Type: text/plain; charset=utf-8',
  '',
  theirText.slice(theirText.indexOf('Hi Alex')),
  '--part',
  'Content-Type: application/pdf; name="job.pdf"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="job.pdf"',
  '',
  'JVBERi0xLjQK',
  '--part--',
  '',
].join('\r\n');

/** What the message says, by the names of the form fields. */
export const theirWords = {
  recruiterName: 'Dana Lee',
  recruiterEmail: 'dana@northwind.example',
  company: 'Northwind & Sons',
  role: 'Senior Data Engineer',
  stage: 'scheduled',
  interviewDate: interviewDay.toISOString().slice(0, 10),
  peopleToThank: 'Sam Ortiz\nLee Wong',
} as const;
