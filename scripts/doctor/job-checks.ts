import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Clients } from './clients.ts';
import { count, type Finding, judge, notLooked, ok, todo, warning } from './finding.ts';
import { type Answer, look, orAbsent } from './look.ts';

const MINUTE_MS = 60_000;

/** The three jobs. `prefix`: the start of the logical id of its schedule. */
export const jobs = [
  {
    name: 'sweep',
    prefix: 'DeliverySweep',
    function: 'send',
    event: 'sweep-done',
    rate: 'rate(1 minute)',
    everyMs: MINUTE_MS,
    impact: 'letters that must wait are not sent',
  },
  {
    name: 'notices',
    prefix: 'FeedbackNotices',
    function: 'feedback',
    event: 'notices-done',
    rate: 'rate(1 minute)',
    everyMs: MINUTE_MS,
    impact: 'candidates are not told that a letter did not arrive',
  },
  {
    name: 'reminders',
    prefix: 'ReconnectReminders',
    function: 'remind',
    event: 'reminders-done',
    rate: 'rate(1 minute)',
    everyMs: MINUTE_MS,
    impact: 'no candidate is reminded',
  },
] as const;
type Job = (typeof jobs)[number];

/** What doctor reads of a log entry. Lambda's JSON format has ours in `message`. */
const entrySchema = z.object({
  message: z.object({
    event: z.string(),
    lateMs: z.number().optional(),
    report: z.string().optional(),
    probe: z.string().optional(),
  }),
});
type Entry = z.infer<typeof entrySchema>['message'] & { readonly at: number };

/** A filtered log may come in many pages, most of them empty. */
const MAX_PAGES = 20;

const readEntry = (text: string, at: number): readonly Entry[] => {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text));
    return parsed.success ? [{ ...parsed.data.message, at }] : [];
  } catch {
    return [];
  }
};

/** The entries of a log that match a filter pattern, the oldest first. */
export const logEntries = (
  clients: Clients,
  search: { readonly logGroup: string; readonly pattern: string; readonly since: number },
): Promise<Answer<readonly Entry[]>> =>
  look('logs:FilterLogEvents', async (abortSignal) => {
    const entries: Entry[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await clients.logs.send(
        new FilterLogEventsCommand({
          logGroupName: search.logGroup,
          filterPattern: search.pattern,
          startTime: search.since,
          nextToken,
        }),
        { abortSignal },
      );
      for (const { message = '', timestamp = 0 } of answer.events ?? [])
        if (timestamp >= search.since) entries.push(...readEntry(message, timestamp));
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
    return entries;
  });

/** The schedule that starts a job. */
export async function checkSchedule(
  clients: Clients,
  job: Job,
  name: string | undefined,
): Promise<readonly Finding[]> {
  const id = `schedule-${job.name}`;
  const create =
    'Somebody deleted it by hand. Create it in the console, EventBridge → Schedules: ' +
    `${job.rate}, ` +
    `target ${job.function}; its input: see "A job does not run" in docs/runbook.md.`;
  if (name === undefined)
    return [todo(id, `The stack has no schedule for the ${job.name}.`, 'Run npm run deploy.')];
  const answer = await look('scheduler:GetSchedule', (abortSignal) =>
    orAbsent(
      clients.scheduler.send(new GetScheduleCommand({ Name: name }), { abortSignal }),
      'ResourceNotFoundException',
    ),
  );
  return judge([id], answer, (schedule) => {
    if (schedule === undefined)
      return [todo(id, `There is no schedule for the ${job.name}: ${job.impact}.`, create)];
    if (schedule.State !== 'ENABLED')
      return [
        todo(
          id,
          `The schedule of the ${job.name} is switched off: ${job.impact}.`,
          `Enable it in the console, EventBridge → Schedules: ${name}.`,
        ),
      ];
    const rate = schedule.ScheduleExpression ?? 'unknown';
    return [
      rate === job.rate
        ? ok(id, `The ${job.name}: ${rate}.`)
        : warning(id, `The ${job.name}: ${rate} and not ${job.rate}. Somebody changed it by hand.`),
    ];
  });
}

/** When a job last ran to its end, and how late what is due is. */
export async function checkLastRun(
  clients: Clients,
  job: Job,
  { logGroup, now, deployedAt }: { logGroup: string; now: number; deployedAt: number },
): Promise<readonly Finding[]> {
  const id = `last-${job.name}`;
  const windowMs = Math.max(3 * job.everyMs, 10 * MINUTE_MS);
  const answer = await logEntries(clients, {
    logGroup,
    pattern: `{ $.message.event = "${job.event}" }`,
    since: now - windowMs,
  });
  return judge([id], answer, (entries) => {
    const last = entries
      .filter(({ event }) => event === job.event)
      .reduce<Entry | undefined>(
        (latest, entry) => (latest === undefined || entry.at > latest.at ? entry : latest),
        undefined,
      );
    if (last === undefined)
      return [
        now - deployedAt < windowMs
          ? warning(
              id,
              `No run of the ${job.name} ended yet. The stack is a few minutes old.`,
              'Wait.',
            )
          : todo(
              id,
              `No run of the ${job.name} ended in the last ${windowMs / MINUTE_MS} minutes: ` +
                `${job.impact}.`,
              `Look at the line schedule-${job.name}, and see "A job does not run" in ` +
                'docs/runbook.md.',
            ),
      ];
    const age = `${Math.max(0, Math.round((now - last.at) / 1000))} s ago`;
    const lateMinutes = Math.floor((last.lateMs ?? 0) / MINUTE_MS);
    return [
      lateMinutes >= 10
        ? todo(
            id,
            `The ${job.name} ran ${age}, and something that is due has waited for ` +
              `${lateMinutes} minutes.`,
            'See the alarms in docs/runbook.md. The kill switch and the quota also make ' +
              'emails wait.',
          )
        : ok(id, `The ${job.name} ran ${age}. Nothing is late.`),
    ];
  });
}

/** Events and runs that failed for good. */
export async function checkDeadLetters(
  clients: Clients,
  queueUrl: string | undefined,
): Promise<readonly Finding[]> {
  const id = 'dead-letters';
  if (queueUrl === undefined)
    return [todo(id, 'The stack has no dead-letter queue.', 'Run npm run deploy.')];
  const answer = await look('sqs:GetQueueAttributes', (abortSignal) =>
    clients.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
      { abortSignal },
    ),
  );
  return judge([id], answer, ({ Attributes = {} }) => {
    if (Attributes['ApproximateNumberOfMessages'] === undefined)
      return [notLooked(id, 'SQS does not say how many messages there are')];
    const waiting =
      Number(Attributes['ApproximateNumberOfMessages'] ?? 0) +
      Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0);
    return [
      waiting > 0
        ? todo(
            id,
            `The dead-letter queue holds ${count(waiting, 'message')}: an event or a run ` +
              'failed for good.',
            'To look at them, and to empty the queue: see "GivenUp" in docs/runbook.md.',
          )
        : ok(id, 'No event and no run was given up.'),
    ];
  });
}
