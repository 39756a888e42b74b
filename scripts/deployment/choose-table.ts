/** Which of the two forms of the stack is deployed: `in-stack`, or a table's name. */
export interface TableChoice {
  readonly table: string;
  /** Why, as a sentence for the operator. */
  readonly because: string;
  /** What the operator should know besides. */
  readonly notes: readonly string[];
  /**
   * The stack must be deleted first: what is left of it can neither work nor be updated.
   */
  readonly deleteStackFirst: boolean;
}

/** No table can be chosen without the operator. The message says what to do. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError';
}

/** A stack as CloudFormation has it. */
export interface DeployedStack {
  /** For example `UPDATE_COMPLETE`. */
  readonly status: string;
  /** The output `TableName`. A stack of version 0.1.0 has none. */
  readonly tableOutput?: string | undefined;
  /** The name of the table that is a resource of the stack. */
  readonly ownTable?: string | undefined;
  /** The SES identity that is a resource of the stack. */
  readonly ownIdentity?: string | undefined;
  /** Whether it has resources, and none that each stack of Open Door has. */
  readonly isForeign?: boolean;
}

/** A table in DynamoDB, as far as the choice depends on it. */
export interface FoundTable {
  readonly name: string;
  /** `ACTIVE`, `UPDATING` and others. */
  readonly status: string;
  readonly createdAt: Date | undefined;
  /** The number of items; DynamoDB counts them about every six hours. */
  readonly items: number;
  /** The stack that it belongs to, by its tag. */
  readonly stack?: string | undefined;
  /** The table that a restore has made of it, by its tag. */
  readonly replacedBy?: string | undefined;
  /** The table that it was restored from, by its tag. */
  readonly restoredFrom?: string | undefined;
  /** Why it cannot be a table of Open Door: "has the key …, not …". */
  readonly problem?: string | undefined;
}

/** Where the operator has named a table. */
export interface WantedTable {
  readonly table: string;
  readonly from: 'command line' | 'settings';
}

export interface Situation {
  readonly stackName: string;
  readonly stack: DeployedStack | undefined;
  readonly wanted: WantedTable | undefined;
  /** The wanted table, undefined if it does not exist or none is named. */
  readonly wantedTable: FoundTable | undefined;
  /** Whether the stack of the wanted table's tag, if it is another one, is deployed. */
  readonly isOthersTable: boolean;
  /** The table that the stack uses, undefined if it does not exist. */
  readonly usedTable: FoundTable | undefined;
  /** The tables that belong to this stack name. Only needed if it is not deployed. */
  readonly tables: readonly FoundTable[];
}

/**
 * What the status of a stack means for its table:
 * `in use`: the stack works, or works again after a rollback;
 * `none`: it was never created, or is deleted;
 * `broken`: what is left of it must be deleted before it can be created again;
 * `busy`: an operation is running.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
export type Life = 'in use' | 'none' | 'broken' | 'busy';

export function lifeOf(stack: Pick<DeployedStack, 'status'> | undefined): Life {
  const status = stack?.status ?? 'DELETE_COMPLETE';
  switch (status) {
    // A change set was made and never executed: there are no resources.
    case 'REVIEW_IN_PROGRESS':
    case 'DELETE_COMPLETE':
      return 'none';
    case 'CREATE_FAILED':
    case 'ROLLBACK_COMPLETE':
    case 'ROLLBACK_FAILED':
    case 'DELETE_FAILED':
      return 'broken';
    default:
      return status.endsWith('_IN_PROGRESS') ? 'busy' : 'in use';
  }
}

/** The table that a stack uses. Undefined if it has never had one. */
export const usedTableOf = (stack: DeployedStack): string | undefined =>
  stack.tableOutput ?? stack.ownTable;

const describe = ({ name, createdAt, items, restoredFrom }: FoundTable): string =>
  `  ${name}: made ${createdAt?.toISOString().slice(0, 16) ?? 'at an unknown time'}, ` +
  `about ${items} items (AWS counts every six hours)` +
  `${restoredFrom ? `, restored from ${restoredFrom}` : ''}`;

/**
 * Decides which table a deployment uses. A deployment never begins with a new, empty
 * table while another one is in use or may hold the letters of an earlier deployment.
 *
 * @throws {UndecidedError} if the operator must decide, or must do something first
 */
export function chooseTable(situation: Situation): TableChoice {
  const { stackName, stack, wanted } = situation;
  const life = lifeOf(stack);
  if (life === 'busy') {
    throw new UndecidedError(
      `CloudFormation is working on the stack ${stackName} (${stack?.status}). Wait until it ` +
        'is done, then run this command again.',
    );
  }
  if (stack?.isForeign === true && life !== 'none') {
    throw new UndecidedError(
      `The stack ${stackName} (${stack.status}) is not one of Open Door. Choose another ` +
        '"stackName".',
    );
  }
  const choice = (table: string, because: string, notes: readonly string[] = []): TableChoice => ({
    table,
    because,
    notes,
    deleteStackFirst: life === 'broken',
  });
  if (life === 'in use' && stack !== undefined) return chooseOfLiveStack(situation, stack, choice);

  const tables = situation.tables.filter(({ replacedBy }) => replacedBy === undefined);
  const list = tables.map(describe).join('\n');
  if (wanted !== undefined && wanted.table !== 'in-stack') {
    return choice(usable(situation, wanted), `The ${wanted.from} names it.`);
  }
  if (wanted?.from === 'command line') {
    return choice(
      'in-stack',
      'The command line asks for a new table.',
      tables.length === 0 ? [] : [`These tables of ${stackName} stay, unused:\n${list}`],
    );
  }
  if (wanted !== undefined && tables.length > 0) {
    throw new UndecidedError(
      `The settings have "table": "in-stack", but there ` +
        `${tables.length === 1 ? 'is a table' : 'are tables'} of an earlier deployment ` +
        `of ${stackName}:\n${list}\n` +
        'To use it, remove "table" from the settings, or name the table there. To begin ' +
        'with a new, empty table: npm run deploy -- -c table=in-stack',
    );
  }
  const [only, ...others] = tables;
  if (only === undefined) {
    return choice('in-stack', 'There is no table of an earlier deployment: a new one is made.');
  }
  if (others.length > 0) {
    throw new UndecidedError(
      `There are ${tables.length} tables of earlier deployments of ${stackName}:\n${list}\n` +
        'Say which one holds your letters and contacts: npm run deploy -- -c table=NAME',
    );
  }
  requireWorking(only);
  return choice(only.name, 'An earlier deployment left it, with its letters and contacts.');
}

