/**
 * Copies values between processes as Electron does: by V8's serializer, which refuses shared memory and functions, and
 * copies the whole buffer behind every view.
 */
import { Deserializer, Serializer } from 'node:v8';

/** @throws DataCloneError */
export function encode(value: unknown): Buffer {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

export function decode(bytes: Uint8Array): unknown {
  const deserializer = new Deserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}
