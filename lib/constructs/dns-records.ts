import { CfnDeletionPolicy, CfnOutput, Stack } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { isWithin } from '../setting-readers.ts';

interface DnsRecord {
  /** Its id in the stack. */
  readonly id: string;
  /** The full name, without a dot at the end. */
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  /** The value as a zone file has it. */
  readonly value: string;
}

const TTL_SECONDS = '1800';

/**
 * The DNS records that the stack needs. They are made in the Route 53 zone of the
 * settings, if they belong into it. The others are outputs, `DnsRecord1` and so on: the
 * operator adds them to the DNS.
 */
export class DnsRecords extends Construct {
  private readonly zone: Config['hostedZone'];
  private printed = 0;

  constructor(scope: Construct, id: string, { hostedZone }: Config) {
    super(scope, id);
    this.zone = hostedZone;
  }

  /**
   * Adds a record of the mail identity.
   *
   * @param domain the identity; the name may be an attribute that synth does not know
   */
  addForMail(domain: string, { id, name, type, value }: DnsRecord): void {
    if (this.zone === undefined || !isWithin(domain, this.zone.name)) {
      this.print(`${name} ${type} ${value}`, 'Add to the DNS of the mail domain');
      return;
    }
    const record = new route53.CfnRecordSet(this, id, {
      hostedZoneId: this.zone.id,
      name,
      type,
      ttl: TTL_SECONDS,
      resourceRecords: [value],
    });
    // It stays as long as the identity, which stays, too. If it is replaced, the old one
    // goes.
    record.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    record.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE;
  }

  /** Points the site's own domain to its target. */
  addForSite(domain: string, target: { readonly name: string; readonly zoneId: string }): void {
    if (this.zone === undefined || !isWithin(domain, this.zone.name)) {
      const description = "Add to the DNS of the site's domain (an alias to this name works, too)";
      this.print(`${domain} CNAME ${target.name}`, description);
      return;
    }
    new route53.CfnRecordSet(this, 'Site', {
      hostedZoneId: this.zone.id,
      name: domain,
      type: 'A',
      aliasTarget: { dnsName: target.name, hostedZoneId: target.zoneId },
    });
  }

  /** Adds an output with a record that the operator adds to the DNS. */
  print(value: string, description: string): void {
    this.printed += 1;
    new CfnOutput(Stack.of(this), `DnsRecord${this.printed}`, { description, value });
  }
}
