/** Thrown by `readBody` when a body is larger than allowed. */
export class BodyTooLarge extends Error {}

/** Bytes that may still be read, over several bodies. */
export interface ByteBudget {
  left: number;
}

/**
 * The body of a response, decoded, as bytes. Counts what arrives after decompression and stops at `limit`, or when the
 * budget is spent, whatever Content-Length says. Throws BodyTooLarge, or what the stream throws when it is aborted or breaks off.
 */
export async function readBody(response: Response, limit: number, budget?: ByteBudget): Promise<Uint8Array> {
  const stream: ReadableStream<Uint8Array> | null = response.body;
  const reader = stream?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (budget !== undefined) budget.left -= value.byteLength;
    if (size > limit || (budget !== undefined && budget.left < 0)) {
      await reader.cancel().catch(() => undefined);
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, size);
}
