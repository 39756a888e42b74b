import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { WebEnvironment } from '../../lambdas/environment.ts';
import { placeAllowedCandidates } from '../allowed-candidates.ts';
import type { Config } from '../config.ts';
import type { DnsRecords } from './dns-records.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store, TableRights } from './store.ts';

/**
 * What `web` may do with the table. It only reads the kill switch, the breaker and the
 * blocks of candidates.
 */
const rights: TableRights = {
  letters: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  candidates: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
  mailboxes: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  salts: ['GetItem', 'PutItem'],
  turns: ['GetItem', 'UpdateItem'],
  // A limit of which everything was given back is removed.
  linkLimits: ['GetItem', 'UpdateItem', 'DeleteItem'],
  heldForms: ['GetItem', 'UpdateItem', 'DeleteItem'],
  reopening: ['GetItem', 'UpdateItem'],
  // The page `/no-letters` blocks. Only the operator lifts a block.
  recruiterBlocks: ['GetItem', 'UpdateItem'],
  candidateBlocks: ['GetItem'],
  killSwitch: ['GetItem'],
  breaker: ['GetItem'],
};

/**
 * The fields of the access log. It has the route key and never the path, because a path
 * can hold the secret of a magic link. It has no address of the caller, because the
 * address and the time of a letter together would show who wrote it.
 */
const accessLogFormat = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  size: '$context.responseLength',
};

/** For all callers of a route together. API Gateway applies it on a best-effort basis. */
interface Throttle {
  /** Requests a second in the long run. */
  readonly rateLimit: number;
  /** Requests at the same moment. */
  readonly burstLimit: number;
}

/**
 * The throttle of all routes without their own. It is far above normal use, and limits
 * what an attack can cost.
 */
export const defaultThrottle: Throttle = { rateLimit: 20, burstLimit: 40 };

/**
 * The routes of `web` that strangers may flood, each with its own throttle. So a flood of
 * one leaves room for the others and for `send`: together, at these rates, they take less
 * than 5 of the 10 concurrent executions of a new account
 * (docs/adr/0023-separate-throttles.md).
 */
export const floodable: readonly (Throttle & { readonly path: string })[] = [
  { path: '/declines', rateLimit: 5, burstLimit: 10 },
  { path: '/contacts/link', rateLimit: 2, burstLimit: 5 },
  { path: '/preview', rateLimit: 15, burstLimit: 30 },
  // Without JavaScript only: the page's script reads a message in the browser.
  { path: '/read', rateLimit: 3, burstLimit: 10 },
];

/** The HTTP API and the function behind its default route. */
export class Web extends Construct {
  /**
   * `https://host`: the configured origin, or that of the site's own domain, or by
   * default the API's own.
   */
  readonly environment: { readonly ORIGIN: string };
  readonly retention: { readonly LETTER_DAYS: string };
  readonly operator: { readonly OPERATOR: string };
  readonly function: lambda.Function;
  /** One entry for each request, see {@link accessLogFormat}. */
  readonly accessLog: logs.ILogGroup;
  private readonly api: apigatewayv2.HttpApi;
  private readonly stage: apigatewayv2.HttpStage;
  /** The throttle of each route that has its own, by its key, `POST /preview`. */
  private readonly throttles = new Map<string, Throttle>();

