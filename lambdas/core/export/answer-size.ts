/**
 * The largest answer, in bytes. AWS Lambda refuses an answer over 6 MB; a file that is
 * larger comes in parts.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MAX_ANSWER_BYTES = 5_000_000;

/**
 * The size of a text as Lambda counts it, in bytes. Lambda's answer is JSON, with the
 * text as a JSON string, or in base64 if its type is not known as text.
 */
export const answerSize = (text: string): number =>
  Math.max(Buffer.byteLength(JSON.stringify(text)), Math.ceil(Buffer.byteLength(text) / 3) * 4);
