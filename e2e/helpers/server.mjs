// The built site as a web server would serve it: files from a folder, with the policy that the build prints.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
};

/** Where the same site stands too: links are relative, so a folder deeper it must work as well. */
export const DEEPER = '/onder/een/map/';

/**
 * Serves a folder on a free port of this machine alone; below a prefix too, as many an intranet does. `log` gets every
 * request as a server's own log would have it.
 */
export async function serveFolder(folder, policy, { prefix = DEEPER, log } = {}) {
  const server = createServer(async (request, response) => {
    log?.(`${request.method} ${request.url} ${request.headers.referer ?? '-'}`);
    let path = decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname);
    if (path.startsWith(prefix)) path = path.slice(prefix.length - 1);
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    let status = 200;
    let body = file.startsWith(normalize(folder) + sep) && (await readFile(file).catch(() => undefined));
    let type = TYPES[extname(file)] ?? 'application/octet-stream';
    if (!body) {
      status = 404;
      type = TYPES['.html'];
      body = await readFile(join(folder, '404.html'));
    }
    const headers = { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' };
    if (policy) headers['Content-Security-Policy'] = policy;
    response.writeHead(status, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}
