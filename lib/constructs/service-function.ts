import { AssetHashType, DockerImage, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundle, type FunctionName, functionFolder } from '../bundle.ts';

/** How asynchronous invocations (schedules, events) that keep failing are given up. */
interface AsyncInvocations {
  readonly onFailure: lambda.IDestination;
  /** Attempts by Lambda after the first. */
  readonly retryAttempts: 0 | 1 | 2;
  readonly maxEventAge: Duration;
}

/**
 * `E` is the function's contract in `lambdas/environment.ts`: a variable that is
 * forgotten does not compile.
 */
export interface ServiceFunctionProps<E extends Record<keyof E, string>> {
  /** Its folder below `lambdas/`. */
  readonly name: FunctionName;
  readonly description: string;
  readonly environment: E;
  /** Megabytes; CPU comes in proportion, 1769 being one whole core. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly asyncInvocations?: AsyncInvocations;
}

/**
 * One Lambda function of the service: our bundle, a role of its own that may write its
 * own log and traces and nothing else yet, and a log kept for a month.
 */
export class ServiceFunction<E extends Record<keyof E, string>> extends lambda.Function {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps<E>) {
    const { name, description, environment, memorySize, timeout, asyncInvocations } = props;
    const logGroup = new logs.LogGroup(scope, `${id}Log`, {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Not CDK's default role: its managed policy may write to every log of the account.
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Open Door: what the function "${name}" may do`,
    });
    logGroup.grantWrite(role);

    super(scope, id, {
      description,
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'handler.handler',
      code: bundledCode(name),
      memorySize,
      timeout,
      tracing: lambda.Tracing.ACTIVE,
      // No NODE_OPTIONS=--enable-source-maps: Node then reads the maps at every cold
      // start, a third of the whole start-up. They are in the bundle; set the option by
      // hand on a function whose stack traces are to be read.
      environment: variables(environment),
      ...asyncInvocations,
    });
  }
}

function variables<E extends Record<keyof E, string>>(environment: E): Record<string, string> {
  return Object.fromEntries(Object.entries<string>(environment));
}

/**
 * The output is what is hashed, so that only a change in what runs makes a new version.
 * The path must differ from function to function: CDK takes two assets of the same path
 * and options for one, and bundles it once.
 */
function bundledCode(name: FunctionName): lambda.Code {
  return lambda.Code.fromAsset(functionFolder(name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: CDK asks for an image, but the local step below always does the
      // work.
      image: DockerImage.fromRegistry('unused'),
      local: {
        tryBundle(outputFolder) {
          bundle(name, outputFolder);
          return true;
        },
      },
    },
  });
}
