/**
 * Replaces `@aws-sdk/middleware-endpoint-discovery` in the Lambda bundles (see
 * `bundle.ts`). No command of ours discovers its endpoint. The real one brings three more
 * packages, 12 KB.
 */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};
