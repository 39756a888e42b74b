import type { GetEmailIdentityCommandOutput } from '@aws-sdk/client-sesv2';
import { domainOf } from '../../lambdas/core/email-address.ts';
import type { Dns, MailServer } from './dns.ts';
import {
  dmarcNames,
  dmarcRecords,
  readDmarc,
  spfIncludesSes,
  spfRecords,
} from './email-records.ts';
import { type Finding, judge, ok, shellWord, todo, warning } from './finding.ts';
import type { Answer } from './look.ts';
import type { DoctorSettings } from './settings.ts';

type Identity = GetEmailIdentityCommandOutput;

/** The domain of the senders' addresses. */
export const senderDomain = ({ config }: DoctorSettings): string =>
  config.singleAddress ? domainOf(config.mailIdentity) : config.mailIdentity;

const hostsOf = (servers: readonly MailServer[]): string =>
  servers.map(({ exchange }) => exchange || '. (no email at all)').join(', ');

const bounceServer = (region: string): string => `feedback-smtp.${region}.amazonses.com`;

/** Whether the domain exists. The name of a new subdomain may not exist yet. */
export async function checkDomainExists(settings: DoctorSettings, dns: Dns): Promise<Finding[]> {
  const domain = senderDomain(settings);
  return [
    ...judge(['domain'], await dns.exists(domain), (exists) => {
      if (exists) return [ok('domain', `${domain} exists in the DNS.`)];
      const message = `${domain} does not exist in the DNS.`;
      return domain.split('.').length > 2
        ? [
            warning(
              'domain',
              message,
              'Check the spelling of "mailIdentity". If you are about to add the first ' +
                'records of ' +
                'this name, it is fine.',
            ),
          ]
        : [
            todo(
              'domain',
              message,
              'Check the spelling of "mailIdentity", or register the domain.',
            ),
          ];
    }),
  ];
}

/**
 * Before a first deployment: whether the name from which SES is to get bounces is free.
 * SES must be its only mail server, so email to that name does not arrive any more.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
 */
export async function checkMailFromName(
  { config: { mailFromDomain } }: DoctorSettings,
  region: string,
  dns: Dns,
): Promise<readonly Finding[]> {
  if (mailFromDomain === undefined) return [];
  const [servers, aliases] = await Promise.all([dns.mx(mailFromDomain), dns.cname(mailFromDomain)]);
  return judge(['mail-from-name'], servers, (mx) => {
    // A null MX (RFC 7505) has no host: the name receives no email.
    const foreign = mx.filter(
      ({ exchange }) => exchange !== '' && exchange !== bounceServer(region),
    );
    const alias = aliases.found ? aliases.value[0] : undefined;
    if (alias !== undefined)
      return [
        todo(
          'mail-from-name',
          `${mailFromDomain} is an alias (CNAME) of ${alias}, so it cannot have records of ` +
            'its own.',
          'Choose another "mailFromName" in the settings, or remove the CNAME record.',
        ),
      ];
    if (foreign.length > 0)
      return [
        todo(
          'mail-from-name',
          `${mailFromDomain} receives email (MX ${hostsOf(foreign)}). ` +
            'SES needs this name for itself: that email would be lost.',
          'Choose another "mailFromName" in the settings: a name that nobody uses. If the domain ' +
            'has a wildcard MX record (*), the record of the stack replaces it for this name.',
        ),
      ];
    return [ok('mail-from-name', `${mailFromDomain} receives no other email.`)];
  });
}

/**
 * The SPF record of the domain itself. Our emails do not use it, because they have their
 * own MAIL FROM domain; two records break the emails of everybody else.
 */
export async function checkSpf(settings: DoctorSettings, dns: Dns): Promise<readonly Finding[]> {
  const domain = senderDomain(settings);
  return judge(['spf'], await dns.txt(domain), (texts) => {
    const records = spfRecords(texts);
    if (records.length > 1)
      return [
        warning(
          'spf',
          `${domain} has ${records.length} SPF records. A mail server then treats SPF as an error.`,
          'Merge them into one record. Open Door does not depend on it.',
        ),
      ];
    return [
      ok(
        'spf',
        `${domain} has ${records.length === 0 ? 'no' : 'one'} SPF record. Open Door needs ` +
          'none here: ' +
          `servers look at ${settings.config.mailFromDomain ?? 'the MAIL FROM domain of SES'}.`,
      ),
    ];
  });
}

