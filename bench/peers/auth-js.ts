import { Auth, type AuthConfig } from '@auth/core';
import { DynamoDBAdapter } from '@auth/dynamodb-adapter';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { lambdaHandler } from './http-api.ts';
import { mailLink } from './mailer.ts';

// As in https://authjs.dev/getting-started/adapters/dynamodb
const table = DynamoDBDocument.from(new DynamoDBClient(), {
  marshallOptions: {
    convertEmptyValues: true,
    removeUndefinedValues: true,
    convertClassInstanceToMap: true,
  },
});

const config: AuthConfig = {
  basePath: '/auth',
  trustHost: true,
  secret: 'benchmark-benchmark-benchmark-benchmark',
  adapter: DynamoDBAdapter(table, { tableName: process.env['TABLE_NAME'] ?? '' }),
  providers: [
    {
      id: 'email',
      type: 'email',
      name: 'Email',
      from: 'review@door.example',
      maxAge: 48 * 60 * 60,
      sendVerificationRequest: ({ identifier, url }) => mailLink(identifier, url),
    },
  ],
};

export const handler = lambdaHandler((request) => Auth(request, config));
