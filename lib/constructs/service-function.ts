import { AssetHashType, DockerImage, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { formVariablesOf } from '../built-form.ts';
import { bundle, type FunctionName, functionFolder } from '../bundle.ts';
import { checkEnvironment } from '../environment-size.ts';

/** When Lambda stops retrying a failed asynchronous invocation (schedule or event). */
interface AsyncInvocations {
  /** Gets a record of the invocation, with its event, when Lambda stops retrying it. */
  readonly onFailure: lambda.IDestination;
  /** Gets the event itself when Lambda stops retrying it. */
  readonly deadLetterQueue?: sqs.IQueue;
  /** How often Lambda retries after the first attempt. */
  readonly retryAttempts: 0 | 1 | 2;
  readonly maxEventAge: Duration;
}

/**
 * `E` is the type of the function's variables in `lambdas/environment.ts`: a missing
 * variable does not compile, unless the function does without it.
 */
export interface ServiceFunctionProps<E extends Partial<Record<keyof E, string>>> {
  /** The name of its folder below `lambdas/`. */
  readonly name: FunctionName;
  readonly description: string;
  readonly environment: E;
  /** In MB. The share of CPU is proportional: 1769 MB is one full core. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly asyncInvocations?: AsyncInvocations;
  /** More files of its bundle: the text of each by its name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether AWS X-Ray traces its requests. */
  readonly tracing: boolean;
}

/**
 * One Lambda function of the service: its bundle, its role, and a log that is kept for a
 * month. The role may only write the function's log, and traces if they are on; grants
 * add permissions.
 */
export class ServiceFunction<E extends Partial<Record<keyof E, string>>> extends lambda.Function {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps<E>) {
    const { name, description, memorySize, timeout, tracing, asyncInvocations } = props;
    const environment = variablesOf(props.environment);
    checkEnvironment(name, environment);
    const logGroup = new logs.LogGroup(scope, `${id}Log`, {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Not CDK's default role: its managed policy allows writing to every log of the
    // account.
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Open Door: permissions of the function "${name}"`,
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
      code: bundledCode(name, environment, props.files),
      memorySize,
      timeout,
      tracing: tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED,
      // No NODE_OPTIONS=--enable-source-maps: with it Node reads the source maps at every
      // cold start, which takes a third of the start-up time. The maps are in the bundle:
      // to read the stack traces of a function, set the option on it by hand.
      environment,
      ...asyncInvocations,
    });
  }
}

function variablesOf<E extends Partial<Record<keyof E, string>>>(
  environment: E,
): Record<string, string> {
  const entries = Object.entries<string | undefined>(environment);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * CDK hashes the output, so that only a change of the bundle makes a new version. The
 * path must differ from function to function: CDK treats two assets with the same path
 * and options as one, and bundles it once.
 */
function bundledCode(
  name: FunctionName,
  variables: Readonly<Record<string, string>>,
  files?: Readonly<Record<string, string>>,
): lambda.Code {
  return lambda.Code.fromAsset(functionFolder(name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK requires an image but never pulls it, because `tryBundle` always succeeds or
      // throws.
      image: DockerImage.fromRegistry('unused'),
      // Nobody reads it. CDK compares assets by it, and not by the function below.
      environment: { ...files, ...formVariablesOf(variables) },
      local: {
        tryBundle(outputFolder) {
          bundle(name, outputFolder, files, variables);
          return true;
        },
      },
    },
  });
}