/** The closest DMARC records, and the name that has them. */
async function findDmarc(
  domain: string,
  dns: Dns,
): Promise<Answer<{ readonly at: string; readonly records: readonly string[] }>> {
  for (const name of dmarcNames(domain)) {
    const texts = await dns.txt(`_dmarc.${name}`);
    if (!texts.found) return texts;
    const records = dmarcRecords(texts.value);
    if (records.length > 0) return { found: true, value: { at: name, records } };
  }
  return { found: true, value: { at: domain, records: [] } };
}

/** Whether SES signs with the domain of the sender, which is what DMARC asks for. */
const isSigned = (identity: Identity | undefined): boolean =>
  identity?.DkimAttributes?.SigningEnabled === true && identity.DkimAttributes.Status === 'SUCCESS';

/**
 * The DMARC record, and whether our emails pass it.
 *
 * @param identity undefined if SES does not have it yet; `found: false` if nobody knows
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dmarc.html
 */
export async function checkDmarc(
  settings: DoctorSettings,
  dns: Dns,
  identity: Answer<Identity | undefined>,
): Promise<readonly Finding[]> {
  const domain = senderDomain(settings);
  return judge(['dmarc'], await findDmarc(domain, dns), ({ at, records }) => {
    const [record, ...others] = records;
    if (record === undefined)
      return [
        todo(
          'dmarc',
          `${domain} has no DMARC record. Many mail servers then trust its emails less.`,
          `Add to the DNS: _dmarc.${domain} TXT "v=DMARC1; p=none"`,
        ),
      ];
    if (others.length > 0)
      return [
        todo(
          'dmarc',
          `_dmarc.${at} has ${records.length} DMARC records, so mail servers ignore them all.`,
          'Keep one of them.',
        ),
      ];
    const { policy: ownPolicy, subdomainPolicy, hasReports } = readDmarc(record);
    const policy = at === domain ? ownPolicy : (subdomainPolicy ?? ownPolicy);
    // RFC 7489, 6.6.3: without a policy, a record with an address for reports is p=none.
    if (policy === undefined && !hasReports)
      return [
        todo(
          'dmarc',
          `The DMARC record of ${at} has no policy, so mail servers ignore it.`,
          `Correct it in the DNS: _dmarc.${at} TXT "v=DMARC1; p=none"`,
        ),
      ];
    const found = `${at} has a DMARC record with the policy ${policy ?? 'none'}`;
    const isEnforced = policy === 'quarantine' || policy === 'reject';
    if (isEnforced && settings.config.singleAddress && identity.found && !isSigned(identity.value))
      return [
        todo(
          'dmarc',
          `${found}, and SES does not sign the emails of ${settings.config.mailIdentity} with ` +
            `${domain}: mail servers will ` +
            `${policy === 'reject' ? 'refuse them' : 'put them into spam'}.`,
          `Verify the domain ${domain} in SES, with DKIM, and set "mailIdentity" to it.`,
        ),
      ];
    return [
      ok(
        'dmarc',
        `${found}.${isEnforced ? ' Emails pass it by their DKIM signature.' : ' That is enough.'}`,
      ),
    ];
  });
}

/**
 * The identity in SES. What is not as Open Door would set it is named, because Open Door
 * does not change an identity that it has not created.
 */
export function checkIdentityBefore(
  { config }: DoctorSettings,
  identity: Identity | undefined,
): Finding {
  const { mailIdentity, mailFromDomain } = config;
  if (identity === undefined)
    return ok('identity', `SES does not have ${mailIdentity} yet. The deployment creates it.`);
  const differences = [
    ...(identity.VerifiedForSendingStatus === true ? [] : ['it is not verified']),
    ...(identity.DkimAttributes?.SigningEnabled === true || config.singleAddress
      ? []
      : ['DKIM does not sign its emails']),
    ...(mailFromDomain === undefined || identity.MailFromAttributes?.MailFromDomain !== undefined
      ? []
      : [`it has no MAIL FROM domain (Open Door would set ${mailFromDomain})`]),
    ...(identity.FeedbackForwardingStatus === true
      ? ['SES also emails each bounce to the sender (feedback forwarding)']
      : []),
  ];
  const found = `SES has ${mailIdentity} already. The deployment uses it, unchanged.`;
  return differences.length === 0
    ? ok('identity', found)
    : warning(
        'identity',
        `${found} What differs from what Open Door would set: ${differences.join('; ')}.`,
        'Change it in the SES console, Configuration → Identities, if nothing else depends on it.',
      );
}

const waitForDns =
  'SES looks for the records for up to 72 hours, and finds new ones within minutes to hours. ' +
  'The lines dkim-dns, mail-from-mx and mail-from-spf say which records are missing.';

