import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { WebEnvironment } from '../../lambdas/environment.ts';
import type { Config } from '../config.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store } from './store.ts';

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

/** The HTTP API and the function behind its default route. */
export class Web extends Construct {
  /** `https://host`: the configured origin, or by default the API's own. */
  readonly environment: { readonly ORIGIN: string };
  private readonly api: apigatewayv2.HttpApi;

  constructor(
    scope: Construct,
    id: string,
    props: { config: Config; store: Store; mail: MailChannel },
  ) {
    super(scope, id);
    const { config, store, mail } = props;
    this.api = new apigatewayv2.HttpApi(this, 'Api', {
      createDefaultStage: false,
      description: 'Open Door: the site',
    });
    this.environment = { ORIGIN: config.origin ?? this.api.apiEndpoint };
    new apigatewayv2.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // For all callers together, in requests a second. It is far above normal use, and
      // limits what an attack can cost.
      throttle: { rateLimit: 20, burstLimit: 40 },
      accessLogSettings: {
        destination: new apigatewayv2.LogGroupLogDestination(
          new logs.LogGroup(this, 'AccessLog', {
            retention: logs.RetentionDays.ONE_MONTH,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: apigateway.AccessLogFormat.custom(JSON.stringify(accessLogFormat)),
      },
    });

    const web = new ServiceFunction<WebEnvironment>(this, 'Web', {
      name: 'web',
      description: 'Open Door: serves the pages, and emails links to candidates',
      memorySize: 1024,
      timeout: Duration.seconds(10),
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.lettersEnvironment,
        ...mail.letterLimits,
        ...mail.reviewEnvironment,
        ...this.environment,
        NO_LETTERS_LINK: config.noLettersLink ? 'on' : 'off',
        LINK_HOURS: String(config.linkHours),
        ALLOWED_CANDIDATES: config.allowedCandidates.join(','),
      },
    });
    store.grantItems(
      web,
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    );
    store.grantCandidate(web);
    mail.grantReview(web);
    this.addRoute(apigatewayv2.HttpRouteKey.DEFAULT, web);
  }

  /** Adds a route to a function. */
  addRoute(routeKey: apigatewayv2.HttpRouteKey, handler: lambda.IFunction): void {
    new apigatewayv2.HttpRoute(this, `Route ${routeKey.key}`, {
      httpApi: this.api,
      routeKey,
      integration: new HttpLambdaIntegration(`Integration ${routeKey.key}`, handler),
    });
  }
}
