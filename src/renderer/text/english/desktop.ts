/** English: parts that only a window of the desktop has. */
export const englishDesktop = {
  desktop: {
    dropZone: 'Drop folders here, or',
    dropHere: 'Drop to scan',
    recent: 'Recent',
    missing: '{{path}} is not there any more.',
    unreadable: '{{path}} may not be looked at.',
    notOnDisk: 'Only folders and files on this computer can be opened.',
    more_one: 'And one more.',
    more_other: 'And {{count}} more.',
    dismiss: 'Close the message',
    reveal: 'Show in the file manager',
    copyPath: 'Copy the path',
    copied: 'Copied.',
    notText: 'The name is no text, and the desktop knows only text.',
    title: '{{name}} – Hectare',
    saved: 'Saved: {{size}}.',
  },
};
