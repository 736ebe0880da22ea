/** The page's address: in a scheme of our own, so that it has an origin, and not the rights of file://. */
export const pageScheme = 'app';
const pageOrigin = `${pageScheme}://hectare`;
export const pageAddress = `${pageOrigin}/index.html`;

export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${pageScheme}:` && host === 'hectare';
}
