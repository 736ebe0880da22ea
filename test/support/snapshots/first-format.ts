/** A snapshot of format 1, as it was written before entries had birth times: a folder, a file of two names, a link. */
export const firstFormat: Buffer = Buffer.from(
  [
    'SEVDVEFSRQoBAAAAwgEAAHsicnVsZXMiOnsiZm9sbG93TGlua3MiOmZhbHNlLCJjcm9zc01vdW50cyI6ZmFsc2UsImV4Y2x1ZGUi',
    'OltdfSwic3RhcnRlZCI6MTc5NjA5OTM0ODUxMSwiY29tcGxldGUiOnRydWUsImJhY2tlbmQiOiJzdGF0eCIsInNjYW5uZXJzIjoy',
    'LCJyb290IjoiTDNSdGNDOW9NUzkyTVE9PSIsImZpbmlzaGVkIjoxNzk2MDk5MzQ5MTI4LCJ0b3RhbHMiOnsiZW50cmllcyI6NCwi',
    'ZmlsZXMiOjIsImRpcmVjdG9yaWVzIjoxLCJzeW1saW5rcyI6MSwib3RoZXJzIjowLCJhcHBhcmVudEJ5dGVzIjoiMTIiLCJhbGxv',
    'Y2F0ZWRCeXRlcyI6IjEyMjg4IiwiZmFpbHVyZXMiOjAsIm90aGVyTW91bnRzIjowLCJsaW5rZWRGaWxlcyI6MSwibGlua2VkUGF0',
    'aHMiOjIsImR1cGxpY2F0ZUJ5dGVzIjoiNDA5NiJ9LCJ0cnVzdGVkIjp7ImZpbGVzIjowLCJhbGxvY2F0ZWRCeXRlcyI6IjAifSwi',
    'd3JpdGVyIjoiMC4xLjAifaOtUvblIGlAWJR66HgSXO7I4JtmhHnK7F5TxkgTxZxIagAAACIAAAAkAAAABQAAAAMAAAACAAAABAAA',
    'AAAAAACdwbEJwlAYhdHvv3nRQiIp7HWVDGCpE7zOGSwEF3ngdEJWeMoNaBUUcs7YQOUVUHkIKqOgMmAFu2EDi4QaMWfd0vbQ81sQ',
    'Efy3s6Nt7WLM2FjXpZRKyTmHnfXcH+5c4YRYQOJDK/EVweQN0y/JLdDPMNQvM2QorszNyczLZgATafk5KalFDGmZOakMADEiIKup',
    'Xhs6cnqaDRKh0q9yCvWNvWHJGa5x0/WMet+aAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADxTHmob17Mp6fPny3prrVX',
    'Atbw3m2ZGT92DKGCOtXdHg==',
  ].join(''),
  'base64',
);
