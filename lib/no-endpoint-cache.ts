/**
 * Replaces `@aws-sdk/endpoint-cache` in the Lambda bundles (see `bundle.ts`). The client
 * of DynamoDB creates one for the discovery of endpoints, which none of its commands
 * uses. The real one brings two more packages, 11 KB.
 */
export class EndpointCache {}
