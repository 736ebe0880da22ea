/** makedev(3) on Linux, where columns hold major and minor; elsewhere they hold the halves of the number. */
export function deviceNumber(high: number, low: number): bigint {
  const [upper, lower] = [BigInt(high), BigInt(low)];
  if (process.platform !== 'linux') return (upper << 32n) | lower;
  return (
    ((upper & 0xfffff000n) << 32n) |
    ((lower & 0xffffff00n) << 12n) |
    ((upper & 0xfffn) << 8n) |
    (lower & 0xffn)
  );
}
