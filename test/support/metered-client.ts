import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

const unitsSchema = z.object({ CapacityUnits: z.number() });
const outputSchema = z.object({ ConsumedCapacity: z.union([unitsSchema, z.array(unitsSchema)]) });

/** A client that counts its commands and adds up the capacity units that they consume. */
export function meteredClient(endpoint: string) {
  const client = new DynamoDBClient({ endpoint });
  const meter = { units: 0, commands: new Map<string, number>() };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        // Reading the table's id consumes nothing.
        if (commandName === 'DescribeTableCommand') return next(call);
        Object.assign(call.input, { ReturnConsumedCapacity: 'TOTAL' });
        meter.commands.set(commandName, (meter.commands.get(commandName) ?? 0) + 1);
        const answer = await next(call);
        // Throws if the emulator reports no capacity units, because then the figures
        // would be wrong.
        const { ConsumedCapacity } = outputSchema.parse(answer.output);
        for (const { CapacityUnits } of [ConsumedCapacity].flat()) meter.units += CapacityUnits;
        return answer;
      },
    { step: 'initialize' },
  );
  return { client, meter };
}
