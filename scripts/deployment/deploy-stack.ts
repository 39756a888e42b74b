import {
  type Clients,
  deleteStack,
  findStack,
  findTable,
  findTablesOf,
  hasIdentity,
  isUsedBy,
} from './account.ts';
import {
  chooseIdentity,
  chooseTable,
  lifeOf,
  type TableChoice,
  UndecidedError,
  usedTableOf,
  type WantedTable,
  wouldDeleteIdentity,
} from './choose-table.ts';
import { keepTableSettings } from './table-settings.ts';

/** The values that CDK gets by `-c key=value`. */
export type Context = Readonly<Record<string, string>>;

export interface Deployment {
  readonly clients: Clients;
  readonly stackName: string;
  readonly mailIdentity: string;
  /** The table that the operator has named, if any. */
  readonly wantedTable: WantedTable | undefined;
  /** The setting `identity`, if the operator has written it. */
  readonly wantedIdentity: string | undefined;
  /** Runs `cdk deploy` with these values. It rejects if that fails. */
  readonly cdkDeploy: (context: Context) => Promise<void>;
  /** Prints a line. */
  readonly print: (line: string) => void;
}

/**
 * Deploys the stack with the table and the identity that are right in this account, see
 * `chooseTable` and `chooseIdentity`.
 *
 * @throws {UndecidedError} if the operator must decide about the table. Nothing has been
 *   changed then
 */
export async function deployStack(deployment: Deployment): Promise<void> {
  const { clients, stackName, mailIdentity, wantedIdentity, cdkDeploy, print } = deployment;
  const stack = await findStack(clients, stackName);
  print(`Stack ${stackName}: ${stack?.status ?? 'not deployed'}`);
  if (wouldDeleteIdentity(wantedIdentity, mailIdentity, stack)) {
    throw new UndecidedError(
      `The stack owns the identity ${mailIdentity}, and with "identity": "existing" this update ` +
        'would delete it. Remove "identity" from the settings, and deploy.',
    );
  }
  const { table, because, notes, deleteStackFirst } = await decideTable(deployment);
  print(`Table: ${table}. ${because}`);
  for (const note of notes) print(note);
  if (deleteStackFirst) {
    print(`What is left of the stack ${stackName} is deleted first. Its table stays.`);
    await deleteStack(clients, stackName);
  }
  if (table !== 'in-stack') await keepTableSettings(clients, table, stackName, print);

  // After the deletion, which may have deleted an identity.
  const owned = deleteStackFirst ? undefined : stack?.ownIdentity;
  const { identity, because: why } =
    wantedIdentity === undefined
      ? chooseIdentity(mailIdentity, owned, await hasIdentity(clients, mailIdentity))
      : { identity: wantedIdentity, because: 'The settings say so.' };
  print(`Identity ${mailIdentity}: ${identity}. ${why}`);
  await cdkDeploy({ table, identity });
}

async function decideTable(deployment: Deployment): Promise<TableChoice> {
  const { clients, stackName, wantedTable: wanted } = deployment;
  const stack = await findStack(clients, stackName);
  const isNamed = wanted !== undefined && wanted.table !== 'in-stack';
  const named = isNamed ? await findTable(clients, wanted.table) : undefined;
  const isOthers =
    named?.stack !== undefined &&
    named.stack !== stackName &&
    (await isUsedBy(clients, named.stack, named.name));
  const isInUse = lifeOf(stack) === 'in use';
  const used = stack && usedTableOf(stack);
  return chooseTable({
    stackName,
    stack,
    wanted,
    wantedTable: named,
    isOthersTable: isOthers,
    usedTable: isInUse && used !== undefined ? await findTable(clients, used) : undefined,
    tables: isInUse ? [] : await findTablesOf(clients, stackName),
  });
}