function chooseOfLiveStack(
  situation: Situation,
  stack: DeployedStack,
  choice: (table: string, because: string, notes?: readonly string[]) => TableChoice,
): TableChoice {
  const { stackName, wanted, usedTable } = situation;
  const used = usedTableOf(stack);
  if (used === undefined) {
    throw new UndecidedError(
      `The stack ${stackName} (${stack.status}) has no table. It is not Open Door, or was ` +
        'changed by hand. Choose another "stackName", or delete it first.',
    );
  }
  const inUse = (because: string) => choice(used === stack.ownTable ? 'in-stack' : used, because);
  if (wanted !== undefined && wanted.table !== used && wanted.table !== 'in-stack') {
    const table = usable(situation, wanted);
    const old = `Until now the stack uses ${used}. That table stays, with all its items, unused.`;
    return choice(table, `The ${wanted.from} names it.`, [old]);
  }
  if (wanted?.table === 'in-stack' && used !== stack.ownTable) {
    throw new UndecidedError(
      `The ${wanted.from} has "table": "in-stack", but the stack uses the table ${used}. A ` +
        'new, empty table would leave its letters and contacts behind. Remove "table", or ' +
        `write "table": "${used}".`,
    );
  }
  if (usedTable === undefined) {
    throw new UndecidedError(
      `The stack uses the table ${used}, and it does not exist any more: somebody deleted ` +
        'it. DynamoDB keeps a backup of a deleted table for 35 days. To restore it: ' +
        'npm run restore -- --help',
    );
  }
  requireWorking(usedTable);
  return inUse(used === wanted?.table ? `The ${wanted.from} names it.` : 'The stack uses it.');
}

/** @throws {UndecidedError} if a table is not one of Open Door, or cannot be used now */
function requireWorking({ name, problem, status }: FoundTable): void {
  if (problem !== undefined) throw new UndecidedError(`The table ${name} ${problem}.`);
  // A change of its settings, or of its index, does not interrupt it.
  if (status !== 'ACTIVE' && status !== 'UPDATING') {
    throw new UndecidedError(
      `The table ${name} is ${status}. Wait until it is ACTIVE, then run this command again.`,
    );
  }
}

/**
 * The name of the table that the operator wants.
 *
 * @throws {UndecidedError} if it cannot be used
 */
function usable({ wantedTable, isOthersTable }: Situation, { table, from }: WantedTable): string {
  if (wantedTable === undefined) {
    throw new UndecidedError(
      `The ${from} names the table "${table}", and there is no such table in this account ` +
        'and region. Look at the region and the spelling; aws dynamodb list-tables has all names.',
    );
  }
  const { replacedBy, stack } = wantedTable;
  requireWorking(wantedTable);
  if (replacedBy !== undefined) {
    throw new UndecidedError(
      `The table ${table} was replaced by ${replacedBy} in a restore. Letters that have left ` +
        'since look in it as if they had not left, and would leave again. Write ' +
        `"${replacedBy}". To go back to a moment of ${table}: npm run restore -- --at MOMENT ` +
        `--from ${table}`,
    );
  }
  if (isOthersTable) {
    throw new UndecidedError(
      `The table ${table} belongs to the stack ${stack}, which is deployed. Two stacks must ` +
        'not use one table: each would email its reminders. Choose another table.',
    );
  }
  return table;
}

/**
 * Whether the stack creates the SES identity, or uses one that exists.
 *
 * @param owned the identity that the stack has created, if any
 * @param exists whether SES in this region has `mailIdentity`
 */
export function chooseIdentity(
  mailIdentity: string,
  owned: string | undefined,
  exists: boolean,
): { readonly identity: 'in-stack' | 'existing'; readonly because: string } {
  if (owned === mailIdentity) return { identity: 'in-stack', because: 'The stack owns it.' };
  return exists
    ? { identity: 'existing', because: 'SES has it already: it is used, and not changed.' }
    : { identity: 'in-stack', because: 'SES does not have it yet: the stack creates it.' };
}

/**
 * Whether the setting `"identity": "existing"` would delete the identity: a stack of
 * version 0.1.0 owns it, and CloudFormation follows the policy that is deployed, which
 * was to delete. Once a newer version is deployed, the identity stays.
 */
export const wouldDeleteIdentity = (
  wanted: string | undefined,
  mailIdentity: string,
  stack: DeployedStack | undefined,
): boolean =>
  wanted === 'existing' && stack?.ownIdentity === mailIdentity && stack.tableOutput === undefined;