/** The identity after a deployment: verified, signed, with its own MAIL FROM domain. */
export function checkIdentity(
  { config }: DoctorSettings,
  identity: Identity | undefined,
): readonly Finding[] {
  const { mailIdentity, singleAddress } = config;
  if (identity === undefined)
    return [
      todo(
        'identity',
        `SES in this region does not have ${mailIdentity}: every email is refused.`,
        'Run npm run deploy. If it deploys nothing, somebody deleted the identity by hand: ' +
          'create ' +
          'it again in the SES console.',
      ),
    ];
  const status = identity.VerificationStatus ?? 'unknown';
  const verified = identity.VerifiedForSendingStatus === true;
  const findings: Finding[] = [
    verified
      ? ok('identity', `${mailIdentity} is verified.`)
      : todo(
          'identity',
          `${mailIdentity} is not verified (${status}): every email is refused.`,
          singleAddress
            ? 'Click the link in the email that AWS sent to this address. A link works for ' +
                '24 hours: ' +
                'the SES console sends another one.'
            : waitForDns,
        ),
    checkForwarding(mailIdentity, identity),
  ];
  if (!singleAddress) findings.push(checkDkim(mailIdentity, identity));
  if (!singleAddress) findings.push(checkMailFrom(mailIdentity, identity));
  return findings;
}

const checkForwarding = (name: string, { FeedbackForwardingStatus }: Identity): Finding =>
  FeedbackForwardingStatus === true
    ? warning(
        'feedback-forwarding',
        'SES also emails each bounce and complaint to the sender, where nobody may read it.',
        `aws sesv2 put-email-identity-feedback-attributes --email-identity ${shellWord(name)} ` +
          '--no-email-forwarding-enabled',
      )
    : ok('feedback-forwarding', 'SES reports bounces by events only.');

function checkDkim(domain: string, { DkimAttributes: dkim }: Identity): Finding {
  if (dkim?.SigningEnabled !== true)
    return todo(
      'dkim',
      `SES does not sign the emails of ${domain}: many mail servers will treat them as spam.`,
      `aws sesv2 put-email-identity-dkim-attributes --email-identity ${domain} --signing-enabled`,
    );
  switch (dkim.Status) {
    case 'SUCCESS':
      return ok('dkim', `SES signs the emails of ${domain} (DKIM).`);
    case 'TEMPORARY_FAILURE':
      return todo(
        'dkim',
        'SES cannot find the DKIM records at the moment. After some days it stops sending.',
        'Look at the line dkim-dns below, and at your DNS provider.',
      );
    default:
      return todo(
        'dkim',
        `SES has not found the DKIM records (${dkim.Status ?? 'no status'}).`,
        waitForDns,
      );
  }
}

function checkMailFrom(domain: string, { MailFromAttributes: mailFrom }: Identity): Finding {
  if (!mailFrom?.MailFromDomain)
    return warning(
      'mail-from',
      `${domain} has no MAIL FROM domain of its own, so SPF passes for amazonses.com only. ` +
        'DMARC then depends on DKIM alone.',
      'Set one in the SES console.',
    );
  const { MailFromDomain: name, MailFromDomainStatus: status = 'no status' } = mailFrom;
  if (status === 'SUCCESS') return ok('mail-from', `The MAIL FROM domain ${name} is in use.`);
  return mailFrom.BehaviorOnMxFailure === 'REJECT_MESSAGE'
    ? todo(
        'mail-from',
        `SES does not find the records of ${name} (${status}): it refuses every email.`,
        waitForDns,
      )
    : todo(
        'mail-from',
        `SES does not find the records of the MAIL FROM domain ${name} (${status}). Until ` +
          'then it ' +
          'uses amazonses.com.',
        waitForDns,
      );
}

/**
 * The three CNAME records by which receivers find the keys of SES.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
 */
