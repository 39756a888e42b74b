/**
 * Evaluates a filter pattern of CloudWatch Logs for JSON entries, as far as the alarms
 * use it: `&&` before `||`, brackets, comparisons with texts (`*` is any text) and
 * numbers, and `IS TRUE`. A condition on a field that the entry does not have is false.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 * @throws {Error} if the pattern uses anything else
 */
export function matchesPattern(pattern: string, entry: unknown): boolean {
  const whole = /^\{ (.+) \}$/.exec(pattern);
  if (whole?.[1] === undefined) throw new Error(`Not a pattern for JSON: ${pattern}`);
  const tokens = whole[1].match(/&&|\|\||[()]|"[^"]*"|[^\s()]+/g) ?? [];
  let at = 0;
  const take = (): string => {
    const token = tokens[at];
    if (token === undefined) throw new Error(`The pattern ends too early: ${pattern}`);
    at += 1;
    return token;
  };
  const isNext = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  const condition = (): boolean => {
    if (isNext('(')) {
      const result = anyOf();
      if (!isNext(')')) throw new Error(`A bracket is open: ${pattern}`);
      return result;
    }
    const [selector, operator, operand] = [take(), take(), take()];
    return compare(valueAt(entry, selector), operator, operand);
  };
  const allOf = (): boolean => {
    let result = condition();
    while (isNext('&&')) result = condition() && result;
    return result;
  };
  const anyOf = (): boolean => {
    let result = allOf();
    while (isNext('||')) result = allOf() || result;
    return result;
  };
  const result = anyOf();
  if (at !== tokens.length) throw new Error(`Not understood: ${tokens.slice(at).join(' ')}`);
  return result;
}

/**
 * The value of a selector, `$.message.event`. Undefined if the entry does not have it.
 */
export const valueAt = (entry: unknown, selector: string): unknown => {
  if (!selector.startsWith('$.')) throw new Error(`Not a selector: ${selector}`);
  return selector
    .slice(2)
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
      entry,
    );
};

function compare(value: unknown, operator: string, operand: string): boolean {
  if (operator === 'IS' && operand === 'TRUE') return value === true;
  if (value === undefined) return false;
  if (operand.startsWith('"')) {
    const isEqual = typeof value === 'string' && like(value, operand.slice(1, -1));
    if (operator === '=') return isEqual;
    if (operator === '!=') return !isEqual;
  } else if (operator === '>=' && operand !== '' && Number.isFinite(Number(operand))) {
    return typeof value === 'number' && value >= Number(operand);
  }
  throw new Error(`Not understood: ${operator} ${operand}`);
}

/** Whether a text is the given one, in which `*` at the end is any text. */
const like = (value: string, text: string): boolean =>
  text.endsWith('*') ? value.startsWith(text.slice(0, -1)) : value === text;
