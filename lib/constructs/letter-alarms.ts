import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { EventField } from 'aws-cdk-lib/aws-events';
import * as patterns from '../log-patterns.ts';
import type { Alarms } from './alarms.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Feedback } from './feedback.ts';
import type { Remind } from './remind.ts';
import type { Send } from './send.ts';
import type { Web } from './web.ts';

/** How much of `LettersFailed` an entry counts that needs the operator at once. */
const AT_ONCE = 3;

/**
 * SES puts an account under review at a bounce rate of 5 %, and a complaint rate of 0.1
 * %.
 */
const BOUNCE_RATE = 0.02;
const COMPLAINT_RATE = 0.0005;

/**
 * The alarms that watch letters, links, notices and reminders: whether they leave, and
 * when (docs/adr/0031-alarms.md).
 *
 * The three alarms about lateness treat missing data as late: then the job does not run,
 * or fails before its end. CloudWatch looks back some periods further before it treats
 * data as missing, so one run that is missing does not set them off.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function addLetterAlarms(
  alarms: Alarms,
  {
    deadLetterQueue,
    web,
    send,
    feedback,
    remind,
  }: {
    readonly deadLetterQueue: DeadLetterQueue;
    readonly web: Web;
    readonly send: Send;
    readonly feedback: Feedback;
    readonly remind: Remind;
  },
): void {
  alarms.add('GivenUp', {
    metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
    }),
    impact:
      'An SES event or a run of a job failed for good: a candidate may not know the state ' +
      'of a letter.',
  });
  alarms.addForLateness('SweepLate', {
    log: send.function.logGroup,
    event: 'sweep-done',
    schedule: send.schedule,
    after: Duration.minutes(5),
    period: Duration.minutes(5),
    evaluationPeriods: 3,
    impact:
      'Letters that wait for another attempt do not leave in time, or the sweep does not run: ' +
      'candidates believe that they have declined.',
  });
  alarms.addForLateness('NoticesLate', {
    log: feedback.function.logGroup,
    event: 'notices-done',
    alsoLate: ['notice-not-sent'],
    schedule: feedback.schedule,
    after: Duration.minutes(10),
    // Longer than the time after which a notice is retried: if it fails each time, each
    // period has an entry `notice-not-sent`.
    period: Duration.minutes(10),
    evaluationPeriods: 2,
    impact: 'Candidates are not told in time that a letter bounced, failed or may not have left.',
  });
  alarms.addForLateness('RemindersLate', {
    log: remind.function.logGroup,
    event: 'reminders-done',
    alsoLate: ['reminder-late', 'reminder-held'],
    schedule: remind.schedule,
    after: Duration.minutes(30),
    // One entry `reminder-late` sets off the alarm.
    period: Duration.minutes(30),
    evaluationPeriods: 1,
    impact:
      'Receipts or reminders are late, fail again and again, or are held because the table ' +
      'comes from a backup; or the job does not run.',
  });
  alarms.addForCount('LettersFailed', {
    counted: [
      { log: send.function.logGroup, pattern: patterns.letterFailed, value: String(AT_ONCE) },
      { log: send.function.logGroup, pattern: patterns.letterWaits, value: String(AT_ONCE) },
      { log: send.function.logGroup, pattern: patterns.letterRefused },
      { log: web.function.logGroup, pattern: patterns.linksFail, value: String(AT_ONCE) },
      { log: web.function.logGroup, pattern: patterns.linkRefused },
    ],
    threshold: AT_ONCE,
    period: Duration.hours(1),
    impact:
      'A letter was not sent, nobody knows whether it was, or it waits for long; or SES refuses ' +
      'links.',
  });
  alarms.addForCount('ItemGivenUp', {
    counted: [send, feedback].map(({ function: { logGroup } }) => ({
      log: logGroup,
      pattern: patterns.everyEntry('item-given-up'),
    })),
    period: Duration.hours(1),
    impact:
      'A letter could not be processed in ten runs, or a notice could not be emailed, and was ' +
      'given up. Its candidate may not know.',
  });
  alarms.addForCount('SiteErrors', {
    counted: [{ log: web.accessLog, pattern: patterns.siteError }],
    period: Duration.minutes(15),
    impact: 'The site answered with an error: a candidate could not write, read or send a letter.',
  });
  alarms.addForCount('Throttled', {
    counted: [{ log: web.accessLog, pattern: patterns.throttled }],
    threshold: 10,
    period: Duration.minutes(15),
    impact:
      'The site refused ten requests or more because there were too many: people of one network ' +
      'share a limit, or somebody floods the site.',
  });
  alarms.addForCount('MailStopped', {
    counted: [
      { log: send.function.logGroup, pattern: patterns.sendingStopped },
      { log: feedback.function.logGroup, pattern: patterns.everyEntry('links-stopped') },
    ],
    period: Duration.hours(1),
    impact:
      'No email leaves, because sending is stopped; or no links leave, because too many emails ' +
      'bounced or were marked as unwanted.',
  });
  addReputation(alarms);
}

/**
 * SES's own rates, for the whole account in this region. Without a bounce or a complaint
 * SES publishes no value.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html
 * @see https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
function addReputation(alarms: Alarms): void {
  const period = Duration.hours(1);
  const rate = (metricName: string) =>
    new cloudwatch.Metric({ namespace: 'AWS/SES', metricName, statistic: 'Maximum', period });
  alarms.add('Reputation', {
    metric: new cloudwatch.MathExpression({
      expression:
        `MAX([FILL(bounces, 0) / ${BOUNCE_RATE}, ` + `FILL(complaints, 0) / ${COMPLAINT_RATE}])`,
      usingMetrics: {
        bounces: rate('Reputation.BounceRate'),
        complaints: rate('Reputation.ComplaintRate'),
      },
      label: 'The part of the rate at which the alarm goes off',
      period,
    }),
    impact:
      'More than 2 % of the emails of this account bounce, or more than 0.05 % are marked as ' +
      'unwanted: SES may pause the account.',
  });
  // SES publishes these for the account, its configuration sets and its tenants.
  alarms.addNote('SendingStatus', {
    description: 'Open Door: emails the operator when SES pauses or resumes sending',
    eventPattern: {
      source: ['aws.ses'],
      detailType: ['Sending Status Disabled', 'Sending Status Enabled'],
    },
    message:
      `Amazon SES says: ${EventField.fromPath('$.detail-type')}, in ` +
      `${EventField.fromPath('$.region')}. ` +
      `Cause: ${EventField.fromPath('$.detail.data.record.cause')} ` +
      'While SES has paused sending, no letter leaves. See "MailStopped" in docs/runbook.md.',
  });
}