export async function checkDkimDns(
  domain: string,
  identity: Identity | undefined,
  dns: Dns,
): Promise<readonly Finding[]> {
  const dkim = identity?.DkimAttributes;
  const tokens = dkim?.Tokens ?? [];
  // With a key of one's own there are no CNAME records to look for.
  if (tokens.length === 0 || dkim?.SigningAttributesOrigin === 'EXTERNAL') return [];
  const zone = dkim?.SigningHostedZone ?? 'dkim.amazonses.com';
  const isOfSes = (target: string, token: string): boolean =>
    target === `${token}.${zone}` ||
    (target.startsWith(`${token}.dkim.`) && target.endsWith('.amazonses.com'));
  const states = await Promise.all(
    tokens.map(async (token) => {
      const name = `${token}._domainkey.${domain}`;
      const [right, keys, doubled] = await Promise.all([
        dns.cname(name),
        dns.txt(name),
        dns.cname(`${name}.${domain}`),
      ]);
      return {
        token,
        name,
        right,
        // Some DNS providers answer with the key itself, in place of the CNAME.
        hasKey: keys.found && keys.value.some((text) => /(?:^|;)\s*p=[^;\s]/.test(text)),
        isDoubled: doubled.found && doubled.value.length > 0,
      };
    }),
  );
  const failed = states.find(({ right }) => !right.found);
  return judge(['dkim-dns'], failed?.right ?? { found: true, value: [] }, () => {
    const missing = states.filter(
      ({ right, hasKey, token }) =>
        !(right.found && right.value.some((target) => isOfSes(target, token))) &&
        !(hasKey && right.found && right.value.length === 0),
    );
    if (missing.length === 0)
      return [ok('dkim-dns', `All ${tokens.length} DKIM records are in the DNS.`)];
    const records = missing.map(({ name, token }) => `${name} CNAME ${token}.${zone}`).join('\n');
    const wrong = missing.flatMap(({ right }) => (right.found ? right.value : []));
    const message =
      `${missing.length} of the ${tokens.length} DKIM records are not in the DNS` +
      (wrong.length > 0 ? `, or point to ${wrong.join(', ')}.` : '.');
    const doubled = missing.some(({ isDoubled }) => isDoubled)
      ? `They were found at …${domain}.${domain}: your DNS provider adds the domain itself. ` +
        'Enter the names without it.\n'
      : '';
    return [todo('dkim-dns', message, `${doubled}Add:\n${records}`)];
  });
}

/**
 * The records of the MAIL FROM domain: one MX, and one SPF record.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
 */
export async function checkMailFromDns(
  name: string,
  region: string,
  dns: Dns,
): Promise<readonly Finding[]> {
  const [servers, texts] = await Promise.all([dns.mx(name), dns.txt(name)]);
  return [
    ...judge(['mail-from-mx'], servers, (mx) => [checkBounceServer(name, region, mx)]),
    ...judge(['mail-from-spf'], texts, (found) => [checkBounceSpf(name, spfRecords(found))]),
  ];
}

function checkBounceServer(name: string, region: string, mx: readonly MailServer[]): Finding {
  const id = 'mail-from-mx';
  const server = bounceServer(region);
  const add = `${name} MX 10 ${server}`;
  const others = mx.filter(({ exchange }) => exchange !== server);
  if (mx.length === 0) return todo(id, `${name} has no MX record.`, `Add to the DNS: ${add}`);
  if (others.length === 0) return ok(id, `${name} has the MX record of SES.`);
  const isOtherRegion = others.every(({ exchange }) => exchange.startsWith('feedback-smtp.'));
  return todo(
    id,
    isOtherRegion && others.length === mx.length
      ? `The MX record of ${name} is for another region: ${hostsOf(others)}.`
      : `${name} has other MX records: ${hostsOf(others)}. SES requires exactly one.`,
    `Keep this one record only: ${add}`,
  );
}

function checkBounceSpf(name: string, records: readonly string[]): Finding {
  const id = 'mail-from-spf';
  const wanted = `${name} TXT "v=spf1 include:amazonses.com ~all"`;
  const [record, ...others] = records;
  if (record === undefined)
    return todo(id, `${name} has no SPF record.`, `Add to the DNS: ${wanted}`);
  if (others.length > 0)
    return todo(
      id,
      `${name} has ${records.length} SPF records. A mail server then treats SPF as an error.`,
      `Keep this one record only: ${wanted}`,
    );
  return spfIncludesSes(record)
    ? ok(id, `The SPF record of ${name} lets SES send.`)
    : todo(
        id,
        `The SPF record of ${name} does not let SES send.`,
        `Replace it in the DNS: ${wanted}`,
      );
}

/**
 * Identities of the senders' own addresses. For such an address SES uses their settings
 * and not those of the domain.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export function checkSenderIdentities(
  found: readonly { readonly address: string; readonly identity: Identity | undefined }[],
): Finding {
  const id = 'sender-identities';
  const weak = found.flatMap(({ address, identity }) =>
    identity !== undefined && !(identity.VerifiedForSendingStatus === true && isSigned(identity))
      ? [address]
      : [],
  );
  return weak.length === 0
    ? ok(id, 'No identity of a single sender address stands in front of the domain.')
    : todo(
        id,
        `SES also has the identity ${weak.join(', ')}, which is not verified or not signed ` +
          '(DKIM). ' +
          'For that address it replaces the one of the domain.',
        weak
          .map(
            (address) => `aws sesv2 delete-email-identity --email-identity ${shellWord(address)}`,
          )
          .join('\n'),
      );
}
