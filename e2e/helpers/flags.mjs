// How Chromium is started: without what it would do of its own accord (looking for updates, asking other hosts).
export const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
