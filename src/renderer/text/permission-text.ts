/** Returns permission bits as `ls -l` writes them: "rwxr-xr-x (755)". */
export function permissionText(mode: number): string {
  const letters = ['r', 'w', 'x'];
  let text = '';
  for (let bit = 8; bit >= 0; bit--) text += mode & (1 << bit) ? letters[(8 - bit) % 3] : '-';
  const special = [
    [0o4000, 2, 's', 'S'],
    [0o2000, 5, 's', 'S'],
    [0o1000, 8, 't', 'T'],
  ] as const;
  for (const [bit, place, both, alone] of special) {
    if (mode & bit)
      text = `${text.slice(0, place)}${text[place] === 'x' ? both : alone}${text.slice(place + 1)}`;
  }
  return `${text} (${(mode & 0o7777).toString(8).padStart(3, '0')})`;
}
