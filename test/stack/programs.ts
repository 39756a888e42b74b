import { findLambdaNode } from '../support/lambda-node.ts';
import type { Lookup } from '../support/lookup.ts';
import { findPythonPackage } from '../support/python-package.ts';

/** AWS's linter of CloudFormation templates. */
export const findCfnLint = (): Promise<Lookup<{ python: string }>> =>
  findPythonPackage('cfn-lint', '1.58.0');

const findMinistack = (): Promise<Lookup<{ python: string }>> =>
  findPythonPackage('ministack', '1.5.33');

/**
 * The programs that the stack tier needs. The first use fetches them: MiniStack and
 * cfn-lint from the Python package index, and Lambda's Node from npm.
 *
 * @returns `python`: an interpreter with MiniStack; `node`: Lambda's Node
 */
export async function findStackPrograms(): Promise<Lookup<{ python: string; node: string }>> {
  const ministack = await findMinistack();
  if (!ministack.found) return ministack;
  const cfnLint = await findCfnLint();
  if (!cfnLint.found) return cfnLint;
  const lambdaNode = await findLambdaNode();
  return lambdaNode.found ? { ...lambdaNode, python: ministack.python } : lambdaNode;
}
