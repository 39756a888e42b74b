/** A change to the source that removes one safeguard of exact sending. */
export interface Mutation {
  readonly safeguard: string;
  readonly file: string;
  /** The text to replace. The file has it exactly once. */
  readonly from: string;
  readonly to: string;
  /** The file of test/faults in which a test must fail, without `.test.ts`. */
  readonly test: string;
  /**
   * A literal part of the title, in the source, of the tests to run. By default all tests
   * of the file run.
   */
  readonly named?: string;
  /** The first words of the invocations of the grid that run; `send` by default. */
  readonly grid?: string;
}

const deliver = 'lambdas/send/deliver.ts';
const sweep = 'lambdas/send/sweep.ts';
const clients = 'lambdas/aws/clients.ts';
const runConnections = 'lambdas/aws/run-connections.ts';
const store = 'lambdas/aws/dynamo-decline-store.ts';

export const mutations: readonly Mutation[] = [
  {
    safeguard: 'single attempt',
    file: clients,
    from: 'maxAttempts: 1,',
    to: 'maxAttempts: 3,',
    test: 'grid',
    named: 'when a request meets a fault',
  },
  {
    safeguard: 'timeout of SES',
    file: clients,
    from: 'requestTimeout: SEND_TIMEOUT_MS,\n      throwOnRequestTimeout: true,',
    to: 'requestTimeout: SEND_TIMEOUT_MS,\n      throwOnRequestTimeout: false,',
    test: 'grid',
    named: 'when SES hangs',
  },
  {
    safeguard: 'connection of its own, for a confirmed letter',
    file: clients,
    from: 'httpAgent: httpAgent ?? { keepAlive: false },',
    to: 'httpAgent: httpAgent ?? { keepAlive: true },',
    test: 'connections',
    named: 'when candidates confirm letters',
  },
  {
    safeguard: 'age of a connection, before it is used again',
    file: runConnections,
    from: 'idleMs < 0 || idleMs > MAX_IDLE_MS',
    to: 'idleMs < 0',
    test: 'connections',
    named: 'when the clock jumps between notices',
  },
  {
    safeguard: 'end of the connections of a run',
    file: clients,
    from: '    connections.end();\n',
    to: '',
    test: 'connections',
    named: 'when two sweeps follow each other',
  },
  {
    safeguard: 'timeout of the table',
    file: 'lambdas/aws/table-client.ts',
    from: 'requestTimeout: TABLE_TIMEOUT_MS,\n      throwOnRequestTimeout: true,',
    to: 'requestTimeout: TABLE_TIMEOUT_MS,\n      throwOnRequestTimeout: false,',
    test: 'grid',
    named: 'when a table connection hangs',
  },
  {
    safeguard: 'owner compared after a lost answer',
    file: store,
    from: 'decline?.state === to && decline.owner === patch.owner',
    to: 'decline?.state === to && decline.owner !== patch.owner',
    test: 'grid',
    named: 'then the claim is ours',
  },
  {
    safeguard: 'owner, in the condition after "not sent"',
    file: deliver,
    from: '=> ({ owner });',
    to: '=> ({});',
    test: 'races',
    named: 'when SES answers after the lease',
  },
  {
    safeguard: 'attempts, in the condition after "accepted"',
    file: deliver,
    from: 'preconditions: { attempts: claimed.attempts },',
    to: 'preconditions: {},',
    test: 'races',
    named: 'when SES answers after the lease',
  },
  {
    safeguard: 'lease that must have expired',
    file: sweep,
    from: 'preconditions: { leaseOverBy: at },',
    to: 'preconditions: {},',
    test: 'races',
    named: 'when two sweeps run at once',
  },
  {
    safeguard: 'lease longer than the function',
    file: deliver,
    from: 'export const LEASE_MS = 75_000;',
    to: 'export const LEASE_MS = 20_000;',
    test: 'races',
    named: 'when the function reaches its timeout',
  },
  {
    safeguard: 'hash of the letter, in the claim',
    file: deliver,
    from: 'preconditions: { letterHash, linkHash: hashSecret(link.secret), linkAliveAt: at },',
    to: 'preconditions: { linkHash: hashSecret(link.secret), linkAliveAt: at },',
    test: 'model',
  },
  {
    safeguard: 'prior state, in the claim',
    file: 'lambdas/core/decline/decline.ts',
    from: "claim: { from: ['draft'], to: 'sending', unlessRestored: true },",
    to: "claim: { from: ['draft', 'sending', 'sent'], to: 'sending', unlessRestored: true },",
    test: 'model',
  },
  {
    safeguard: 'due, in the condition of the next attempt',
    file: sweep,
    from: 'preconditions: { dueBy: at, letterHash: decline.letterHash },',
    to: 'preconditions: { letterHash: decline.letterHash },',
    test: 'races',
    named: 'when a letter is not due yet',
  },
  {
    safeguard: 'epoch, in the claim of a draft',
    file: 'lambdas/core/decline/decline.ts',
    from: "claim: { from: ['draft'], to: 'sending', unlessRestored: true },",
    to: "claim: { from: ['draft'], to: 'sending' },",
    test: 'restore',
    named: 'when a request read the draft before',
  },
  {
    safeguard: 'by hand, in the claim',
    file: store,
    from: "if (to === 'sending') update.whenAbsent('isByHand');",
    to: '',
    test: 'races',
    named: 'when a letter becomes a text to send by hand',
  },
  {
    safeguard: 'sender, before the next attempt',
    file: deliver,
    from: 'const isAllowed = mayLeaveFrom(decline, ownSenderDomain);',
    to: 'const isAllowed = !ownSenderDomain || mayLeaveFrom(decline, ownSenderDomain);',
    test: 'grid',
    named: 'when a request meets a fault',
    grid: 'sweep, sender off',
  },
  {
    safeguard: 'sender, before the claim',
    file: deliver,
    from: 'if (!mayLeaveFrom(draft, dependencies.ownSenderDomain))',
    to: 'if (draft.attempts < 0)',
    test: 'grid',
    named: 'when a request meets a fault',
    grid: 'send, sender off',
  },
  {
    safeguard: 'epoch, before the next attempt',
    file: sweep,
    from: 'if (decline.isRestored && (',
    to: 'if (!decline && (',
    test: 'restore',
  },
  {
    safeguard: 'epoch, in the claim of the next attempt',
    file: 'lambdas/core/decline/decline.ts',
    from: "reclaim: { from: ['retry'], to: 'sending', unlessRestored: true },",
    to: "reclaim: { from: ['retry'], to: 'sending' },",
    test: 'restore',
    named: 'when a sweep read the letter before',
  },
  {
    safeguard: 'age, before each attempt',
    file: deliver,
    from: 'if (isTooLate(claimed, now().getTime(), door.resumedAt))',
    to: 'if (!claimed)',
    test: 'races',
    named: 'for 20 days',
  },
  {
    safeguard: 'block, before each attempt',
    file: deliver,
    from: "if (door.kind === 'recruiter-blocked' || door.kind",
    to: 'if (door.kind',
    test: 'model',
  },
  {
    safeguard: 'kill switch, before each email',
    file: 'lambdas/aws/dynamo-kill-switch.ts',
    from: 'return { isOn, resumedAt: isOn',
    to: 'return { isOn: false, resumedAt: isOn',
    test: 'model',
  },
  {
    safeguard: 'slot of the recruiter, before the claim',
    file: deliver,
    from: 'if (!slot.isTaken) {',
    to: 'if (!slot.isTaken && !draft) {',
    test: 'model',
  },
  {
    safeguard: 'cap of failed runs',
    file: 'lambdas/core/queue/defer-failed.ts',
    from: 'const MAX_FAILED_RUNS = 10;',
    to: 'const MAX_FAILED_RUNS = Infinity;',
    test: 'poison',
  },
  {
    safeguard: 'receipt, dropped by the report',
    file: 'lambdas/feedback/record-event.ts',
    from: "if (result.decline !== undefined && (state === 'bounced' || state === 'complained'))",
    to: "if (result.decline !== undefined && result.applied && state === 'complained')",
    test: 'grid',
    named: 'when a request meets a fault',
    grid: 'record event',
  },
  {
    safeguard: 'letter, read before its receipt',
    file: 'lambdas/remind/attempt.ts',
    from: 'if (problem === undefined || problem === deliveryProblem) return false;',
    to: 'if (problem === undefined || problem !== deliveryProblem) return false;',
    test: 'grid',
    named: 'when a request meets a fault',
  },
  {
    safeguard: 'prior state, when the copy arrived',
    file: 'lambdas/core/decline/decline.ts',
    from: "'copy-arrived': { from: ['unknown'], to: 'sent' },",
    to: "'copy-arrived': { from: ['unknown', 'bounced'], to: 'sent' },",
    test: 'races',
    named: 'then the bounce stays',
  },
  {
    safeguard: 'rank of reports',
    file: 'lambdas/core/decline/decline.ts',
    from: 'reportRank[other] < reportRank[state]',
    to: 'other !== state',
    test: 'orders',
    named: 'orders of events are tried',
  },
];