  constructor(
    scope: Construct,
    id: string,
    props: { config: Config; store: Store; mail: MailChannel; dns: DnsRecords },
  ) {
    super(scope, id);
    const { config, store, mail, dns } = props;
    const { ownDomain } = config;
    this.api = new apigatewayv2.HttpApi(this, 'Api', {
      createDefaultStage: false,
      description: 'Open Door: the site',
      // With an own domain nobody reaches the API around it. A proxy in front of the site
      // must then use that domain, too.
      ...(ownDomain !== undefined && { disableExecuteApiEndpoint: true }),
    });
    const origin =
      config.origin ?? (ownDomain === undefined ? undefined : `https://${ownDomain.name}`);
    this.environment = { ORIGIN: origin ?? this.api.apiEndpoint };
    this.retention = { LETTER_DAYS: String(config.letterDays) };
    const { operatorName: name, operatorContact: contact } = config;
    this.operator = { OPERATOR: JSON.stringify({ name, contact }) };
    const accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.accessLog = accessLog;
    this.stage = new apigatewayv2.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: defaultThrottle,
      accessLogSettings: {
        destination: new apigatewayv2.LogGroupLogDestination(accessLog),
        format: apigateway.AccessLogFormat.custom(JSON.stringify(accessLogFormat)),
      },
    });
    if (ownDomain !== undefined) this.serveAt(ownDomain, dns);
    const stage = this.stage.node.defaultChild;
    if (!(stage instanceof apigatewayv2.CfnStage)) throw new Error('The stage has no resource.');
    // CDK passes the value to CloudFormation as it is, so its names are CloudFormation's.
    stage.routeSettings = Lazy.any({
      produce: () =>
        Object.fromEntries(
          [...this.throttles].map(([routeKey, { rateLimit, burstLimit }]) => [
            routeKey,
            { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
          ]),
        ),
    });

    const candidates = placeAllowedCandidates(config.allowedCandidates);
    const web = new ServiceFunction<WebEnvironment>(this, 'Web', {
      name: 'web',
      description: 'Open Door: serves the pages, and emails links to candidates',
      memorySize: 1024,
      timeout: Duration.seconds(10),
      tracing: config.tracing,
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.lettersEnvironment,
        ...mail.letterLimits,
        ...mail.ownSenderEnvironment,
        ...mail.reviewEnvironment,
        ...this.environment,
        ...this.retention,
        ...this.operator,
        NO_LETTERS_LINK: config.noLettersLink ? 'on' : 'off',
        LINK_HOURS: String(config.linkHours),
        LOG_DAYS: String(config.logDays),
        REGION: Stack.of(this).region,
        LINKS_PER_MAILBOX_DAY: String(config.linksPerMailboxDay),
        // The words of the contacts pages name this number, so it is not a setting.
        CONTACTS_LINKS_PER_MAILBOX_DAY: '5',
        LINKS_PER_NETWORK_HOUR: String(config.linksPerNetworkHour),
        TRUSTED_PROXY_HOPS: String(config.trustedProxyHops),
        ALLOWED_CANDIDATES: candidates.variable,
      },
      files: candidates.files,
    });
    this.function = web;
    store.grant(web, rights);
    mail.grantReview(web);
    // Wrong methods of all paths come here, too. The app answers them with 405.
    this.addRoute(apigatewayv2.HttpRouteKey.DEFAULT, web);
    for (const { path, ...throttle } of floodable) {
      this.addRoute(
        apigatewayv2.HttpRouteKey.with(path, apigatewayv2.HttpMethod.POST),
        web,
        throttle,
      );
    }
  }

  /**
   * Serves the site at its own domain. API Gateway accepts a certificate of the same
   * region only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
   */
  private serveAt({ name, certificateArn }: NonNullable<Config['ownDomain']>, dns: DnsRecords) {
    const domainName = new apigatewayv2.DomainName(this, 'Domain', {
      domainName: name,
      certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: apigatewayv2.SecurityPolicy.TLS_1_2,
    });
    new apigatewayv2.ApiMapping(this, 'Mapping', { api: this.api, domainName, stage: this.stage });
    dns.addForSite(name, {
      name: domainName.regionalDomainName,
      zoneId: domainName.regionalHostedZoneId,
    });
  }

  /**
   * Adds a route to a function. With its own throttle its requests are counted apart from
   * all other routes.
   */
  addRoute(
    routeKey: apigatewayv2.HttpRouteKey,
    handler: lambda.IFunction,
    throttle?: Throttle,
  ): void {
    const route = new apigatewayv2.HttpRoute(this, `Route ${routeKey.key}`, {
      httpApi: this.api,
      routeKey,
      integration: new HttpLambdaIntegration(`Integration ${routeKey.key}`, handler),
    });
    if (throttle === undefined) return;
    this.throttles.set(routeKey.key, throttle);
    // API Gateway refuses settings of a route that does not exist yet.
    this.stage.node.addDependency(route);
  }
}
