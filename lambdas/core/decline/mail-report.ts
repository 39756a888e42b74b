import { type Decline, type MailReport, mailReports, reportRank } from './decline.ts';

export const lowerMailReports = (report: MailReport): readonly MailReport[] =>
  mailReports.filter((other) => reportRank[other] < reportRank[report]);

/** A report about one email to the candidate of a decline. */
export interface CandidateMailReport {
  /** SES's id of the email. */
  readonly messageId: string;
  /** When SES accepted the email, epoch ms. */
  readonly mailedAt: number;
  readonly report: MailReport;
}

/**
 * Whether the latest email to the candidate did not reach them: it bounced, SES did not
 * try, or its reader marked it as unwanted. Pages never say which.
 */
export const hasMailProblem = ({ mailReport }: Pick<Decline, 'mailReport'>): boolean =>
  mailReport === 'bounced' || mailReport === 'complained';
