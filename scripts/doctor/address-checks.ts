import { GetSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { DynamoBlocks } from '../../lambdas/aws/dynamo-blocks.ts';
import { DynamoMailboxStops } from '../../lambdas/aws/dynamo-mailbox-stops.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { parseAllowList } from '../../lambdas/core/allow-list.ts';
import { blockedRoles } from '../../lambdas/core/limits/blocks.ts';
import { linkMailboxId } from '../../lambdas/core/limits/mailbox-stops.ts';
import type { Clients } from './clients.ts';
import { type Finding, judge, notLooked, ok, shellWord, todo, warning } from './finding.ts';
import { look, orAbsent } from './look.ts';
import type { DoctorSettings } from './settings.ts';

/** Whether this address may write letters here. A recruiter need not. */
export const checkAllowed = ({ config }: DoctorSettings, address: string): Finding =>
  parseAllowList(config.allowedCandidates.join(','))(address)
    ? ok('address-allowed', `${address} may write letters.`)
    : warning(
        'address-allowed',
        `${address} may not write letters, and gets no links.`,
        'A recruiter need not. For a candidate: add the address or its domain to ' +
          '"allowedCandidates", and run npm run deploy.',
      );

/** Whether SES refuses to send to an address, because it bounced or complained. */
export async function checkSuppressed(
  clients: Clients,
  address: string,
): Promise<readonly Finding[]> {
  const id = 'address-suppressed';
  const answer = await look(
    'ses:GetSuppressedDestination',
    async (abortSignal) =>
      (
        await orAbsent(
          clients.ses.send(new GetSuppressedDestinationCommand({ EmailAddress: address }), {
            abortSignal,
          }),
          'NotFoundException',
        )
      )?.SuppressedDestination,
  );
  return judge([id], answer, (suppressed) => {
    if (suppressed === undefined) return [ok(id, `SES sends to ${address}.`)];
    const since = suppressed.LastUpdateTime?.toISOString() ?? 'unknown';
    const lift = `aws sesv2 delete-suppressed-destination --email-address ${shellWord(address)}`;
    return [
      suppressed.Reason === 'COMPLAINT'
        ? todo(
            id,
            `SES does not send to ${address}: its owner marked an email as unwanted (${since}).`,
            `Only if the owner asks for it: ${lift}`,
          )
        : todo(
            id,
            `SES does not send to ${address}: an email bounced (${since}).`,
            `If the mailbox exists now: ${lift}`,
          ),
    ];
  });
}

/** Whether Open Door itself sends nothing to an address: a block, or its owner's stop. */
export async function checkBlocked(
  clients: Clients,
  address: string,
  tableName: string,
): Promise<Finding> {
  const id = 'address-blocked';
  const table = new Table(clients.dynamoDb, tableName, Date.now);
  const answer = await look('dynamodb:GetItem', async () => {
    const blocks = new DynamoBlocks(table);
    const stops = new DynamoMailboxStops(table);
    const mailbox = linkMailboxId(address);
    // One after the other: reads at once are a batch, for which the operator needs
    // another right.
    const blocked = [];
    for (const role of blockedRoles) blocked.push(await blocks.find(role, address));
    const stopped = [];
    for (const kind of ['review', 'contacts'] as const)
      if (await stops.isStopped(mailbox, kind)) stopped.push(kind);
    return { blocked, stopped };
  });
  if (!answer.found) return notLooked(id, answer.why);
  const blocked = answer.value.blocked.flatMap((block) => block ?? []);
  const { stopped } = answer.value;
  if (blocked.length > 0)
    return todo(
      id,
      `Open Door sends nothing to ${address}: blocked as ${blocked
        .map(({ role, by, since }) => `${role} by ${by}, ${new Date(since).toISOString()}`)
        .join('; ')}.`,
      blocked
        .map(
          ({ role }) => `npm run blocks -- lift ${role} ${shellWord(address)} --table ${tableName}`,
        )
        .join('\n'),
    );
  return stopped.length > 0
    ? warning(
        id,
        `The owner of ${address} stopped emails with links ("Not you?"): ${stopped.join(', ')}.`,
        'Only the owner can allow them again: by the link "Not you?" of an earlier email.',
      )
    : ok(id, `Open Door sends to ${address}.`);
}
