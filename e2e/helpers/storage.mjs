/** Everything that a page left behind in the browser, by name; an empty list when it left nothing. */
export async function left(page) {
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...(await indexedDB.databases()).map((database) => `indexedDB ${database.name}`),
    ...(await caches.keys()).map((key) => `cache ${key}`),
    ...(history.state === null ? [] : [`history ${JSON.stringify(history.state)}`]),
  ]);
  const cookies = await page.context().cookies();
  return [...kept, ...cookies.map((cookie) => `cookie ${cookie.name}`)];
}
